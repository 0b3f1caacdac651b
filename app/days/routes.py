"""The interface of days, for the scripts of staff's pages."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path
from pydantic import BaseModel

from app.database import SessionDep
from app.days import editing, publication, rhythm
from app.days.card import OpenCard
from app.days.changes import Change
from app.sign_in.actor import CurrentStaff

router = APIRouter(prefix="/api/v1")


class CardStamp(BaseModel):
    """Where a card stands after a change."""

    version: int
    has_unpublished_changes: bool


class RhythmStamp(BaseModel):
    """Where a weekday of a rhythm stands after a change."""

    version: int


class Reversal(BaseModel):
    """Taking a change back, with an id of its own."""

    id: UUID


class PublicationRequest(BaseModel):
    """Publishing a card, with an id made by the sender."""

    id: UUID


@router.post("/groups/{group_id}/cards/{day}/changes")
def change_card(session: SessionDep, staff: CurrentStaff, group_id: UUID, day: date, change: Change) -> CardStamp:
    """Apply one change; sent twice it happens once."""
    return _stamp(editing.apply(session, staff, group_id, day, change))


@router.post("/changes/{change_id}/reversal")
def reverse_change(session: SessionDep, staff: CurrentStaff, change_id: UUID, reversal: Reversal) -> CardStamp:
    """Take a change back."""
    return _stamp(editing.reverse(session, staff, change_id, reversal.id))


@router.post("/groups/{group_id}/cards/{day}/publication")
def publish_card(
    session: SessionDep, staff: CurrentStaff, group_id: UUID, day: date, request: PublicationRequest
) -> CardStamp:
    """Show the card to parents."""
    published = publication.publish(session, staff, group_id, day, request.id)
    return CardStamp(version=published.version, has_unpublished_changes=False)


@router.put("/groups/{group_id}/rhythm/{weekday}")
def change_rhythm(
    session: SessionDep,
    staff: CurrentStaff,
    group_id: UUID,
    weekday: Annotated[int, Path(ge=0, le=6)],
    change: rhythm.RhythmChange,
) -> RhythmStamp:
    """Replace a weekday's usual moments."""
    return RhythmStamp(version=rhythm.change_rhythm(session, staff, group_id, weekday, change).version)


def _stamp(opened: OpenCard) -> CardStamp:
    return CardStamp(version=opened.card.version, has_unpublished_changes=opened.has_unpublished_changes)
