"""A group's rhythm: the moments that each of its weekdays usually has."""

from datetime import date, time
from uuid import NAMESPACE_URL, UUID, uuid5

from pydantic import BaseModel, Field
from sqlmodel import Session, select

from app.days.models import Moment, RhythmDay
from app.errors import Conflict, Refused
from app.people import access
from app.people.actors import StaffActor
from app.pictograms.catalogue import is_moment

MAX_MOMENTS = 40


class UsualMoment(BaseModel):
    """One moment of a rhythm; `starts_at` is Amsterdam time, or none."""

    concept_id: str
    starts_at: time | None = None


class RhythmChange(BaseModel):
    """A weekday's new moments, and the version of the old ones that the writer saw (0: none yet)."""

    saw_version: int
    moments: list[UsualMoment] = Field(max_length=MAX_MOMENTS)


def rhythm_of(session: Session, staff: StaffActor, group_id: UUID) -> dict[int, RhythmDay]:
    """Return the rhythm of a group, by weekday; a weekday without moments is absent."""
    group = access.group_of(session, staff, group_id)
    days = session.exec(select(RhythmDay).where(RhythmDay.group_id == group.id))
    return {day.weekday: day for day in days}


def change_rhythm(session: Session, staff: StaffActor, group_id: UUID, weekday: int, change: RhythmChange) -> RhythmDay:
    """Replace a weekday's moments; `Conflict` when a colleague did so after the writer looked."""
    group = access.group_of(session, staff, group_id)
    if any(not is_moment(moment.concept_id) for moment in change.moments):
        raise Refused("unknown_concept")
    found = session.exec(
        select(RhythmDay).where(RhythmDay.group_id == group.id, RhythmDay.weekday == weekday).with_for_update()
    ).first()
    if (found.version if found else 0) != change.saw_version:
        raise Conflict
    day = found or RhythmDay(group_id=group.id, weekday=weekday, version=0, moments=[])
    day.version += 1
    day.moments = [moment.model_dump(mode="json") for moment in change.moments]
    session.add(day)
    session.flush()
    return day


def prefilled(session: Session, group_id: UUID, day: date, card_id: UUID) -> list[Moment]:
    """Return a day's moments as the rhythm has them, not yet saved.

    Their ids follow from group, day, concept and occurrence, so that a phone that saw the card before anybody
    changed it speaks of the same moments as the server that saves them later.
    """
    usual = session.exec(
        select(RhythmDay).where(RhythmDay.group_id == group_id, RhythmDay.weekday == day.weekday())
    ).first()
    seen: dict[str, int] = {}
    moments = []
    for position, raw in enumerate(usual.moments if usual else []):
        moment = UsualMoment.model_validate(raw)
        occurrence = seen[moment.concept_id] = seen.get(moment.concept_id, 0) + 1
        moment_id = uuid5(NAMESPACE_URL, f"moment:{group_id}/{day}/{moment.concept_id}/{occurrence}")
        moments.append(
            Moment(
                id=moment_id,
                card_id=card_id,
                position=position,
                concept_id=moment.concept_id,
                starts_at=moment.starts_at,
            )
        )
    return moments
