"""The pages of the Voice Studio: saying yes, recording the words of a language, and a volunteer's way in."""

from functools import partial
from uuid import uuid4

from fastapi import APIRouter, Request, Response
from sqlmodel import Session

from app import pages
from app.database import SessionDep
from app.language.languages import BASE, language_of
from app.language.negotiation import language_for
from app.people.actors import CaregiverActor, SpeakingActor, StaffActor
from app.people.models import Organisation
from app.sign_in.actor import CurrentSpeaking
from app.speech import speakers, studio
from app.speech.clips import word_clip_url
from app.speech.greetings import greetings
from app.speech.judging import waiting_for
from app.speech.models import Speaker
from app.speech.spoken_words import SPOKEN_WORDS

router = APIRouter()
MAX_PLACE_LENGTH = 30  # of the organisation's name in the alias that is proposed


@router.get("/studio")
def studio_page(request: Request, session: SessionDep, actor: CurrentSpeaking, language: str = "") -> Response:
    """Show the words to record in a language somebody speaks for us; who speaks none is asked first."""
    spoken = list(speakers.speakers_of(session, actor))
    wanted = (language,) if language else (actor.language, *(one.language for one in spoken))
    speaker = next((one for tag in wanted for one in spoken if one.language == tag), None)
    shown = _recording(session, speaker) if speaker else _asking(session, actor, language or actor.language)
    text = pages.html(
        "studio/words.html" if speaker else "studio/consent.html",
        actor.language,
        account=_account(actor),
        reading=actor.reading if isinstance(actor, CaregiverActor) else "listening",
        home=_home(actor),
        spoken=[language_of(one.language) for one in spoken],
        **_said(actor.language),
        **shown,
    )
    return pages.answer(request, text, headers=pages.MICROPHONE)


@router.get("/studio/join")
def join_page(request: Request) -> Response:
    """Show what a volunteer taps to begin; opening it changes nothing, and the card's secret stays behind the #."""
    language = language_for(request.headers.get("accept-language", ""))
    text = pages.html("studio/join.html", language, device_id=uuid4(), **_said(language))
    return pages.answer(request, text)


def _recording(session: Session, speaker: Speaker) -> dict[str, object]:
    return {
        "speaker": speaker,
        "spoken_language": language_of(speaker.language),
        "words": studio.words_for(session, speaker),
        "to_decide": len(waiting_for(session, speaker)),
    }


def _asking(session: Session, actor: SpeakingActor, chosen: str) -> dict[str, object]:
    organisation = session.get_one(Organisation, speakers.organisation_of(session, actor))
    return {
        "greetings": [one for one in greetings([chosen, actor.language]) if one.language.tag != BASE],
        "chosen": chosen,
        "place_name": organisation.name[:MAX_PLACE_LENGTH].strip(),
    }


def _said(language: str) -> dict[str, object]:
    return {"spoken_words": SPOKEN_WORDS, "word_clip": partial(word_clip_url, language)}


def _account(actor: SpeakingActor) -> str:
    return str(actor.device_id) if isinstance(actor, CaregiverActor) else actor.account


def _home(actor: SpeakingActor) -> str:
    if isinstance(actor, CaregiverActor):
        return "/us"
    return "/staff/voices" if isinstance(actor, StaffActor) else ""
