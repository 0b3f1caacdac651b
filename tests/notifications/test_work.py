"""Delivery as it runs: through the queue, the database and a real push service."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import Engine, text
from sqlmodel import Session, select

from app.clock import now, today
from app.config import Settings
from app.database import transaction
from app.notifications import outbox, work
from app.notifications.digest import note_publication
from app.notifications.models import Delivery, DeliveryState, Kind, Notification, Subscription
from app.people.models import CaregiverAccess
from tests.cast import Cast, make_cast
from tests.notifications.push_service import PushService
from tests.notifications.scenes import bind, subscribe, wait_until


def _is_finished(engine: Engine) -> bool:
    with transaction(engine) as session:
        notifications = session.exec(select(Notification)).all()
        return bool(notifications) and all(notification.finished_at for notification in notifications)


def _say(engine: Engine, cast: Cast, in_seconds: float = 0) -> None:
    with transaction(engine, is_writing=True) as session:
        outbox.say_once(session, Kind.DIGEST, cast.vlinders.id, today(), now() + timedelta(seconds=in_seconds))


@pytest.mark.usefixtures("working")
def test_a_parent_reads_what_a_publication_set_off(
    engine: Engine, cast: Cast, push_service: PushService, session: Session
) -> None:
    phone, _ = subscribe(session, cast.hala, push_service)
    session.commit()
    with transaction(engine, is_writing=True) as publishing:
        cast.vlinders.pick_up_at = cast.vlinders.pick_up_at.min
        publishing.merge(cast.vlinders)
        note_publication(publishing, cast.vlinders.id, today())
    wait_until(lambda: _is_finished(engine))
    [body] = push_service.bodies_for(phone)
    assert phone.read(body)["notification"]["tag"] == f"digest-{today()}"


@pytest.mark.usefixtures("working")
def test_a_phone_gets_the_test_it_asks_for(
    engine: Engine, cast: Cast, push_service: PushService, session: Session
) -> None:
    phone, subscription = subscribe(session, cast.hala, push_service)
    other, _ = subscribe(session, cast.omar, push_service)
    session.commit()
    with transaction(engine, is_writing=True) as asking:
        outbox.send_test(asking, subscription.device_id)
    wait_until(lambda: _is_finished(engine))
    assert len(push_service.bodies_for(phone)) == 1
    assert push_service.bodies_for(other) == []
    assert push_service.received[0].headers["Urgency"] == "high"


@pytest.mark.usefixtures("working")
def test_each_phone_ends_as_its_push_service_says(
    engine: Engine, cast: Cast, push_service: PushService, session: Session
) -> None:
    kinds = ["201", "410", "403", "retry", "small-only"]
    by_kind = {kind: subscribe(session, cast.hala, push_service, kind) for kind in kinds}
    ids = {kind: subscription.id for kind, (_, subscription) in by_kind.items()}
    session.commit()
    _say(engine, cast)
    wait_until(lambda: _is_finished(engine))
    with transaction(engine) as looking:
        states = dict(looking.exec(select(Delivery.subscription_id, Delivery.state)).all())
        assert set(looking.exec(select(Subscription.id))) == set(ids.values()) - {ids["410"]}
    assert states == {
        ids["201"]: DeliveryState.SENT,
        None: DeliveryState.GONE,
        ids["403"]: DeliveryState.FAILED,
        ids["retry"]: DeliveryState.SENT,
        ids["small-only"]: DeliveryState.SENT,
    }
    assert len(push_service.bodies_for(by_kind["retry"][0])) == 2


def test_what_came_due_while_the_server_was_down_is_sent_when_it_is_up(
    engine: Engine, settings: Settings, cast: Cast, push_service: PushService, session: Session
) -> None:
    phone, _ = subscribe(session, cast.hala, push_service)
    session.commit()
    work.start(engine, settings)
    _say(engine, cast, in_seconds=0.3)
    work.stop()
    wait_until(lambda: now() > _due_at(engine))
    assert push_service.bodies_for(phone) == []
    work.start(engine, settings)
    wait_until(lambda: _is_finished(engine))
    work.stop()
    assert len(push_service.bodies_for(phone)) == 1


def test_a_server_that_stops_finishes_its_batch_and_the_next_one_goes_on_at_once(
    engine: Engine, settings: Settings, cast: Cast, push_service: PushService, session: Session,
    capfd: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    phones = {subscribe(session, cast.hala, push_service, "slow")[0].name for _ in range(220)}
    session.commit()
    work.start(engine, settings)
    _say(engine, cast)
    wait_until(lambda: len(push_service.received) > 10)
    work.stop()
    assert len(push_service.received) < len(phones)
    work.start(engine, settings)
    wait_until(lambda: _is_finished(engine))
    work.stop()
    assert sorted(message.name for message in push_service.received) == sorted(phones)
    assert "Traceback" not in capfd.readouterr().err


@pytest.mark.usefixtures("working")
def test_access_that_ends_before_pick_up_time_ends_the_message(
    engine: Engine, cast: Cast, push_service: PushService, session: Session
) -> None:
    phone, _ = subscribe(session, cast.hala, push_service)
    session.commit()
    _say(engine, cast, in_seconds=0.5)
    with transaction(engine, is_writing=True) as ending:
        query = select(CaregiverAccess).where(CaregiverAccess.caregiver_id == cast.hala.id)
        ending.exec(query).one().ended_at = now()
    wait_until(lambda: _is_finished(engine))
    assert push_service.bodies_for(phone) == []


def test_it_works_on_postgresql(postgresql: Engine, settings: Settings, push_service: PushService) -> None:
    with Session(postgresql, expire_on_commit=False) as session:
        cast = make_cast(session)
        phone, subscription = subscribe(session, cast.hala, push_service, "retry")
        gone, _ = subscribe(session, cast.selam, push_service, "410")
        device_id = subscription.device_id
        session.commit()
    work.start(postgresql, settings)
    _say(postgresql, cast)
    with transaction(postgresql, is_writing=True) as session:
        outbox.send_test(session, device_id)
    wait_until(lambda: _is_finished(postgresql))
    work.stop()
    assert len(push_service.bodies_for(phone)) == 3
    assert len(push_service.bodies_for(gone)) == 1
    with transaction(postgresql) as session:
        assert session.exec(select(Subscription.device_id)).all() == [device_id]


@pytest.mark.usefixtures("working")
def test_work_that_was_lost_is_found_by_the_sweep(
    engine: Engine, cast: Cast, push_service: PushService, session: Session
) -> None:
    phone, _ = subscribe(session, cast.hala, push_service)
    past = now() - timedelta(minutes=5)
    session.add(Notification(kind=Kind.DIGEST, group_id=cast.vlinders.id, day=today(), due_at=past))
    session.commit()
    work.sweep(engine)
    wait_until(lambda: _is_finished(engine))
    assert len(push_service.bodies_for(phone)) == 1


@pytest.mark.usefixtures("working")
def test_finished_work_is_forgotten(engine: Engine, cast: Cast, push_service: PushService, session: Session) -> None:
    subscribe(session, cast.hala, push_service)
    session.commit()
    _say(engine, cast)
    wait_until(lambda: _is_finished(engine) and _rows(engine, "SUCCESS") == 1)
    with time_machine.travel(now() + timedelta(days=40)):
        work.sweep(engine)
    assert _rows(engine, "SUCCESS") == 0
    with transaction(engine) as looking:
        assert looking.exec(select(Notification)).all() == looking.exec(select(Delivery)).all() == []
        assert len(looking.exec(select(Subscription)).all()) == 1


def test_nothing_is_told_to_a_phone_without_a_subscription(
    engine: Engine, settings: Settings, cast: Cast, push_service: PushService, session: Session
) -> None:
    bind(session, cast.hala)
    session.commit()
    work.start(engine, settings)
    _say(engine, cast)
    wait_until(lambda: _is_finished(engine))
    work.stop()
    assert push_service.received == []


def _due_at(engine: Engine) -> object:
    with transaction(engine) as session:
        return session.exec(select(Notification.due_at)).one()


def _rows(engine: Engine, status: str) -> int:
    with engine.connect() as connection:
        query = text("select count(*) from workflow_status where status = :status")
        return int(connection.execute(query, {"status": status}).scalar_one())
