"""The outbox: what is put into it in a transaction will be delivered, if that transaction is."""

from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from app.clock import now, today
from app.errors import Refused, TooMany
from app.notifications import work
from app.notifications.models import Delivery, Kind, Notification
from app.notifications.subscriptions import subscription_of

TEST_EVERY = timedelta(seconds=10)


def _(msgid: str) -> str:
    return msgid


def say_once(session: Session, kind: Kind, group_id: UUID, day: date, due_at: datetime) -> bool:
    """Tell a group's caregivers about a day, at a moment; False if that was arranged before."""
    known = select(Notification.id).where(
        Notification.kind == kind, Notification.group_id == group_id, Notification.day == day
    )
    if session.exec(known).first() is not None:
        return False
    notification = Notification(kind=kind, group_id=group_id, day=day, due_at=due_at)
    try:
        with session.begin_nested():
            session.add(notification)
    except IntegrityError:  # somebody else arranged it between our look and our write
        return False
    work.enqueue(session, notification.id, due_at)
    return True


def send_test(session: Session, device_id: UUID) -> None:
    """Send this phone a test, at most one in ten seconds."""
    subscription = subscription_of(session, device_id)
    if subscription is None:
        raise Refused("not_subscribed", pictogram="ui_bell_off", message=_("Messages are off on this phone."))
    recent = (
        select(Notification.id)
        .join(Delivery, col(Delivery.notification_id) == Notification.id)
        .where(Delivery.subscription_id == subscription.id, Notification.kind == Kind.TEST)
        .where(col(Notification.created_at) > now() - TEST_EVERY)
    )
    if session.exec(recent).first() is not None:
        raise TooMany(message=_("A test is on its way. Wait a moment."))
    notification = Notification(kind=Kind.TEST, day=today(), due_at=now())
    session.add(notification)
    session.flush()
    session.add(Delivery(notification_id=notification.id, subscription_id=subscription.id))
    work.enqueue(session, notification.id, notification.due_at)
