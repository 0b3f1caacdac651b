"""The tables of meanings."""

from datetime import datetime
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
