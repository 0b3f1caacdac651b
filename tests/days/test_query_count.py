"""A long day asks the database no more than a short one."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import uuid4

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine, event
from sqlmodel import Session, select

from app.clock import today
from app.days.models import RhythmDay
from app.people.models import StaffMember
from tests.cast import Cast
from tests.days.acting import card

SHORT, LONG = 3, 30


@contextmanager
def counted(engine: Engine) -> Iterator[list[str]]:
    """Give the statements that are sent to a database meanwhile."""
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        statements.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield statements
    event.remove(engine, "before_cursor_execute", note)


def of_length(session: Session, length: int) -> None:
    """Give every weekday as many moments, and begin no card."""
    for day in session.exec(select(RhythmDay)):
        day.moments = [{"concept_id": "sing", "starts_at": "09:00"}] * length
    session.commit()


Work = Callable[[TestClient, Session, Cast], object]


def look(browser: TestClient, _session: Session, cast: Cast) -> object:
    return browser.get(f"/staff/groups/{cast.vlinders.id}/today")


def look_at_the_rhythm(browser: TestClient, _session: Session, cast: Cast) -> object:
    return browser.get(f"/staff/groups/{cast.vlinders.id}/rhythm")


def change(browser: TestClient, session: Session, cast: Cast, **step: object) -> object:
    url = f"/api/v1/groups/{cast.vlinders.id}/cards/{today()}/changes"
    first = str(card(session, cast).moments[0].id)
    session.rollback()
    return browser.post(url, json={"id": str(uuid4()), "steps": [{"moment_id": first, **step}]})


def tap(browser: TestClient, session: Session, cast: Cast) -> object:
    return change(browser, session, cast, kind="state", saw="planned", state="now")


def add_first(browser: TestClient, session: Session, cast: Cast) -> object:
    added = {"kind": "add", "moment_id": str(uuid4()), "concept_id": "fruit", "after_id": None}
    return change(browser, session, cast, **added)


def publish(browser: TestClient, _session: Session, cast: Cast) -> object:
    return browser.post(f"/api/v1/groups/{cast.vlinders.id}/cards/{today()}/publication", json={"id": str(uuid4())})


@pytest.mark.parametrize("work", [[look], [look_at_the_rhythm], [tap], [tap, look], [tap, add_first], [tap, publish]])
def test_thirty_moments_take_no_more_statements_than_three(
    engine: Engine, session: Session, as_staff: Callable[[StaffMember], TestClient], cast: Cast, work: list[Work]
) -> None:
    *before, measured = work
    counts = []
    for member, length in ((cast.sanne, SHORT), (cast.karima, LONG)):
        of_length(session, length)
        browser = as_staff(member)
        for one in before:
            one(browser, session, cast)
        with counted(engine) as statements:
            answer = measured(browser, session, cast)
        assert getattr(answer, "status_code", 0) == 200
        counts.append(len(statements))
        forget(session, cast)
    assert counts[1] <= counts[0]


def forget(session: Session, cast: Cast) -> None:
    """Let today's card begin anew."""
    session.rollback()
    for table in ("published_photo", "publication", "card_change", "moment", "day_card", "notification"):
        session.connection().exec_driver_sql(f"DELETE FROM {table}")  # noqa: S608 -- our own tables' names
    session.commit()
    session.expunge_all()
