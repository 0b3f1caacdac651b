"""The tables of days."""

from datetime import date, datetime, time
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import JSON, Column, UniqueConstraint
from sqlmodel import Field, SQLModel

from app.clock import now
from app.database import UtcDateTime


class State(StrEnum):
    """Where a moment stands in the day."""

    PLANNED = "planned"
    NOW = "now"
    DONE = "done"
    SKIPPED = "skipped"


class RhythmDay(SQLModel, table=True):
    """A group's usual moments on one weekday (Monday is 0), each `{"concept_id", "starts_at"}` with "HH:MM" or null."""

    __tablename__ = "rhythm_day"
    __table_args__ = (UniqueConstraint("group_id", "weekday"),)

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    group_id: UUID = Field(foreign_key="group.id")
    weekday: int
    version: int = 1
    moments: list[dict[str, str | None]] = Field(sa_column=Column(JSON, nullable=False))


class DayCard(SQLModel, table=True):
    """A group's card of one day; `version` counts its changes."""

    __tablename__ = "day_card"
    __table_args__ = (UniqueConstraint("group_id", "day"),)

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    group_id: UUID = Field(foreign_key="group.id")
    day: date
    version: int = 0
    published_version: int | None = None


class Moment(SQLModel, table=True):
    """One step on a card; a removed one is kept, so that it can come back."""

    id: UUID = Field(primary_key=True)
    card_id: UUID = Field(foreign_key="day_card.id", index=True)
    position: int
    concept_id: str
    starts_at: time | None = None
    state: State = State.PLANNED
    badges: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    note: str = ""
    photo_id: UUID | None = Field(default=None, foreign_key="photo.id")
    is_removed: bool = False


class CardChange(SQLModel, table=True):
    """One change to a card, with the id its maker gave it: sent twice, it happens once."""

    __tablename__ = "card_change"

    id: UUID = Field(primary_key=True)
    card_id: UUID = Field(foreign_key="day_card.id", index=True)
    staff_member_id: UUID = Field(foreign_key="staff_member.id")
    made_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
    steps: list[dict[str, Any]] = Field(sa_column=Column(JSON, nullable=False))


class Publication(SQLModel, table=True):
    """A card as it was shown to parents from one moment on; the newest of a card is the one they see."""

    id: UUID = Field(primary_key=True)
    card_id: UUID = Field(foreign_key="day_card.id", index=True)
    version: int
    staff_member_id: UUID = Field(foreign_key="staff_member.id")
    published_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
    moments: list[dict[str, Any]] = Field(sa_column=Column(JSON, nullable=False))


class PublishedPhoto(SQLModel, table=True):
    """That a photo stands in what parents see of a card now."""

    __tablename__ = "published_photo"

    photo_id: UUID = Field(foreign_key="photo.id", primary_key=True)
    card_id: UUID = Field(foreign_key="day_card.id", primary_key=True, index=True)
