"""The tables of people and places."""

from datetime import date, datetime, time
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import JSON, Column, UniqueConstraint
from sqlmodel import Field, SQLModel

from app.clock import now
from app.database import UtcDateTime


class Reading(StrEnum):
    """How a caregiver takes in the card; everyone gets the same screens."""

    PICTURES = "pictures"
    LISTENING = "listening"
    TEXT = "text"


class Role(StrEnum):
    """What a staff member may see: named groups, a site, or the organisation."""

    STAFF = "staff"
    COORDINATOR = "coordinator"
    ADMINISTRATOR = "administrator"


class Organisation(SQLModel, table=True):
    """The body that runs one or more preschools."""

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    name: str


class Site(SQLModel, table=True):
    """One preschool, at one address."""

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    organisation_id: UUID = Field(foreign_key="organisation.id", index=True)
    name: str


class Group(SQLModel, table=True):
    """The children who spend their half days together; `pick_up_at` is Amsterdam time."""

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    site_id: UUID = Field(foreign_key="site.id", index=True)
    name: str
    avatar: str = "avatar_butterfly"
    pick_up_at: time = time(11, 45)


class Child(SQLModel, table=True):
    """A child of a group; shown by a photo or, without one, by a picture."""

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    group_id: UUID = Field(foreign_key="group.id", index=True)
    given_name: str
    avatar: str
    photo_id: UUID | None = Field(default=None, foreign_key="photo.id")
    left_on: date | None = None


class Caregiver(SQLModel, table=True):
    """One adult who looks after one or more children; languages in the order of preference."""

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    site_id: UUID = Field(foreign_key="site.id", index=True)
    name: str
    languages: list[str] = Field(sa_column=Column(JSON, nullable=False))
    reading: Reading = Reading.LISTENING


class CaregiverAccess(SQLModel, table=True):
    """That a caregiver may see a child, from a moment until it is ended."""

    __tablename__ = "caregiver_access"
    __table_args__ = (UniqueConstraint("child_id", "caregiver_id"),)

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    child_id: UUID = Field(foreign_key="child.id")
    caregiver_id: UUID = Field(foreign_key="caregiver.id", index=True)
    starts_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class StaffMember(SQLModel, table=True):
    """Someone who works for the organisation; `password_expires_at` is set while the password is a one-time one."""

    __tablename__ = "staff_member"

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    organisation_id: UUID = Field(foreign_key="organisation.id", index=True)
    email: str = Field(unique=True)
    name: str
    password_hash: str
    password_expires_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    language: str = "nl"
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class StaffRole(SQLModel, table=True):
    """One role of a staff member; a group for staff, a site for a coordinator, neither for an administrator."""

    __tablename__ = "staff_role"

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    staff_member_id: UUID = Field(foreign_key="staff_member.id", index=True)
    role: Role
    group_id: UUID | None = Field(default=None, foreign_key="group.id")
    site_id: UUID | None = Field(default=None, foreign_key="site.id")
