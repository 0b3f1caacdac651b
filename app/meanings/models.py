"""The tables of meanings."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from app.clock import now
from app.database import UtcDateTime

STANDING = text("removed_at IS NULL")


class ConceptPhoto(SQLModel, table=True):
    """A group's own photo of a concept; one that was taken off is kept for a day, so that it can come back."""

    __tablename__ = "concept_photo"
    __table_args__ = (
        Index(
            "uq_concept_photo_group_id_concept_id",
            *("group_id", "concept_id"),
            unique=True,
            sqlite_where=STANDING,
            postgresql_where=STANDING,
        ),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    group_id: UUID = Field(foreign_key="group.id")
    concept_id: str
    photo_id: UUID = Field(foreign_key="photo.id", index=True)
    placed_by_id: UUID = Field(foreign_key="staff_member.id")
    placed_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
    removed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class OwnPhotosVersion(SQLModel, table=True):
    """A number for each group that grows whenever its own photos look different; it stands in what stamps a page."""

    __tablename__ = "own_photos_version"

    group_id: UUID = Field(foreign_key="group.id", primary_key=True)
    number: int = 1


class CheckAnswers(SQLModel, table=True):
    """How often in a month a drawing was taken for a concept, in one language of an organisation.

    A number and no row for each answer, sorted by its own key: neither who, nor when, nor after whom can be read off.
    `month` is its first day; `language` is `mul` for those that too few phones speak.
    """

    __tablename__ = "check_answers"
    __table_args__ = {"sqlite_with_rowid": False}

    organisation_id: UUID = Field(primary_key=True, foreign_key="organisation.id")
    concept_id: str = Field(primary_key=True)
    drawing: str = Field(primary_key=True)
    language: str = Field(primary_key=True)
    chosen_id: str = Field(primary_key=True)
    month: date = Field(primary_key=True)
    number: int


class UsedTicket(SQLModel, table=True):
    """That a ticket was used, by a keyed hash; gone when no ticket of its fortnight is valid any more."""

    __tablename__ = "used_ticket"
    __table_args__ = {"sqlite_with_rowid": False}

    key_hash: str = Field(primary_key=True)
    fortnight: int
