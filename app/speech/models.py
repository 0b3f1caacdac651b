"""The tables of voices: who speaks a language for us, their recordings, and the words they put right."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from app.clock import now
from app.database import UtcDateTime
from app.media.sweeping import BEGAN


class RecordingState(StrEnum):
    """Where a recording stands."""

    WAITING = "waiting"
    APPROVED = "approved"
    REFUSED = "refused"


class Speaker(SQLModel, table=True):
    """Someone who speaks one language for us, under an alias; without an owner it came in a bundle.

    `consented_at` is None once they have withdrawn. The row then keeps nothing of them but that they once decided.
    """

    __table_args__ = (
        UniqueConstraint("caregiver_id", "language"),
        UniqueConstraint("staff_member_id", "language"),
        UniqueConstraint("volunteer_id", "language"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    organisation_id: UUID | None = Field(default=None, foreign_key="organisation.id", index=True)
    caregiver_id: UUID | None = Field(default=None, foreign_key="caregiver.id")
    staff_member_id: UUID | None = Field(default=None, foreign_key="staff_member.id")
    volunteer_id: UUID | None = Field(default=None, foreign_key="volunteer.id")
    language: str
    alias: str
    dialect: str = ""
    consented_at: datetime | None = Field(default_factory=now, sa_type=UtcDateTime)


class Recording(SQLModel, table=True):
    """A word said by a speaker; `text` is the word as it was written then, `key` a concept or `words/<key>`."""

    id: UUID = Field(primary_key=True)
    speaker_id: UUID = Field(foreign_key="speaker.id", index=True)
    language: str = Field(index=True)
    key: str
    text: str
    state: RecordingState = RecordingState.WAITING
    seconds: float
    sha256: str
    created_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
    stored_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
    decided_by_id: UUID | None = Field(default=None, foreign_key="speaker.id")
    decided_at: datetime | None = Field(default=None, sa_type=UtcDateTime)

    @property
    def file_key(self) -> str:
        """Return the key of its file."""
        return file_key(self.id, self.stored_at)


def file_key(recording_id: UUID, stored_at: datetime) -> str:
    """Return the key of the file of one sending of a recording.

    When it is sent again after a crash it gets another one, so what the first try left can be swept at any time.
    """
    return f"recordings/{recording_id}/{stored_at:{BEGAN}}/clip.m4a"


class WordCorrection(SQLModel, table=True):
    """A word that a speaker put right: it goes before the catalogue's. One for each word of a language."""

    __tablename__ = "word_correction"
    __table_args__ = (UniqueConstraint("language", "domain", "msgid"),)

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    language: str
    domain: str
    msgid: str
    key: str
    text: str
    before: str
    speaker_id: UUID = Field(foreign_key="speaker.id")
    corrected_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)


class VoicesVersion(SQLModel, table=True):
    """One row with a number that grows with every approval, deletion and correction."""

    __tablename__ = "voices_version"

    id: int = Field(default=1, primary_key=True)
    number: int = 0
