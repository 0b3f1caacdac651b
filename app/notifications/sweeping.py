"""What nobody is looking after: notifications whose work was lost with its server, and rows of long ago."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy import exists
from sqlmodel import Session, col, delete, select

from app.clock import now
from app.notifications.models import Delivery, DeliveryState, Notification

LEFT_AFTER = timedelta(minutes=2)
KEPT = timedelta(days=30)


def left_behind(session: Session) -> Sequence[UUID]:
    """Return the notifications that should be under way and aren't, such as those of a server that never came back."""
    is_planned = exists().where(
        col(Delivery.notification_id) == Notification.id,
        col(Delivery.state) == DeliveryState.WAITING,
        col(Delivery.next_at) > now() - LEFT_AFTER,
    )
    query = select(Notification.id).where(
        col(Notification.finished_at).is_(None), col(Notification.due_at) < now() - LEFT_AFTER, ~is_planned
    )
    return session.exec(query).all()


def remove_old(session: Session) -> None:
    """Forget what was said a month ago, and to whom."""
    session.exec(delete(Notification).where(col(Notification.finished_at) < now() - KEPT))
