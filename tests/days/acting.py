"""What a staff member does to a card, in a test."""

from datetime import date
from uuid import uuid4

from sqlmodel import Session

from app.clock import today
from app.days import editing, publication
from app.days.card import OpenCard, card_of
from app.days.changes import AddStep, Change, Step
from app.people.models import StaffMember
from tests.cast import Cast, staff_actor


def change(
    session: Session, cast: Cast, *steps: Step, by: StaffMember | None = None, day: date | None = None
) -> OpenCard:
    """Change a card of Vlinders, as Sanne unless somebody else is named."""
    made = Change(id=uuid4(), steps=list(steps))
    return editing.apply(session, staff_actor(by or cast.sanne), cast.vlinders.id, day or today(), made)


def published(session: Session, cast: Cast, day: date, *concept_ids: str) -> None:
    """Put moments on a card of Vlinders and show it to parents, as Sanne."""
    for concept_id in concept_ids:
        change(session, cast, AddStep(moment_id=uuid4(), concept_id=concept_id, after_id=None), day=day)
    publication.publish(session, staff_actor(cast.sanne), cast.vlinders.id, day, uuid4())


def card(session: Session, cast: Cast, day: date | None = None) -> OpenCard:
    """Look at a card of Vlinders, as Sanne."""
    return card_of(session, staff_actor(cast.sanne), cast.vlinders.id, day or today())


def concepts(opened: OpenCard) -> list[str]:
    """Return what stands on a card, in order."""
    return [moment.concept_id for moment in opened.moments]
