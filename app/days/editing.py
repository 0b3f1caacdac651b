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
from app.pictograms.catalogue import badges, is_badge, is_moment


def apply(session: Session, staff: StaffActor, group_id: UUID, day: date, change: Change) -> OpenCard:
    """Apply a change, or do nothing when it has been applied before; `Conflict` when a colleague was first."""
    opened = card_to_change(session, staff, group_id, day)
    known = session.get(CardChange, change.id)
    if known is not None:
        _expect(known.card_id == opened.card.id)
        return opened
    steps = [happened for step in change.steps if (happened := _apply_step(session, opened, step))]
    done = Change.model_construct(id=change.id, steps=steps)
    card_id, maker_id = opened.card.id, staff.staff_member_id
    session.add(CardChange(id=done.id, card_id=card_id, staff_member_id=maker_id, steps=done.as_rows()))
    opened.card.version += 1 if steps else 0
    session.flush()
    return opened


def reverse(session: Session, staff: StaffActor, change_id: UUID, reversal_id: UUID) -> OpenCard:
    """Take a change back as a new change; `Conflict` when a colleague has changed the same thing since."""
    made = session.get(CardChange, change_id)
    card = session.get(DayCard, made.card_id) if made else None
    if made is None or card is None:
        raise NotFound
    access.group_of(session, staff, card.group_id)
    change = Change.from_rows(change_id, made.steps)
    return apply(session, staff, card.group_id, card.day, change.inverse(reversal_id))


def _apply_step(session: Session, opened: OpenCard, step: Step) -> Step | None:
    """Return the step as it happened, so that taking it back restores what was there; none if it changed nothing."""
    happened = _APPLIERS[type(step)](session, opened, step)
    for position, moment in enumerate(opened.moments):
        moment.position = position
    return happened


def _set_state(_session: Session, opened: OpenCard, step: StateStep) -> Step | None:
    moment = _present(opened, step.moment_id)
    if moment.state == step.state:
        return None
    _expect(moment.state == step.saw)
    moment.state = step.state
    return step


def _set_badge(_session: Session, opened: OpenCard, step: BadgeStep) -> Step | None:
    if not is_badge(step.badge):
        raise Refused("unknown_badge")
    moment = _present(opened, step.moment_id)
    if (step.badge in moment.badges) == step.has_badge:
        return None
    wanted = {*moment.badges, step.badge} if step.has_badge else {*moment.badges} - {step.badge}
    moment.badges = [badge.id for badge in badges() if badge.id in wanted]
    return step


def _set_note(_session: Session, opened: OpenCard, step: NoteStep) -> Step | None:
    moment, note = _present(opened, step.moment_id), clean_note(step.note)
    if moment.note == note:
        return None
    _expect(moment.note == clean_note(step.saw))
    happened = NoteStep(moment_id=step.moment_id, saw=moment.note, note=note)
    moment.note = note
    return happened


def _set_photo(session: Session, opened: OpenCard, step: PhotoStep) -> Step | None:
    moment = _present(opened, step.moment_id)
    if step.photo_id is not None:
        photo_of_group(session, step.photo_id, opened.card.group_id)
    if moment.photo_id == step.photo_id:
        return None
    _expect(moment.photo_id == step.saw)
    moment.photo_id = step.photo_id
    return step


def _add(session: Session, opened: OpenCard, step: AddStep) -> Step:
    if not is_moment(step.concept_id):
        raise Refused("unknown_concept")
    _expect(session.get(Moment, step.moment_id) is None)
    _expect_room(opened)
    moment = Moment(id=step.moment_id, card_id=opened.card.id, position=0, concept_id=step.concept_id)
    opened.moments.insert(_place_after(opened, step.after_id), moment)
    session.add(moment)
    return step


def _remove(_session: Session, opened: OpenCard, step: RemoveStep) -> Step | None:
    moment = opened.moment(step.moment_id)
    if moment.is_removed:
        return None
    opened.moments.remove(moment)
    opened.removed.append(moment)
    moment.is_removed = True
    return step


def _restore(_session: Session, opened: OpenCard, step: RestoreStep) -> Step | None:
    moment = opened.moment(step.moment_id)
    if not moment.is_removed:
        return None
    _expect_room(opened)
    opened.removed.remove(moment)
    opened.moments.insert(min(moment.position, len(opened.moments)), moment)
    moment.is_removed = False
    return step


def _move(_session: Session, opened: OpenCard, step: MoveStep) -> Step | None:
    moment = _present(opened, step.moment_id)
    place = opened.moments.index(moment)
    stood_after = opened.moments[place - 1].id if place else None
    if stood_after == step.after_id:
        return None
    _expect(stood_after == step.saw_after_id)
    opened.moments.remove(moment)
    opened.moments.insert(_place_after(opened, step.after_id), moment)
    return step


def _present(opened: OpenCard, moment_id: UUID) -> Moment:
    moment = opened.moment(moment_id)
    _expect(not moment.is_removed)  # a colleague took it off
    return moment


def _place_after(opened: OpenCard, after_id: UUID | None) -> int:
    if after_id is None:
        return 0
    for place, moment in enumerate(opened.moments):
        if moment.id == after_id:
            return place + 1
    raise Conflict  # a colleague took that moment off


def _expect_room(opened: OpenCard) -> None:
    if len(opened.moments) >= MAX_MOMENTS:
        raise Refused("too_many_moments")


def _expect(is_as_seen: bool) -> None:
    if not is_as_seen:
        raise Conflict


_APPLIERS: dict[type[Step], Callable[[Session, OpenCard, Any], Step | None]] = {
    StateStep: _set_state,
    BadgeStep: _set_badge,
    NoteStep: _set_note,
    PhotoStep: _set_photo,
    AddStep: _add,
    RemoveStep: _remove,
    RestoreStep: _restore,
    MoveStep: _move,
}
