"""The digest of a day: once, at pick-up time by Amsterdam's clock, and saved together with the publication."""

from datetime import UTC, date, datetime, time

import pytest
import time_machine
from sqlalchemy import text
from sqlmodel import Session, select

from app.notifications.digest import note_publication
from app.notifications.models import Notification
from tests.cast import Cast

DAY = date(2026, 11, 4)


def _due(session: Session) -> list[datetime]:
    return [notification.due_at for notification in session.exec(select(Notification))]


def _work(session: Session) -> list[tuple[str, int]]:
    return [
        tuple(row)
        for row in session.connection().execute(text("select status, delay_until_epoch_ms from workflow_status"))
    ]


@pytest.mark.parametrize(
    ("day", "pick_up_at", "due_at"),
    [
        (date(2026, 11, 4), time(11, 45), datetime(2026, 11, 4, 10, 45, tzinfo=UTC)),
        (date(2026, 7, 1), time(11, 45), datetime(2026, 7, 1, 9, 45, tzinfo=UTC)),
        (date(2026, 10, 25), time(11, 45), datetime(2026, 10, 25, 10, 45, tzinfo=UTC)),
        (date(2026, 3, 29), time(11, 45), datetime(2026, 3, 29, 9, 45, tzinfo=UTC)),
    ],
)
def test_it_is_due_at_pick_up_time_by_the_clock_on_the_wall(
    session: Session, cast: Cast, day: date, pick_up_at: time, due_at: datetime
) -> None:
    cast.vlinders.pick_up_at = pick_up_at
    session.merge(cast.vlinders)
    with time_machine.travel(datetime.combine(day, time(0, 5), tzinfo=UTC), tick=False):
        note_publication(session, cast.vlinders.id, day)
    assert _due(session) == [due_at]
    assert _work(session) == [("DELAYED", int(due_at.timestamp() * 1000))]


def test_after_pick_up_time_it_is_due_at_once(session: Session, cast: Cast) -> None:
    with time_machine.travel(datetime(2026, 11, 4, 15, 0, tzinfo=UTC), tick=False):
        note_publication(session, cast.vlinders.id, DAY)
    assert _due(session) == [datetime(2026, 11, 4, 15, 0, tzinfo=UTC)]
    assert _work(session) == [("ENQUEUED", None)]


def test_publishing_again_adds_nothing(session: Session, cast: Cast) -> None:
    with time_machine.travel(datetime(2026, 11, 4, 8, 0, tzinfo=UTC), tick=False) as clock:
        note_publication(session, cast.vlinders.id, DAY)
        clock.shift(6 * 3600)
        note_publication(session, cast.vlinders.id, DAY)
    assert len(_due(session)) == len(_work(session)) == 1


def test_each_group_and_each_day_has_its_own(session: Session, cast: Cast) -> None:
    with time_machine.travel(datetime(2026, 11, 4, 8, 0, tzinfo=UTC), tick=False) as clock:
        note_publication(session, cast.vlinders.id, DAY)
        note_publication(session, cast.kikkers.id, DAY)
        clock.shift(24 * 3600)
        note_publication(session, cast.vlinders.id, date(2026, 11, 5))
    assert len(_due(session)) == 3


def test_yesterdays_card_brings_no_news(session: Session, cast: Cast) -> None:
    with time_machine.travel(datetime(2026, 11, 5, 8, 0, tzinfo=UTC), tick=False):
        note_publication(session, cast.vlinders.id, DAY)
    assert _due(session) == _work(session) == []


def test_a_publication_that_is_not_saved_leaves_no_digest(session: Session, cast: Cast) -> None:
    with time_machine.travel(datetime(2026, 11, 4, 8, 0, tzinfo=UTC), tick=False):
        note_publication(session, cast.vlinders.id, DAY)
    session.rollback()
    assert _due(session) == _work(session) == []
