"""The tables of sign-in: cards, devices, volunteers, sessions, failed attempts; every secret is kept as a hash."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlmodel import Field, SQLModel

from app.clock import now
from app.database import UtcDateTime


class SignInCard(SQLModel, table=True):
    """A card with a QR and a typed code that binds one device to a caregiver, once."""

    __tablename__ = "sign_in_card"

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    caregiver_id: UUID = Field(foreign_key="caregiver.id", index=True)
    token_hash: str = Field(unique=True)
    code_hash: str = Field(unique=True)
    staff_member_id: UUID = Field(foreign_key="staff_member.id")
    issued_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime)
    redeemed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    revoked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Device(SQLModel, table=True):
    """A caregiver's phone, bound by a sign-in card; its language is chosen on the phone."""

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    caregiver_id: UUID = Field(foreign_key="caregiver.id", index=True)
    token_hash: str = Field(unique=True)
    language: str
    created_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
    last_seen_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Volunteer(SQLModel, table=True):
    """Someone who only records words: with a card for one phone, which they may have redeemed; a new card ends both."""

    id: UUID = Field(primary_key=True)
    organisation_id: UUID = Field(foreign_key="organisation.id", index=True)
    staff_member_id: UUID = Field(foreign_key="staff_member.id")
    name: str
    language: str
    card_hash: str = Field(unique=True)
    issued_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime)
    redeemed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    device_id: UUID | None = None
    token_hash: str | None = Field(default=None, unique=True)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class StaffSession(SQLModel, table=True):
    """One browser a staff member signed in on; `browser` is a coarse name such as "Chrome, Android"."""

    __tablename__ = "staff_session"

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    staff_member_id: UUID = Field(foreign_key="staff_member.id", index=True)
    token_hash: str = Field(unique=True)
    browser: str
    created_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
    last_seen_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class FailedAttempt(SQLModel, table=True):
    """A failed sign-in; `key_hash` stands for the address or account it came from, and says neither."""

    __tablename__ = "failed_attempt"

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    key_hash: str = Field(index=True)
    failed_at: datetime = Field(default_factory=now, sa_type=UtcDateTime, index=True)
