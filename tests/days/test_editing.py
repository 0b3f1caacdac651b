"""The rules of changing a card."""

from uuid import uuid4

import pytest
from sqlmodel import Session, select

from app.clock import today
from app.days import editing
from app.days.card import card_of
from app.days.changes import AddStep, BadgeStep, Change, MoveStep, NoteStep, RemoveStep, StateStep
from app.days.models import CardChange, State
from app.errors import Conflict, NotFound, Refused
from tests.cast import Cast, staff_actor
from tests.days.acting import card, change, concepts
from tests.days.conftest import CONCEPTS


def test_a_new_day_is_prefilled_from_the_rhythm_and_keeps_its_ids(session: Session, cast: Cast) -> None:
    unsaved = card(session, cast)
    assert concepts(unsaved) == list(CONCEPTS)
    first = unsaved.moments[0].id
    saved = change(session, cast, StateStep(moment_id=first, saw=State.PLANNED, state=State.NOW))
    assert [moment.id for moment in saved.moments] == [moment.id for moment in unsaved.moments]
    assert saved.moments[0].state is State.NOW


def test_a_change_sent_twice_happens_once(session: Session, cast: Cast) -> None:
    added = AddStep(moment_id=uuid4(), concept_id="sing", after_id=None)
    made = Change(id=uuid4(), steps=[added])
    actor = staff_actor(cast.sanne)
    for _ in range(2):
        opened = editing.apply(session, actor, cast.vlinders.id, today(), made)
    assert concepts(opened) == ["sing", *CONCEPTS]
    assert opened.card.version == 1
    assert len(session.exec(select(CardChange)).all()) == 1


def test_a_colleagues_newer_note_is_never_overwritten(session: Session, cast: Cast) -> None:
    moment_id = card(session, cast).moments[0].id
    change(session, cast, NoteStep(moment_id=moment_id, saw="", note="Wij bouwen."))
    with pytest.raises(Conflict):
        change(session, cast, NoteStep(moment_id=moment_id, saw="", note="Wij zingen."))
    assert card(session, cast).moments[0].note == "Wij bouwen."


def test_two_colleagues_who_tap_the_same_state_agree(session: Session, cast: Cast) -> None:
    step = StateStep(moment_id=card(session, cast).moments[0].id, saw=State.PLANNED, state=State.DONE)
    change(session, cast, step)
    assert change(session, cast, step).moments[0].state is State.DONE


def test_a_removed_moment_comes_back_where_it_was(session: Session, cast: Cast) -> None:
    actor, moment_id = staff_actor(cast.sanne), card(session, cast).moments[2].id
    removal = Change(id=uuid4(), steps=[RemoveStep(moment_id=moment_id)])
    opened = editing.apply(session, actor, cast.vlinders.id, today(), removal)
    assert "fruit" not in concepts(opened)
    assert concepts(editing.reverse(session, actor, removal.id, uuid4())) == list(CONCEPTS)


def test_a_moment_moves_and_a_move_that_saw_another_order_is_refused(session: Session, cast: Cast) -> None:
    moments = card(session, cast).moments
    move = MoveStep(moment_id=moments[3].id, saw_after_id=moments[2].id, after_id=None)
    assert concepts(change(session, cast, move))[0] == "paint"
    stale = MoveStep(moment_id=moments[3].id, saw_after_id=moments[2].id, after_id=moments[4].id)
    with pytest.raises(Conflict):
        change(session, cast, stale)


def test_a_badge_is_put_on_once_and_taken_off(session: Session, cast: Cast) -> None:
    moment_id = card(session, cast).moments[0].id
    for _ in range(2):
        opened = change(session, cast, BadgeStep(moment_id=moment_id, badge="proud", has_badge=True))
    assert opened.moments[0].badges == ["proud"]
    opened = change(session, cast, BadgeStep(moment_id=moment_id, badge="proud", has_badge=False))
    assert opened.moments[0].badges == []


def test_an_unknown_concept_is_refused(session: Session, cast: Cast) -> None:
    with pytest.raises(Refused):
        change(session, cast, AddStep(moment_id=uuid4(), concept_id="ui_error", after_id=None))


def test_staff_of_another_group_or_organisation_find_no_card(session: Session, cast: Cast) -> None:
    for stranger in (cast.joost, cast.pieter):
        with pytest.raises(NotFound):
            card_of(session, staff_actor(stranger), cast.vlinders.id, today())
