"""The tables of notifications: subscriptions, what there is to say, and one delivery for each phone it is said to."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from app.clock import now
from app.database import UtcDateTime


class Kind(StrEnum):
    """What a notification is about."""

    DIGEST = "digest"
    TEST = "test"
    THEME = "theme"


class DeliveryState(StrEnum):
    """Where a delivery stands; `gone` is a phone that is no longer there or may no longer be told."""

    WAITING = "waiting"
    SENT = "sent"
    GONE = "gone"
    FAILED = "failed"


class Subscription(SQLModel, table=True):
    """Where a device is pushed to; a device has one, and an endpoint belongs to one device."""

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    device_id: UUID = Field(foreign_key="device.id", unique=True)
    caregiver_id: UUID = Field(foreign_key="caregiver.id", index=True)
    endpoint_hash: str = Field(unique=True)
    endpoint: str
    p256dh: str
    auth: str
    created_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
    confirmed_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)


class Notification(SQLModel, table=True):
    """One thing to say; about a group's day it is said once. A test has no group."""

    __table_args__ = (UniqueConstraint("kind", "group_id", "day"),)

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    kind: Kind
    group_id: UUID | None = Field(default=None, foreign_key="group.id")
    day: date
    due_at: datetime = Field(sa_type=UtcDateTime)
    created_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
    addressed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    finished_at: datetime | None = Field(default=None, sa_type=UtcDateTime, index=True)


class Delivery(SQLModel, table=True):
    """One notification on its way to one phone; it outlives the subscription, but then points to nobody."""

    __table_args__ = (UniqueConstraint("notification_id", "subscription_id"),)

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    notification_id: UUID = Field(foreign_key="notification.id", ondelete="CASCADE")
    subscription_id: UUID | None = Field(foreign_key="subscription.id", ondelete="SET NULL", index=True)
    state: DeliveryState = DeliveryState.WAITING
    attempts: int = 0
    next_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
