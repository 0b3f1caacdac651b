"""What parents see, and when."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from app.clock import today
from app.days import editing, publication
from app.days.card import card_of
from app.days.changes import Change, StateStep
from app.days.models import State
from app.days.today import Asked, find, moments_in, seen_in
from app.errors import NotFound, SignInNeeded
from app.people.models import Caregiver
from app.security import hash_token, new_token
from app.sign_in.models import Device
from tests.cast import Cast, staff_actor


def tap(session: Session, cast: Cast, place: int, state: State) -> None:
    actor = staff_actor(cast.sanne)
    moment = card_of(session, actor, cast.vlinders.id, today()).moments[place]
    step = StateStep(moment_id=moment.id, saw=moment.state, state=state)
    editing.apply(session, actor, cast.vlinders.id, today(), Change(id=uuid4(), steps=[step]))


def publish(session: Session, cast: Cast) -> publication.Publication:
    return publication.publish(session, staff_actor(cast.sanne), cast.vlinders.id, today(), uuid4())


def seen_by(session: Session, caregiver: Caregiver, child_id: UUID | None = None) -> list[dict[str, Any]]:
    """Return the moments that a caregiver's phone shows now."""
    token, engine = new_token(), session.get_bind()
    assert isinstance(engine, Engine)
    session.add(Device(caregiver_id=caregiver.id, token_hash=hash_token(token), language="ar"))
    session.commit()
    [found] = find(engine, [Asked(hash_token(token), None)])
    shown = seen_in(found, None, child_id).shown
    with engine.connect() as connection:
        return moments_in(connection, shown)


def test_parents_see_nothing_until_the_card_is_published(session: Session, cast: Cast) -> None:
    tap(session, cast, 0, State.DONE)
    assert seen_by(session, cast.hala) == []
    publish(session, cast)
    places = [moment["place"] for moment in seen_by(session, cast.hala)]
    assert places == ["done", "next", "later", "later", "later"]


def test_a_change_is_seen_only_after_publishing_again(session: Session, cast: Cast) -> None:
    publish(session, cast)
    tap(session, cast, 0, State.NOW)
    assert seen_by(session, cast.hala)[0]["place"] == "next"
    publish(session, cast)
    assert seen_by(session, cast.hala)[0]["place"] == "now"


def test_publishing_what_has_not_changed_is_the_same_publication(session: Session, cast: Cast) -> None:
    assert publish(session, cast).id == publish(session, cast).id


def test_a_skipped_moment_is_not_shown(session: Session, cast: Cast) -> None:
    tap(session, cast, 1, State.SKIPPED)
    publish(session, cast)
    shown = [moment["concept_id"] for moment in seen_by(session, cast.hala)]
    assert "circle_time" not in shown


def test_a_caregiver_whose_access_ended_sees_no_child(session: Session, cast: Cast) -> None:
    publish(session, cast)
    with pytest.raises(SignInNeeded):
        seen_by(session, cast.ended)


def test_a_caregiver_never_sees_another_familys_child(session: Session, cast: Cast) -> None:
    with pytest.raises(NotFound):
        seen_by(session, cast.hala, cast.yonas.id)
