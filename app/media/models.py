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

    @property
    def folder(self) -> str:
        """The key of the folder of this sending.

        A photo that is sent again after a crash gets another one, so what the first try left can be swept at any time.
        """
        return f"photos/{self.id}/{self.uploaded_at:%Y%m%dT%H%M%S%f}"

    def key(self, variant: str) -> str:
        """Return the key of a variant."""
        return f"{self.folder}/{variant}"
