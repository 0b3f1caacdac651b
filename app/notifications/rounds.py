"""A round of a notification: address it, take what is due, write down what became of it, and see what is left."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, and_
from sqlmodel import Session, col, delete, select, update

from app.clock import now
from app.config import Settings
from app.notifications.models import Delivery, DeliveryState, Kind, Notification, Subscription
from app.notifications.payload import payload, smallest_payload, tag_of
from app.notifications.sender import Answer, Message, Outcome
from app.people import access
from app.sign_in.models import Device

BATCH = 100
LIFE = {Kind.DIGEST: timedelta(hours=12), Kind.TEST: timedelta(minutes=5), Kind.THEME: timedelta(hours=24)}
URGENCY = {Kind.TEST: "high"}
FIRST_WAIT_SECONDS, LONGEST_WAIT_SECONDS = 20.0, 3600.0
CLAIMED_TIMEOUTS = 3  # a claim outlasts a first answer and, after "too large", a second one


@dataclass(frozen=True, slots=True)
class Claimed:
    """A delivery that is ours to make now."""

    delivery_id: UUID
    subscription_id: UUID
    message: Message


def address(session: Session, notification: Notification) -> None:
    """Make one delivery for each phone of those who may be told at this moment; done once."""
    if notification.addressed_at is None:
        notification.addressed_at = now()
        query = (
            select(Subscription.id)
            .join(Device, col(Device.id) == Subscription.device_id)
            .where(col(Subscription.caregiver_id).in_(_may_be_told(session, notification)))
            .where(col(Device.ended_at).is_(None), col(Subscription.id).not_in(_told_that_day(notification)))
        )
        if notification.group_id is not None:  # a test comes with its own delivery
            found = session.exec(query).all()
            session.add_all(Delivery(notification_id=notification.id, subscription_id=id_) for id_ in found)


def claim(session: Session, notification: Notification, settings: Settings) -> list[Claimed]:
    """Take the next deliveries that are due; nobody else takes them until their claim has run out."""
    if now() >= _expires_at(notification):
        _set_state(session, _is_waiting(notification), DeliveryState.FAILED)
        return []
    taken = timedelta(seconds=settings.push_timeout_seconds * CLAIMED_TIMEOUTS)
    due = session.exec(
        select(Delivery.id).where(_is_due(notification)).limit(BATCH).with_for_update(skip_locked=True)
    ).all()
    claimed = session.exec(
        update(Delivery)
        .where(col(Delivery.id).in_(due), _is_due(notification))
        .values(attempts=Delivery.attempts + 1, next_at=now() + taken)
        .returning(col(Delivery.id))
    )
    return _with_messages(session, notification, [id_ for (id_,) in claimed], settings.public_url)


def record(session: Session, notification: Notification, claimed: Sequence[Claimed], answers: Sequence[Answer]) -> None:
    """Write down what became of claimed deliveries."""
    rows = session.exec(select(Delivery).where(col(Delivery.id).in_([one.delivery_id for one in claimed])))
    by_id = {delivery.id: delivery for delivery in rows}
    for one, answer in zip(claimed, answers, strict=True):
        _record_one(by_id[one.delivery_id], answer, _expires_at(notification))
    session.flush()
    gone = [one.subscription_id for one, answer in zip(claimed, answers, strict=True) if answer.outcome is Outcome.GONE]
    session.exec(delete(Subscription).where(col(Subscription.id).in_(gone)))


def next_round_at(session: Session, notification: Notification) -> datetime | None:
    """Return when there is something left to do; None when nothing is, and then the notification is finished."""
    query = select(Delivery.next_at).where(_is_waiting(notification)).order_by(col(Delivery.next_at)).limit(1)
    next_at = session.exec(query).first()
    if next_at is None:
        notification.finished_at = now()
    return next_at


def _record_one(delivery: Delivery, answer: Answer, expires_at: datetime) -> None:
    if answer.outcome is not Outcome.LATER:
        delivery.state = DeliveryState(answer.outcome)
        return
    # Phones that failed together shouldn't all come back in the same second.
    wait = min(FIRST_WAIT_SECONDS * 2 ** (delivery.attempts - 1), LONGEST_WAIT_SECONDS) * random.uniform(0.8, 1.2)  # noqa: S311
    if answer.retry_after_seconds is not None:
        wait = max(1.0, min(answer.retry_after_seconds, 2 * LONGEST_WAIT_SECONDS))
    delivery.next_at = now() + timedelta(seconds=wait)
    if delivery.next_at >= expires_at:
        delivery.state = DeliveryState.FAILED


def _with_messages(session: Session, notification: Notification, ids: Sequence[UUID], public_url: str) -> list[Claimed]:
    query = (
        select(Delivery.id, Subscription, Device.language)
        .join(Subscription, col(Subscription.id) == Delivery.subscription_id)
        .join(Device, col(Device.id) == Subscription.device_id)
        .where(col(Delivery.id).in_(ids), col(Device.ended_at).is_(None))
        .where(col(Subscription.caregiver_id).in_(_may_be_told(session, notification)))
    )
    claimed = [
        Claimed(delivery_id, subscription.id, _message(notification, subscription, language, public_url))
        for delivery_id, subscription, language in session.exec(query)
    ]
    lost = set(ids) - {one.delivery_id for one in claimed}
    _set_state(session, col(Delivery.id).in_(lost), DeliveryState.GONE)
    return claimed


def _message(notification: Notification, subscription: Subscription, language: str, public_url: str) -> Message:
    kind, day = notification.kind, notification.day
    return Message(
        endpoint=subscription.endpoint,
        p256dh=subscription.p256dh,
        auth=subscription.auth,
        payload=payload(kind, day, language, public_url),
        smallest=smallest_payload(kind, language, public_url),
        topic=tag_of(kind, day),
        ttl_seconds=int((_expires_at(notification) - now()).total_seconds()),
        urgency=URGENCY.get(kind, "normal"),
    )


def _may_be_told(session: Session, notification: Notification) -> Iterable[UUID]:
    if notification.group_id is not None:
        return [recipient.caregiver_id for recipient in access.recipients_in(session, notification.group_id)]
    query = select(Subscription.caregiver_id).join(Delivery).where(Delivery.notification_id == notification.id)
    return [id_ for id_ in session.exec(query) if access.has_access(session, id_)]


def _told_that_day(notification: Notification) -> ColumnElement[UUID]:
    # Two children in two groups are two digests, and still one message a day.
    query = (
        select(Delivery.subscription_id)
        .join(Notification)
        .where(Notification.kind == notification.kind, Notification.day == notification.day)
        .where(col(Delivery.state).in_([DeliveryState.WAITING, DeliveryState.SENT]))
        .where(col(Delivery.subscription_id).is_not(None))
    )
    return query.scalar_subquery()


def _is_waiting(notification: Notification) -> ColumnElement[bool]:
    return and_(col(Delivery.notification_id) == notification.id, col(Delivery.state) == DeliveryState.WAITING)


def _is_due(notification: Notification) -> ColumnElement[bool]:
    return and_(_is_waiting(notification), col(Delivery.next_at) <= now())


def _set_state(session: Session, which: ColumnElement[bool], state: DeliveryState) -> None:
    session.exec(update(Delivery).where(which).values(state=state))


def _expires_at(notification: Notification) -> datetime:
    return notification.due_at + LIFE[notification.kind]
