"""What parents see, and when."""

from uuid import uuid4

import pytest
from sqlmodel import Session

from app.clock import today
from app.days import editing, publication
from app.days.card import card_of
from app.days.changes import Change, StateStep
from app.days.models import State
from app.days.today import see
from app.errors import NotFound
from tests.cast import Cast, caregiver_actor, staff_actor


def tap(session: Session, cast: Cast, place: int, state: State) -> None:
    actor = staff_actor(cast.sanne)
    moment = card_of(session, actor, cast.vlinders.id, today()).moments[place]
    step = StateStep(moment_id=moment.id, saw=moment.state, state=state)
    editing.apply(session, actor, cast.vlinders.id, today(), Change(id=uuid4(), steps=[step]))


def publish(session: Session, cast: Cast) -> publication.Publication:
    return publication.publish(session, staff_actor(cast.sanne), cast.vlinders.id, today(), uuid4())


def test_parents_see_nothing_until_the_card_is_published(session: Session, cast: Cast) -> None:
    tap(session, cast, 0, State.DONE)
    assert see(session, caregiver_actor(cast.hala), None, None).moments == []
    publish(session, cast)
    places = [moment["place"] for moment in see(session, caregiver_actor(cast.hala), None, None).moments]
    assert places == ["done", "next", "later", "later", "later"]


def test_a_change_is_seen_only_after_publishing_again(session: Session, cast: Cast) -> None:
    publish(session, cast)
    tap(session, cast, 0, State.NOW)
    assert see(session, caregiver_actor(cast.hala), None, None).moments[0]["place"] == "next"
    publish(session, cast)
    assert see(session, caregiver_actor(cast.hala), None, None).moments[0]["place"] == "now"


def test_publishing_what_has_not_changed_is_the_same_publication(session: Session, cast: Cast) -> None:
    assert publish(session, cast).id == publish(session, cast).id


def test_a_skipped_moment_is_not_shown(session: Session, cast: Cast) -> None:
    tap(session, cast, 1, State.SKIPPED)
    publish(session, cast)
    shown = [moment["concept_id"] for moment in see(session, caregiver_actor(cast.hala), None, None).moments]
    assert "circle_time" not in shown


def test_a_caregiver_whose_access_ended_sees_no_child(session: Session, cast: Cast) -> None:
    publish(session, cast)
    with pytest.raises(NotFound):
        see(session, caregiver_actor(cast.ended), None, None)


def test_a_caregiver_never_sees_another_familys_child(session: Session, cast: Cast) -> None:
    with pytest.raises(NotFound):
        see(session, caregiver_actor(cast.hala), None, cast.yonas.id)
