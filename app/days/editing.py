"""Applying changes to a card: once each, all steps or none, and never over a colleague's newer change."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from sqlmodel import Session

from app.days.card import OpenCard, card_to_change
from app.days.changes import (
    AddStep,
    BadgeStep,
    Change,
    MoveStep,
    NoteStep,
    PhotoStep,
    RemoveStep,
    RestoreStep,
    StateStep,
    Step,
)
from app.days.models import CardChange, DayCard, Moment
from app.days.rhythm import MAX_MOMENTS
from app.errors import Conflict, NotFound, Refused
from app.media.service import photo_of_group
from app.people import access
from app.people.actors import StaffActor
from app.people.wording import clean_note
from app.pictograms.catalogue import is_badge, is_moment


def apply(session: Session, staff: StaffActor, group_id: UUID, day: date, change: Change) -> OpenCard:
    """Apply a change, or do nothing when it has been applied before; `Conflict` when a colleague was first."""
    opened = card_to_change(session, staff, group_id, day)
    if session.get(CardChange, change.id) is None:
        for step in change.steps:
            _APPLIERS[type(step)](session, opened, step)
        _renumber(opened)
        opened.card.version += 1
        kept = CardChange(
            id=change.id, card_id=opened.card.id, staff_member_id=staff.staff_member_id, steps=change.as_rows()
        )
        session.add(kept)
        session.flush()
    return opened


def reverse(session: Session, staff: StaffActor, change_id: UUID, reversal_id: UUID) -> OpenCard:
    """Take a change back as a new change; `Conflict` when a colleague has changed the same thing since."""
    made = session.get(CardChange, change_id)
    card = session.get(DayCard, made.card_id) if made else None
    if made is None or card is None:
        raise NotFound
    access.group_of(session, staff, card.group_id)
    change = Change.model_validate({"id": change_id, "steps": made.steps})
    return apply(session, staff, card.group_id, card.day, change.inverse(reversal_id))


def _set_state(_session: Session, opened: OpenCard, step: StateStep) -> None:
    moment = opened.moment(step.moment_id)
    if moment.state != step.state:
        _expect(moment.state == step.saw)
    moment.state = step.state


def _set_badge(_session: Session, opened: OpenCard, step: BadgeStep) -> None:
    if not is_badge(step.badge):
        raise Refused("unknown_badge")
    moment = opened.moment(step.moment_id)
    others = [badge for badge in moment.badges if badge != step.badge]
    moment.badges = [*others, step.badge] if step.has_badge else others


def _set_note(_session: Session, opened: OpenCard, step: NoteStep) -> None:
    moment, note = opened.moment(step.moment_id), clean_note(step.note)
    if moment.note != note:
        _expect(moment.note == step.saw)
    moment.note = note


def _set_photo(session: Session, opened: OpenCard, step: PhotoStep) -> None:
    moment = opened.moment(step.moment_id)
    if step.photo_id is not None:
        photo_of_group(session, step.photo_id, opened.card.group_id)
    if moment.photo_id != step.photo_id:
        _expect(moment.photo_id == step.saw)
    moment.photo_id = step.photo_id


def _add(session: Session, opened: OpenCard, step: AddStep) -> None:
    if not is_moment(step.concept_id):
        raise Refused("unknown_concept")
    if session.get(Moment, step.moment_id) is not None:
        raise Conflict
    if len(opened.moments) >= MAX_MOMENTS:
        raise Refused("too_many_moments")
    moment = Moment(id=step.moment_id, card_id=opened.card.id, position=0, concept_id=step.concept_id)
    opened.moments.insert(_place_after(opened, step.after_id), moment)
    session.add(moment)


def _remove(_session: Session, opened: OpenCard, step: RemoveStep) -> None:
    moment = opened.moment(step.moment_id)
    if not moment.is_removed:
        opened.moments.remove(moment)
        opened.removed.append(moment)
    moment.is_removed = True


def _restore(_session: Session, opened: OpenCard, step: RestoreStep) -> None:
    moment = opened.moment(step.moment_id)
    if moment.is_removed:
        opened.removed.remove(moment)
        opened.moments.insert(min(moment.position, len(opened.moments)), moment)
    moment.is_removed = False


def _move(_session: Session, opened: OpenCard, step: MoveStep) -> None:
    moment = opened.moment(step.moment_id)
    _expect(not moment.is_removed)
    place = opened.moments.index(moment)
    after_id = opened.moments[place - 1].id if place else None
    if after_id != step.after_id:
        _expect(after_id == step.saw_after_id)
    opened.moments.remove(moment)
    opened.moments.insert(_place_after(opened, step.after_id), moment)


def _place_after(opened: OpenCard, after_id: UUID | None) -> int:
    if after_id is None:
        return 0
    for place, moment in enumerate(opened.moments):
        if moment.id == after_id:
            return place + 1
    raise Conflict  # a colleague took that moment off


def _renumber(opened: OpenCard) -> None:
    for position, moment in enumerate(opened.moments):
        moment.position = position


def _expect(is_as_seen: bool) -> None:
    if not is_as_seen:
        raise Conflict


_APPLIERS: dict[type[Step], Callable[[Session, OpenCard, Any], None]] = {
    StateStep: _set_state,
    BadgeStep: _set_badge,
    NoteStep: _set_note,
    PhotoStep: _set_photo,
    AddStep: _add,
    RemoveStep: _remove,
    RestoreStep: _restore,
    MoveStep: _move,
}
