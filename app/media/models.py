"""The table of photos."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field, SQLModel

from app.clock import now
from app.database import UtcDateTime


class Photo(SQLModel, table=True):
    """A photo whose variants are stored; `width` and `height` are the largest variant's, `placeholder` a data: URI."""

    id: UUID = Field(primary_key=True)
    group_id: UUID = Field(foreign_key="group.id", index=True)
    staff_member_id: UUID = Field(foreign_key="staff_member.id")
    uploaded_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
    width: int
    height: int
    placeholder: str
