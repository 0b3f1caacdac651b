"""A parent's own page: language by ear, way of reading, notifications, phones."""

from functools import partial

from fastapi import APIRouter, Request, Response

from app import pages
from app.database import SessionDep
from app.language.languages import BASE
from app.people.models import Caregiver
from app.sign_in.actor import CurrentCaregiver
from app.sign_in.devices import own_devices
from app.speech.clips import word_clip_url
from app.speech.greetings import greetings
from app.speech.spoken_words import SPOKEN_WORDS

router = APIRouter()


@router.get("/us")
def us_page(request: Request, session: SessionDep, caregiver: CurrentCaregiver) -> Response:
    """Show what a parent can choose."""
    known = session.get_one(Caregiver, caregiver.caregiver_id)
    return pages.render(
        request,
        "parent/us.html",
        caregiver.language,
        account=str(caregiver.device_id),
        reading=caregiver.reading,
        greetings=greetings([caregiver.language, *known.languages]),
        may_record=any(tag != BASE for tag in [caregiver.language, *known.languages]),
        other_phones=own_devices(session, caregiver)[1:],
        place="us",
        spoken_words=SPOKEN_WORDS,
        word_clip=partial(word_clip_url, caregiver.language),
    )
