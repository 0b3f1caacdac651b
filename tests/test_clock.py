"""What day it is, and when children are picked up: by Amsterdam's clocks, also on the days on which those change."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4

import pytest
import time_machine
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session, select, update

from app.clock import AMSTERDAM, moment_of, now, today
from app.days import publication
from app.days.card import card_of
from app.days.models import CardChange, RhythmDay
from app.notifications.models import Notification
from app.people.models import Caregiver, CaregiverAccess, StaffMember
from tests.cast import Cast, staff_actor

SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)
MIDNIGHTS = [  # the last second of a day, in UTC: Amsterdam is an hour ahead in winter and two in summer
    datetime(2026, 3, 28, 22, 59, 59, tzinfo=UTC),
    datetime(2026, 3, 29, 21, 59, 59, tzinfo=UTC),
    datetime(2026, 10, 24, 21, 59, 59, tzinfo=UTC),
    datetime(2026, 10, 25, 22, 59, 59, tzinfo=UTC),
    datetime(2026, 12, 31, 22, 59, 59, tzinfo=UTC),
    datetime(2028, 2, 28, 22, 59, 59, tzinfo=UTC),
]


@pytest.mark.parametrize("last_second", MIDNIGHTS, ids=str)
def test_a_day_ends_at_midnight_in_amsterdam(last_second: datetime) -> None:
    with time_machine.travel(last_second, tick=False) as clock:
        before = today()
        assert now().astimezone(AMSTERDAM).time() == time(23, 59, 59)
        clock.shift(timedelta(seconds=1))
        assert today() == before + timedelta(days=1)


@pytest.mark.parametrize(("day", "hours"), [(SPRING, 23), (AUTUMN, 25), (date(2026, 6, 1), 24)])
def test_a_day_on_which_the_clocks_change_is_one_day(day: date, hours: int) -> None:
    start, end = moment_of(day, time(0)), moment_of(day + timedelta(days=1), time(0))
    assert end - start == timedelta(hours=hours)
    with time_machine.travel(start, tick=False) as clock:
        for _ in range(hours):
            assert today() == day
            clock.shift(timedelta(hours=1))
        assert today() == day + timedelta(days=1)


@pytest.mark.parametrize(
    ("day", "at", "utc"),
    [
        (SPRING - timedelta(days=1), time(11, 45), "10:45"),
        (SPRING, time(11, 45), "09:45"),
        (AUTUMN - timedelta(days=1), time(11, 45), "09:45"),
        (AUTUMN, time(11, 45), "10:45"),
        (SPRING, time(1, 59), "00:59"),
        (SPRING, time(3, 0), "01:00"),
        (AUTUMN, time(2, 30), "00:30"),
        (AUTUMN, time(3, 0), "02:00"),
    ],
)
def test_a_time_on_the_wall_is_the_right_moment(day: date, at: time, utc: str) -> None:
    assert f"{moment_of(day, at):%H:%M}" == utc
    assert moment_of(day, at).astimezone(AMSTERDAM).replace(tzinfo=None) == datetime.combine(day, at)


@pytest.mark.parametrize("skipped", [time(2, 0), time(2, 30), time(2, 59)])
def test_a_time_that_is_skipped_is_the_one_an_hour_later(skipped: time) -> None:
    assert moment_of(SPRING, skipped) == moment_of(SPRING, skipped.replace(hour=3))


@given(day=st.dates(date(2020, 1, 1), date(2040, 1, 1)), at=st.times())
def test_every_time_on_the_wall_lies_within_its_own_day(day: date, at: time) -> None:
    assert moment_of(day, time(0)) <= moment_of(day, at) < moment_of(day + timedelta(days=1), time(0))


@pytest.mark.parametrize(("day", "utc_hour"), [(SPRING, 9), (AUTUMN, 10)])
def test_the_digest_goes_out_at_the_wall_clocks_pick_up_time(
    session: Session, cast: Cast, day: date, utc_hour: int
) -> None:
    with time_machine.travel(moment_of(day, time(8)), tick=False):
        publish(session, cast, day)
    digest = session.exec(select(Notification)).one()
    assert (digest.day, digest.due_at) == (day, datetime(day.year, day.month, day.day, utc_hour, 45, tzinfo=UTC))


@pytest.mark.parametrize("last_second", MIDNIGHTS, ids=str)
def test_staff_and_parents_get_the_new_day_at_the_same_second(
    session: Session,
    as_staff: Callable[[StaffMember], TestClient],
    as_caregiver: Callable[[Caregiver], TestClient],
    cast: Cast,
    last_second: datetime,
) -> None:
    session.exec(update(CaregiverAccess).values(starts_at=MIDNIGHTS[0] - timedelta(days=1)))
    session.commit()
    with time_machine.travel(last_second, tick=False) as clock:
        staff, phone = as_staff(cast.sanne), as_caregiver(cast.hala)
        for _ in range(2):
            page = staff.get(f"/staff/groups/{cast.vlinders.id}/today").text
            assert f'data-day="{today()}"' in page
            assert phone.get("/today", headers={"accept": "text/html"}).status_code == 200
            assert phone.get(f"/today/{today() + timedelta(days=1)}").status_code == 404
            clock.shift(timedelta(seconds=1))


@pytest.mark.parametrize("wrong", ["Thu, 01 Jan 1970 00:00:00 GMT", "Fri, 31 Dec 2099 23:59:59 GMT"])
def test_a_phones_wrong_clock_decides_nothing(
    session: Session, as_staff: Callable[[StaffMember], TestClient], cast: Cast, wrong: str
) -> None:
    browser, said = as_staff(cast.sanne), {"date": wrong, "if-modified-since": wrong}
    assert f'data-day="{today()}"' in browser.get(f"/staff/groups/{cast.vlinders.id}/today", headers=said).text
    step = {"kind": "add", "moment_id": str(uuid4()), "concept_id": "sing", "after_id": None}
    body = {"id": str(uuid4()), "made_at": "1970-01-01T00:00:00Z", "steps": [{**step, "made_at": "2099-01-01"}]}
    url = f"/api/v1/groups/{cast.vlinders.id}/cards/{today()}/changes"
    before = now()
    assert browser.post(url, json=body, headers=said).status_code == 200
    assert before <= session.exec(select(CardChange)).one().made_at <= now()


def test_a_card_that_was_open_over_midnight_stays_the_card_of_its_day(
    session: Session, as_staff: Callable[[StaffMember], TestClient], cast: Cast
) -> None:
    with time_machine.travel(MIDNIGHTS[0], tick=False) as clock:
        day, browser = today(), as_staff(cast.sanne)
        clock.shift(timedelta(seconds=2))
        step = {"kind": "add", "moment_id": str(uuid4()), "concept_id": "sing", "after_id": None}
        url = f"/api/v1/groups/{cast.vlinders.id}/cards/{day}/changes"
        assert browser.post(url, json={"id": str(uuid4()), "steps": [step]}).status_code == 200
        actor = staff_actor(cast.sanne)
        assert card_of(session, actor, cast.vlinders.id, day).moments[0].concept_id == "sing"
        assert card_of(session, actor, cast.vlinders.id, today()).moments == []


def publish(session: Session, cast: Cast, day: date) -> None:
    moments: list[dict[str, str | None]] = [{"concept_id": "sing", "starts_at": None}]
    session.add(RhythmDay(group_id=cast.vlinders.id, weekday=day.weekday(), moments=moments))
    session.flush()
    publication.publish(session, staff_actor(cast.sanne), cast.vlinders.id, day, uuid4())
    session.flush()
