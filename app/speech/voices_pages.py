"""Staff's pages of voices: how far each language is, who said what, and the volunteers who record."""

from typing import Annotated
from uuid import UUID, uuid4

from fastapi import APIRouter, Form, Request, Response
from pydantic import BaseModel
from sqlmodel import Session

from app import pages
from app.clock import AMSTERDAM
from app.database import SessionDep
from app.errors import DagkaartError
from app.language.languages import BASE, language_of, languages
from app.people.actors import StaffActor
from app.sign_in import volunteers
from app.sign_in.actor import CurrentStaff
from app.sign_in.qr_code import qr_code
from app.sign_in.volunteers import IssuedVolunteerCard
from app.speech import studio
from app.speech.coverage import coverage_of
from app.speech.speakers import known_language
from app.speech.voices_routes import corrections_of, waiting_counts

router = APIRouter(prefix="/staff/voices")


class VolunteerForm(BaseModel):
    """What staff type about a volunteer."""

    name: str = ""
    language: str = ""


@router.get("")
def voices_page(request: Request, session: SessionDep, staff: CurrentStaff) -> Response:
    """Show how far each language is, and the volunteers."""
    return _overview(request, session, staff)


@router.get("/{language}")
def language_page(request: Request, session: SessionDep, staff: CurrentStaff, language: str) -> Response:
    """Show the recordings of a language and the words its speakers put right."""
    tag = known_language(language)
    corrections = [one for one in corrections_of(session, staff.organisation_id) if one.language == tag]
    return _page(
        request,
        staff,
        "staff/voices_language.html",
        of_language=language_of(tag),
        coverage=coverage_of(language_of(tag)),
        recordings=studio.recordings_in(session, tag, staff.organisation_id),
        corrections=corrections,
        may_carry=staff.is_administrator,
    )


@router.post("/volunteers/{volunteer_id}")
def give_volunteer_card(
    request: Request,
    session: SessionDep,
    staff: CurrentStaff,
    volunteer_id: UUID,
    form: Annotated[VolunteerForm, Form()],
) -> Response:
    """Give a volunteer a card, or a new one, and show it this once."""
    try:
        issued = volunteers.issue(session, staff, volunteer_id, form.name, form.language)
    except DagkaartError as error:
        if error.status == 404:
            raise
        return _overview(request, session, staff, form, error)
    return _card(request, staff, issued)


def _overview(
    request: Request,
    session: Session,
    staff: StaffActor,
    form: VolunteerForm | None = None,
    error: DagkaartError | None = None,
) -> Response:
    waiting = waiting_counts(session, staff.organisation_id)
    offered = [one for one in languages() if one.tag != BASE]
    return _page(
        request,
        staff,
        "staff/voices.html",
        error,
        coverage=sorted((coverage_of(one) for one in offered), key=lambda one: (-one.human, one.synthetic)),
        waiting=waiting,
        volunteers=volunteers.volunteers_of(session, staff),
        form=form or VolunteerForm(),
        new_id=uuid4(),
        offered=offered,
        may_carry=staff.is_administrator,
    )


def _card(request: Request, staff: StaffActor, issued: IssuedVolunteerCard) -> Response:
    text = pages.html(
        "staff/volunteer_card.html",
        staff.language,
        account=staff.account,
        volunteer=issued.volunteer,
        of_language=language_of(issued.volunteer.language),
        qr=qr_code(issued.url),
        last_day=issued.volunteer.expires_at.astimezone(AMSTERDAM).date(),
    )
    # It holds a secret, as a family's card does: kept by no cache, no service worker, no history of the browser.
    return pages.answer(request, text, headers={"Cache-Control": "no-store"})


def _page(
    request: Request, staff: StaffActor, template: str, error: DagkaartError | None = None, **context: object
) -> Response:
    status = error.status if error else 200
    account, language = staff.account, staff.language
    return pages.render(request, template, language, status=status, account=account, error=error, **context)
