"""Offering a check to a phone, and counting its answer without knowing whose it is."""

from typing import Annotated

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field

from app import pages
from app.database import SessionDep
from app.meanings.answers import answer
from app.meanings.checks import offer
from app.meanings.tickets import MAX_LENGTH, opened
from app.sign_in.actor import CurrentCaregiver

router = APIRouter()
ConceptId = Annotated[str, Field(max_length=64)]


class Offering(BaseModel):
    """The pictures this phone was asked about before."""

    had: list[ConceptId] = Field(default=[], max_length=1000)


class CheckAnswer(BaseModel):
    """What was tapped, and the ticket that came with the check."""

    ticket: str = Field(max_length=MAX_LENGTH)
    chosen_id: ConceptId


@router.post("/checks")
def offer_check(request: Request, session: SessionDep, caregiver: CurrentCaregiver, offering: Offering) -> Response:
    """Answer with a check as a part of a page; 204 where there is none to offer."""
    check = offer(session, caregiver, offering.had)
    if check is None:
        return Response(status_code=204)
    return pages.render(request, "parent/check.html", caregiver.language, check=check)


@router.post("/api/v1/check-answers", status_code=204)
def count_answer(session: SessionDep, given: CheckAnswer) -> None:
    """Count an answer. It is sent without the phone's cookie: the ticket says that it may, and not whose it is."""
    answer(session, opened(given.ticket), given.chosen_id)
