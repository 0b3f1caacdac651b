"""Bundles: the approved recordings of a language in a zip with a manifest, so that one site's voices serve every site.

`docs/voices.md` describes the format.
"""

import io
import json
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import BinaryIO
from uuid import UUID, uuid4

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from app.clock import now
from app.database import transaction
from app.errors import NotFound
from app.media.storage import Storage
from app.speech.bundle_reading import FORMAT, LICENCE, MANIFEST, Entry, read_bundle
from app.speech.models import Recording, RecordingState, Speaker, file_key
from app.speech.voices import changing


@dataclass(frozen=True, slots=True)
class MadeBundle:
    """A bundle as a file."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Imported:
    """What a bundle brought."""

    language: str
    added: int
    known: int


def export(session: Session, storage: Storage, language: str, organisation_id: UUID | None = None) -> MadeBundle:
    """Return the approved recordings of a language, of one organisation or of all; the newest of each word."""
    query = (
        select(Recording, Speaker)
        .join(Speaker, col(Speaker.id) == Recording.speaker_id)
        .where(Recording.language == language, Recording.state == RecordingState.APPROVED)
        .order_by(col(Recording.decided_at), col(Recording.id))
    )
    if organisation_id is not None:
        query = query.where(Speaker.organisation_id == organisation_id)
    newest = {recording.key: (recording, speaker) for recording, speaker in session.exec(query)}
    if not newest:
        raise NotFound
    clips = {f"clips/{recording.id}.m4a": storage.get(recording.file_key) for recording, _ in newest.values()}
    entries = [_entry(recording, speaker) for _, (recording, speaker) in sorted(newest.items())]
    created_at = now()
    manifest = {"format": FORMAT, "language": language, "created": created_at.isoformat(timespec="seconds")}
    manifest |= {"licence": LICENCE, "entries": entries}
    return MadeBundle(f"dagkaart-voices-{language}-{created_at:%Y%m%d}.zip", _zipped(manifest, clips))


def take_in(engine: Engine, storage: Storage, source: BinaryIO, organisation_id: UUID | None = None) -> Imported:
    """Take in a whole bundle, or refuse it and leave everything as it was; what is here already is left alone.

    Without an organisation it is given to the whole server.
    """
    checked = read_bundle(source)
    known = _known(engine, checked.language)
    new = [entry for entry in checked.entries if (entry.key, entry.sha256) not in known]
    speakers = _Speakers(checked.language, organisation_id)
    ids, stored_at = [uuid4() for _ in new], now()
    storage.put_all({file_key(id_, stored_at): checked.clips[one.file] for id_, one in zip(ids, new, strict=True)})
    with changing(engine) as session:
        for id_, entry in zip(ids, new, strict=True):
            speaker = speakers.found(session, entry.alias, entry.dialect)
            session.add(_recording(id_, speaker, entry, stored_at))
    return Imported(checked.language, len(new), len(checked.entries) - len(new))


@dataclass(frozen=True, slots=True)
class _Speakers:
    """Those whom bundles brought: one for each alias and dialect."""

    language: str
    organisation_id: UUID | None

    def found(self, session: Session, alias: str, dialect: str) -> Speaker:
        """Return a speaker, added if there is none yet."""
        same = (Speaker.language == self.language, Speaker.alias == alias, Speaker.dialect == dialect)
        query = select(Speaker).where(*same, col(Speaker.organisation_id) == self.organisation_id)
        owners = (Speaker.caregiver_id, Speaker.staff_member_id, Speaker.volunteer_id)
        speaker = session.exec(query.where(*(col(owner).is_(None) for owner in owners))).first()
        if speaker is None:
            speaker = Speaker(
                language=self.language, alias=alias, dialect=dialect, organisation_id=self.organisation_id
            )
            session.add(speaker)
            session.flush()
        return speaker


def _known(engine: Engine, language: str) -> set[tuple[str, str]]:
    with transaction(engine) as session:
        return set(session.exec(select(Recording.key, Recording.sha256).where(Recording.language == language)))


def _recording(recording_id: UUID, speaker: Speaker, entry: Entry, stored_at: datetime) -> Recording:
    return Recording(
        id=recording_id,
        speaker_id=speaker.id,
        language=speaker.language,
        key=entry.key,
        text=entry.text,
        state=RecordingState.APPROVED,
        seconds=entry.seconds,
        sha256=entry.sha256,
        created_at=datetime.combine(entry.date, time(12), tzinfo=UTC),
        stored_at=stored_at,
        decided_at=stored_at,
    )


def _entry(recording: Recording, speaker: Speaker) -> dict[str, object]:
    return {
        "key": recording.key,
        "text": recording.text,
        "alias": speaker.alias,
        "dialect": speaker.dialect,
        "date": recording.created_at.date().isoformat(),
        "seconds": recording.seconds,
        "sha256": recording.sha256,
        "file": f"clips/{recording.id}.m4a",
    }


def _zipped(manifest: dict[str, object], clips: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1))
        for name, content in clips.items():
            archive.writestr(name, content, zipfile.ZIP_STORED)  # sound is as small as it gets
    return file.getvalue()
