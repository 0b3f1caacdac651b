"""A group's usual days: in order, with times, within limits, and never over a colleague's newer list."""

from datetime import date, time, timedelta
from uuid import uuid4

import pytest
from pydantic import ValidationError
from sqlmodel import Session

from app.clock import today
from app.days.changes import StateStep
from app.days.models import RhythmDay, State
from app.days.rhythm import MAX_MOMENTS, RhythmChange, UsualMoment, change_rhythm, rhythm_of, usual_moments
from app.errors import Conflict, NotFound, Refused
from app.people.models import StaffMember
from tests.cast import Cast, staff_actor
from tests.days.acting import card, change, concepts
from tests.days.conftest import CONCEPTS

MONDAY, TUESDAY = 0, 1
A_DAY_LATER = timedelta(days=1)


def usual(*concepts: str) -> list[UsualMoment]:
    return [UsualMoment(concept_id=concept_id) for concept_id in concepts]


def arrange(
    session: Session, cast: Cast, moments: list[UsualMoment], *, saw: int = 1, by: StaffMember | None = None
) -> RhythmDay:
    wanted = RhythmChange(saw_version=saw, moments=moments)
    return change_rhythm(session, staff_actor(by or cast.sanne), cast.vlinders.id, MONDAY, wanted)


def next_on(weekday: int) -> date:
    return today() + timedelta(days=(weekday - today().weekday() - 1) % 7 + 1)


def test_moments_keep_their_order_and_their_times(session: Session, cast: Cast) -> None:
    moments = [UsualMoment(concept_id="sing", starts_at=time(9, 5)), *usual("fruit", "sing")]
    arrange(session, cast, moments)
    session.expire_all()
    day = rhythm_of(session, staff_actor(cast.sanne), cast.vlinders.id)[MONDAY]
    assert usual_moments(day) == moments
    assert day.moments[0] == {"concept_id": "sing", "starts_at": "09:05"}


def test_a_time_is_one_on_the_wall_without_zone_or_seconds() -> None:
    assert UsualMoment.model_validate({"concept_id": "sing", "starts_at": "09:05:59"}).starts_at == time(9, 5)
    for strange in ("09:05Z", "25:00", "9 uur", "", []):
        with pytest.raises(ValidationError):
            UsualMoment.model_validate({"concept_id": "sing", "starts_at": strange})


def test_a_day_holds_forty_moments_and_no_more() -> None:
    assert len(RhythmChange(saw_version=0, moments=usual(*["sing"] * MAX_MOMENTS)).moments) == MAX_MOMENTS
    with pytest.raises(ValidationError):
        RhythmChange(saw_version=0, moments=usual(*["sing"] * (MAX_MOMENTS + 1)))


@pytest.mark.parametrize("concept_id", ["ui_error", "proud", "avatar_cat", "", "Fruit", "fruit\n", "<b>"])
def test_what_is_no_moment_stands_in_no_rhythm(session: Session, cast: Cast, concept_id: str) -> None:
    with pytest.raises(Refused):
        arrange(session, cast, usual("sing", concept_id))
    assert usual_moments(rhythm_of(session, staff_actor(cast.sanne), cast.vlinders.id)[MONDAY]) == usual(*CONCEPTS)


def test_a_stale_list_is_refused_and_the_newer_one_comes_with_the_answer(session: Session, cast: Cast) -> None:
    arrange(session, cast, usual("dance"), by=cast.karima)
    with pytest.raises(Conflict) as refused:
        arrange(session, cast, usual("sing"))
    assert refused.value.details == {"version": 2, "moments": [{"concept_id": "dance", "starts_at": None}]}
    assert arrange(session, cast, usual("sing"), saw=2).version == 3


def test_a_list_that_is_sent_twice_is_saved_once(session: Session, cast: Cast) -> None:
    for _ in range(2):
        day = arrange(session, cast, usual("dance"))
    assert day.version == 2


def test_a_first_list_and_an_empty_one_are_lists_too(session: Session, cast: Cast) -> None:
    actor, first = staff_actor(cast.joost), RhythmChange(saw_version=0, moments=usual("sing"))
    assert change_rhythm(session, actor, cast.kikkers.id, MONDAY, first).version == 1
    with pytest.raises(Conflict):
        change_rhythm(session, actor, cast.kikkers.id, MONDAY, RhythmChange(saw_version=0, moments=[]))
    emptied = change_rhythm(session, actor, cast.kikkers.id, MONDAY, RhythmChange(saw_version=1, moments=[]))
    assert (emptied.version, emptied.moments) == (2, [])


def test_another_groups_rhythm_is_neither_seen_nor_changed(session: Session, cast: Cast) -> None:
    for stranger in (cast.joost, cast.pieter):
        with pytest.raises(NotFound):
            arrange(session, cast, usual("sing"), by=stranger)
        with pytest.raises(NotFound):
            rhythm_of(session, staff_actor(stranger), cast.vlinders.id)
    with pytest.raises(NotFound):
        rhythm_of(session, staff_actor(cast.sanne), uuid4())


def test_a_new_card_has_the_moments_and_times_of_its_own_weekday(session: Session, cast: Cast) -> None:
    arrange(session, cast, [UsualMoment(concept_id="sing", starts_at=time(9, 5)), *usual("fruit", "sing")])
    monday, tuesday = card(session, cast, next_on(MONDAY)), card(session, cast, next_on(TUESDAY))
    assert concepts(monday) == ["sing", "fruit", "sing"]
    assert [moment.starts_at for moment in monday.moments] == [time(9, 5), None, None]
    assert len({moment.id for moment in monday.moments}) == 3
    assert concepts(tuesday) == list(CONCEPTS)
    assert {moment.state for moment in monday.moments} == {State.PLANNED}


def test_a_card_that_has_begun_keeps_what_it_has(session: Session, cast: Cast) -> None:
    monday = next_on(MONDAY)
    first = card(session, cast, monday).moments[0]
    change(session, cast, StateStep(moment_id=first.id, saw=State.PLANNED, state=State.NOW), day=monday)
    arrange(session, cast, usual("dance"))
    assert concepts(card(session, cast, monday)) == list(CONCEPTS)
    assert concepts(card(session, cast, monday + 7 * A_DAY_LATER)) == ["dance"]


def test_looking_at_a_card_begins_nothing(session: Session, cast: Cast) -> None:
    card(session, cast, next_on(MONDAY))
    arrange(session, cast, usual("dance"))
    assert concepts(card(session, cast, next_on(MONDAY))) == ["dance"]


def test_a_day_without_a_rhythm_is_an_empty_card(session: Session, cast: Cast) -> None:
    arrange(session, cast, [])
    opened = card(session, cast, next_on(MONDAY))
    assert opened.moments == []
    assert opened.has_unpublished_changes
