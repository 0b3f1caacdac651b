"""A group's rhythm: the moments that each of its weekdays usually has."""

from datetime import date, time
from typing import Annotated
from uuid import NAMESPACE_URL, UUID, uuid4, uuid5

from pydantic import AfterValidator, BaseModel, Field, PlainSerializer
from sqlmodel import Session, select
from sqlmodel.sql.expression import SelectOfScalar

from app.days.locking import locked
from app.days.models import Moment, RhythmDay
from app.errors import Conflict, Refused
from app.people import access
from app.people.actors import StaffActor
from app.pictograms.catalogue import is_moment

MAX_MOMENTS = 40


def _on_a_wall_clock(at: time) -> time:
    if at.tzinfo is not None:
        raise ValueError("a time with a zone")
    return at.replace(second=0, microsecond=0)


WallClockTime = Annotated[
    time, AfterValidator(_on_a_wall_clock), PlainSerializer(lambda at: f"{at:%H:%M}", when_used="json")
]


class UsualMoment(BaseModel):
    """One moment of a rhythm; `starts_at` is Amsterdam time, or none."""

    concept_id: str
    starts_at: WallClockTime | None = None


class RhythmChange(BaseModel):
    """A weekday's new moments, and the version of the old ones that the writer saw (0: none yet)."""

    saw_version: int
    moments: list[UsualMoment] = Field(max_length=MAX_MOMENTS)


def rhythm_of(session: Session, staff: StaffActor, group_id: UUID) -> dict[int, RhythmDay]:
    """Return the rhythm of a group, by weekday; a weekday that nobody filled in is absent."""
    group = access.group_of(session, staff, group_id)
    days = session.exec(select(RhythmDay).where(RhythmDay.group_id == group.id))
    return {day.weekday: day for day in days}


def usual_moments(day: RhythmDay | None) -> list[UsualMoment]:
    """Return the moments of a weekday in order."""
    return [UsualMoment.model_validate(moment) for moment in day.moments] if day else []


def change_rhythm(session: Session, staff: StaffActor, group_id: UUID, weekday: int, change: RhythmChange) -> RhythmDay:
    """Replace a weekday's moments; `Conflict`, with the newer ones, when a colleague did so after the writer looked.

    Sent twice it happens once: what already stands there is no conflict.
    """
    group = access.group_of(session, staff, group_id)
    if any(not is_moment(moment.concept_id) for moment in change.moments):
        raise Refused("unknown_concept")
    empty = {"id": uuid4(), "group_id": group.id, "weekday": weekday, "version": 0, "moments": []}
    day, _ = locked(session, _query(group.id, weekday), RhythmDay, **empty)
    standing = usual_moments(day)
    if day.version > 0 and standing == change.moments:
        return day
    if day.version != change.saw_version:
        raise Conflict(version=day.version, moments=_as_rows(standing))
    day.version += 1
    day.moments = _as_rows(change.moments)
    session.flush()
    return day


def prefilled(session: Session, group_id: UUID, day: date, card_id: UUID) -> list[Moment]:
    """Return a day's moments as the rhythm has them, not yet saved.

    Their ids follow from group, day, concept and occurrence, so that a phone that saw the card before anybody
    changed it speaks of the same moments as the server that saves them later.
    """
    usual = session.exec(_query(group_id, day.weekday())).first()
    seen: dict[str, int] = {}
    moments = []
    for position, moment in enumerate(usual_moments(usual)):
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


def _as_rows(moments: list[UsualMoment]) -> list[dict[str, str | None]]:
    return [moment.model_dump(mode="json") for moment in moments]


def _query(group_id: UUID, weekday: int) -> SelectOfScalar[RhythmDay]:
    return select(RhythmDay).where(RhythmDay.group_id == group_id, RhythmDay.weekday == weekday)
