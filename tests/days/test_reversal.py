"""Any row of changes keeps a card in order, and taking one back restores exactly what was there."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from app.clock import today
from app.days import editing
from app.days.card import OpenCard
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
from app.days.models import State
from app.errors import Conflict
from app.media.models import Photo
from app.pictograms.catalogue import badges
from tests.cast import Cast, staff_actor
from tests.days.acting import card, change, concepts
from tests.days.conftest import CONCEPTS

PLACES = st.integers(0, 9)
KINDS = ("state", "badge", "note", "photo", "add", "remove", "remove two", "move")
TAPS = st.lists(st.tuples(st.sampled_from((*KINDS, "reverse")), PLACES, PLACES), max_size=15)


@pytest.fixture
def photos(session: Session, cast: Cast) -> list[UUID]:
    """Return two photos of Vlinders."""
    owner = {"group_id": cast.vlinders.id, "staff_member_id": cast.sanne.id}
    made = [Photo(id=uuid4(), width=1, height=1, placeholder="", **owner) for _ in range(2)]
    session.add_all(made)
    session.commit()
    return [photo.id for photo in made]


def look(opened: OpenCard) -> list[tuple[Any, ...]]:
    """Return all that can be seen of a card."""
    seen = opened.moments
    return [(one.id, one.concept_id, one.state, tuple(one.badges), one.note, one.photo_id) for one in seen]


def steps_of(kind: str, opened: OpenCard, photos: list[UUID], here: int, there: int) -> list[Step]:
    """Return what a tap on a place of a card means, as its maker sees it; nothing on an empty card."""
    if kind == "add":
        after = opened.moments[there % len(opened.moments)].id if opened.moments and there else None
        return [AddStep(moment_id=uuid4(), concept_id="sing", after_id=after)]
    if not opened.moments:
        return []
    moment = opened.moments[here % len(opened.moments)]
    if kind == "move":
        return moved(opened, here % len(opened.moments), there % len(opened.moments))
    if kind == "remove two":
        both = {moment.id, opened.moments[there % len(opened.moments)].id}
        return [RemoveStep(moment_id=one) for one in sorted(both)]
    badge = badges()[there % len(badges())].id
    steps: dict[str, Step] = {
        "state": StateStep(moment_id=moment.id, saw=moment.state, state=list(State)[there % 4]),
        "badge": BadgeStep(moment_id=moment.id, badge=badge, has_badge=badge not in moment.badges),
        "note": NoteStep(moment_id=moment.id, saw=moment.note, note=f" Wij \u202e zingen {there}\n"),
        "photo": PhotoStep(moment_id=moment.id, saw=moment.photo_id, photo_id=[None, *photos][there % 3]),
        "remove": RemoveStep(moment_id=moment.id),
    }
    return [steps[kind]]


def moved(opened: OpenCard, place: int, to: int) -> list[Step]:
    ids = [moment.id for moment in opened.moments]
    others = [one for one in ids if one != ids[place]]
    saw_after_id, after_id = ids[place - 1] if place else None, others[to - 1] if to else None
    return [MoveStep(moment_id=ids[place], saw_after_id=saw_after_id, after_id=after_id)]


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(taps=TAPS)
def test_any_row_of_changes_keeps_the_order_and_is_taken_back_step_by_step(
    session: Session, cast: Cast, photos: list[UUID], taps: list[tuple[str, int, int]]
) -> None:
    actor, opened = staff_actor(cast.sanne), card(session, cast)
    made: list[tuple[UUID, list[Any]]] = []
    for kind, here, there in taps:
        if kind == "reverse" and made:
            change_id, before = made.pop()
            opened = editing.reverse(session, actor, change_id, uuid4())
            assert look(opened) == before
        elif kind != "reverse" and (steps := steps_of(kind, opened, photos, here, there)):
            made.append((uuid4(), look(opened)))
            opened = editing.apply(session, actor, cast.vlinders.id, today(), Change(id=made[-1][0], steps=steps))
        assert [moment.position for moment in opened.moments] == list(range(len(opened.moments)))
        assert look(card(session, cast)) == look(opened)
    for change_id, before in reversed(made):
        assert look(editing.reverse(session, actor, change_id, uuid4())) == before
    session.rollback()


@pytest.mark.parametrize("kind", KINDS)
def test_a_reversal_can_be_reversed(session: Session, cast: Cast, photos: list[UUID], kind: str) -> None:
    actor, opened = staff_actor(cast.sanne), card(session, cast)
    made = Change(id=uuid4(), steps=steps_of(kind, opened, photos, 1, 2))
    before = look(opened)
    after = look(editing.apply(session, actor, cast.vlinders.id, today(), made))
    assert before != after
    reversal_id = uuid4()
    assert look(editing.reverse(session, actor, made.id, reversal_id)) == before
    assert look(editing.reverse(session, actor, reversal_id, uuid4())) == after


def test_a_reversal_sent_twice_happens_once(session: Session, cast: Cast) -> None:
    actor, moment_id = staff_actor(cast.sanne), card(session, cast).moments[0].id
    made = Change(id=uuid4(), steps=[StateStep(moment_id=moment_id, saw=State.PLANNED, state=State.NOW)])
    editing.apply(session, actor, cast.vlinders.id, today(), made)
    reversal_id = uuid4()
    versions = [editing.reverse(session, actor, made.id, reversal_id).card.version for _ in range(2)]
    assert versions == [2, 2]


def test_taking_back_what_changed_nothing_leaves_a_colleagues_tap_alone(session: Session, cast: Cast) -> None:
    actor, moment_id = staff_actor(cast.sanne), card(session, cast).moments[0].id
    step = StateStep(moment_id=moment_id, saw=State.PLANNED, state=State.DONE)
    change(session, cast, step, by=cast.karima)
    same = Change(id=uuid4(), steps=[step, BadgeStep(moment_id=moment_id, badge="proud", has_badge=False)])
    assert editing.apply(session, actor, cast.vlinders.id, today(), same).card.version == 1
    assert editing.reverse(session, actor, same.id, uuid4()).moments[0].state is State.DONE


def test_what_a_colleague_changed_since_is_not_taken_back(session: Session, cast: Cast) -> None:
    actor, moment_id = staff_actor(cast.sanne), card(session, cast).moments[0].id
    made = Change(id=uuid4(), steps=[StateStep(moment_id=moment_id, saw=State.PLANNED, state=State.NOW)])
    editing.apply(session, actor, cast.vlinders.id, today(), made)
    change(session, cast, StateStep(moment_id=moment_id, saw=State.NOW, state=State.DONE), by=cast.karima)
    with pytest.raises(Conflict):
        editing.reverse(session, actor, made.id, uuid4())


def test_one_of_several_removed_moments_comes_back_among_those_that_stayed(session: Session, cast: Cast) -> None:
    moments = card(session, cast).moments
    opened = change(session, cast, *(RemoveStep(moment_id=moments[place].id) for place in (1, 2)))
    assert concepts(opened) == ["arrive", "paint", "go_home"]
    opened = change(session, cast, RestoreStep(moment_id=moments[2].id))
    assert concepts(opened) == ["arrive", "fruit", "paint", "go_home"]
    opened = change(session, cast, RestoreStep(moment_id=moments[1].id))
    assert concepts(opened) == list(CONCEPTS)
