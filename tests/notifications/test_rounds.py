"""Who gets a notification, when it is tried again, and when it is over."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import Session, col, select

from app.clock import now
from app.config import Settings
from app.notifications import rounds
from app.notifications.models import Delivery, DeliveryState, Kind, Notification, Subscription
from app.notifications.sender import Answer, Outcome
from app.people.models import CaregiverAccess, Group
from app.sign_in.models import Device
from tests.cast import Cast
from tests.notifications.push_service import PushService
from tests.notifications.scenes import subscribe

NOON = datetime(2026, 11, 4, 11, 0, tzinfo=UTC)


def _digest(session: Session, group: Group) -> Notification:
    notification = Notification(kind=Kind.DIGEST, group_id=group.id, day=now().date(), due_at=now())
    session.add(notification)
    session.flush()
    return notification


def _claim(session: Session, notification: Notification, settings: Settings) -> list[rounds.Claimed]:
    rounds.address(session, notification)
    return rounds.claim(session, notification, settings)


def _states(session: Session) -> list[DeliveryState]:
    session.expire_all()
    return sorted(session.exec(select(Delivery.state)))


def test_a_groups_caregivers_are_told_on_every_phone(
    session: Session, cast: Cast, push_service: PushService, settings: Settings
) -> None:
    told = [subscribe(session, caregiver, push_service)[1] for caregiver in (cast.hala, cast.hala, cast.selam)]
    for caregiver in (cast.fatma, cast.eva, cast.ended):
        subscribe(session, caregiver, push_service)
    claimed = _claim(session, _digest(session, cast.vlinders), settings)
    assert {one.subscription_id for one in claimed} == {subscription.id for subscription in told}


def test_each_phone_is_told_in_its_own_language(
    session: Session, cast: Cast, push_service: PushService, settings: Settings
) -> None:
    subscribe(session, cast.omar, push_service, language="tr")
    [one] = _claim(session, _digest(session, cast.vlinders), settings)
    assert b'"lang": "tr"' in one.message.payload


def test_a_message_holds_no_name_and_no_id(
    session: Session, cast: Cast, push_service: PushService, settings: Settings
) -> None:
    subscribe(session, cast.hala, push_service)
    notification = _digest(session, cast.vlinders)
    [one] = _claim(session, notification, settings)
    text = one.message.payload.decode() + one.message.topic
    for secret in ("Amal", "Hala", "Vlinders", "Regenboog", cast.amal.id, cast.vlinders.id, notification.id):
        assert str(secret) not in text


def test_access_that_ended_meanwhile_stops_the_message(
    session: Session, cast: Cast, push_service: PushService, settings: Settings
) -> None:
    subscribe(session, cast.hala, push_service)
    notification = _digest(session, cast.vlinders)
    rounds.address(session, notification)
    access = session.exec(select(CaregiverAccess).where(CaregiverAccess.caregiver_id == cast.hala.id)).one()
    access.ended_at = now()
    session.flush()
    assert rounds.claim(session, notification, settings) == []
    assert _states(session) == [DeliveryState.GONE]


def test_a_device_that_was_signed_out_is_not_told(
    session: Session, cast: Cast, push_service: PushService, settings: Settings
) -> None:
    _, subscription = subscribe(session, cast.hala, push_service)
    session.get_one(Device, subscription.device_id).ended_at = now()
    session.flush()
    assert _claim(session, _digest(session, cast.vlinders), settings) == []


def test_a_claimed_delivery_is_nobody_elses_until_the_claim_runs_out(
    session: Session, cast: Cast, push_service: PushService, settings: Settings
) -> None:
    subscribe(session, cast.hala, push_service)
    notification = _digest(session, cast.vlinders)
    assert len(_claim(session, notification, settings)) == 1
    assert _claim(session, notification, settings) == []
    runs_out = rounds.next_round_at(session, notification)
    assert runs_out is not None
    assert runs_out > now()


def test_a_hundred_are_taken_at_a_time(
    session: Session, cast: Cast, push_service: PushService, settings: Settings
) -> None:
    for _ in range(103):
        subscribe(session, cast.hala, push_service)
    notification = _digest(session, cast.vlinders)
    assert [len(_claim(session, notification, settings)) for _ in range(3)] == [100, 3, 0]


def test_a_caregiver_with_children_in_two_groups_hears_once_a_day(
    session: Session, cast: Cast, push_service: PushService, settings: Settings
) -> None:
    session.add(CaregiverAccess(child_id=cast.mia.id, caregiver_id=cast.hala.id))
    subscribe(session, cast.hala, push_service)
    assert len(_claim(session, _digest(session, cast.vlinders), settings)) == 1
    assert _claim(session, _digest(session, cast.kikkers), settings) == []


def test_a_phone_that_is_gone_loses_its_subscription_and_no_other(
    session: Session, cast: Cast, push_service: PushService, settings: Settings
) -> None:
    _, kept = subscribe(session, cast.selam, push_service)
    _, gone = subscribe(session, cast.hala, push_service, "410")
    kept_id, gone_id = kept.id, gone.id
    notification = _digest(session, cast.vlinders)
    claimed = _claim(session, notification, settings)
    outcomes = {kept_id: Outcome.FAILED, gone_id: Outcome.GONE}
    rounds.record(session, notification, claimed, [Answer(outcomes[one.subscription_id]) for one in claimed])
    assert session.exec(select(Subscription.id)).all() == [kept_id]
    assert _states(session) == [DeliveryState.FAILED, DeliveryState.GONE]


@pytest.mark.parametrize(
    ("asked", "shortest", "longest"),
    [(None, 16, 24), (120.0, 120, 120), (0.0, 1, 1), (1e9, 7200, 7200)],
)
def test_a_busy_service_is_asked_again_when_it_says(
    asked: float | None, shortest: float, longest: float,
    session: Session, cast: Cast, push_service: PushService, settings: Settings,
) -> None:  # fmt: skip
    subscribe(session, cast.hala, push_service)
    notification = _digest(session, cast.vlinders)
    claimed = _claim(session, notification, settings)
    rounds.record(session, notification, claimed, [Answer(Outcome.LATER, asked)])
    next_at = rounds.next_round_at(session, notification)
    assert next_at is not None
    assert shortest - 1 <= (next_at - now()).total_seconds() <= longest


def test_the_waits_get_longer(session: Session, cast: Cast, push_service: PushService, settings: Settings) -> None:
    subscribe(session, cast.hala, push_service)
    notification = _digest(session, cast.vlinders)
    waits = []
    for _ in range(4):
        session.exec(select(Delivery)).one_or_none()
        claimed = _claim(session, notification, settings)
        rounds.record(session, notification, claimed, [Answer(Outcome.LATER)])
        delivery = session.exec(select(Delivery)).one()
        waits.append((delivery.next_at - now()).total_seconds())
        delivery.next_at = now()
        session.flush()
    assert waits == sorted(waits)
    assert waits[3] > 100


def test_news_of_this_morning_is_not_sent_at_night(
    session: Session, cast: Cast, push_service: PushService, settings: Settings
) -> None:
    subscribe(session, cast.hala, push_service)
    notification = _digest(session, cast.vlinders)
    rounds.address(session, notification)
    notification.due_at = now() - timedelta(hours=13)
    assert rounds.claim(session, notification, settings) == []
    assert _states(session) == [DeliveryState.FAILED]
    assert rounds.next_round_at(session, notification) is None


def test_a_notification_with_nothing_left_is_finished(
    session: Session, cast: Cast, push_service: PushService, settings: Settings
) -> None:
    subscribe(session, cast.hala, push_service)
    notification = _digest(session, cast.vlinders)
    claimed = _claim(session, notification, settings)
    rounds.record(session, notification, claimed, [Answer(Outcome.SENT)])
    assert rounds.next_round_at(session, notification) is None
    assert notification.finished_at is not None
    assert session.exec(select(Delivery.state).where(col(Delivery.attempts) == 1)).all() == [DeliveryState.SENT]
