"""Recordings: taken in whole or not at all, heard by whom they are for, and gone when their speaker says so."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO
from uuid import UUID

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from app.clock import now
from app.database import transaction
from app.errors import NotFound, Refused
from app.media.storage import Storage
from app.people.actors import SpeakingActor, StaffActor
from app.speech.encode import encode_sound
from app.speech.errors import NoSound
from app.speech.keys import is_key, text_of
from app.speech.models import Recording, RecordingState, Speaker
from app.speech.recorded import open_recording, refusal
from app.speech.speakers import NoConsent, speaker_of
from app.speech.voices import changing


def _(msgid: str) -> str:
    return msgid


@dataclass(frozen=True, slots=True)
class Asked:
    """What a phone sends a recording for; it made the id itself, so that it may send it again."""

    recording_id: UUID
    language: str
    key: str


def save_recording(
    engine: Engine, storage: Storage, actor: SpeakingActor, asked: Asked, source: BinaryIO
) -> tuple[Recording, Speaker]:
    """Keep a recording: the file first, then the row; sent twice it is kept once, and another's id is `NotFound`."""
    if not is_key(asked.key):
        raise Refused("unknown_key", pictogram="ui_not_found", message=_("This word is not here."))
    with transaction(engine) as session:
        speaker = speaker_of(session, actor, asked.language)
        known = session.get(Recording, asked.recording_id)
    if known is not None:
        return _of_speaker(known, speaker), speaker
    clip, seconds = made_of(source)
    recording = Recording(
        id=asked.recording_id,
        speaker_id=speaker.id,
        language=asked.language,
        key=asked.key,
        text=text_of(asked.language, asked.key),
        seconds=seconds,
        sha256=hashlib.sha256(clip).hexdigest(),
        stored_at=now(),
    )
    storage.put(recording.file_key, clip)
    with transaction(engine, is_writing=True) as session:
        speaker = speaker_of(session, actor, recording.language)  # consent may have been withdrawn meanwhile
        saved = _of_speaker(session.get(Recording, recording.id) or _added(session, recording), speaker)
        replaced = _replaced_by(session, saved)
    storage.delete([one.file_key for one in replaced])
    return saved, speaker


def made_of(source: BinaryIO) -> tuple[bytes, float]:
    """Return the clip that is kept of a recording and how long it takes, or refuse the recording."""
    sound = open_recording(source)
    try:
        return encode_sound(sound), round(sound.seconds, 2)
    except NoSound as error:
        raise refusal("unreadable") from error


def delete_own(engine: Engine, storage: Storage, actor: SpeakingActor, recording_id: UUID) -> None:
    """Delete one of one's own recordings: it is heard by nobody from this moment."""
    with changing(engine) as session:
        recording = found(session, recording_id)
        if not is_own(session, actor, recording):
            raise NotFound
        session.delete(recording)
    storage.delete([recording.file_key])


def delete_by_staff(engine: Engine, storage: Storage, staff: StaffActor, recording_id: UUID) -> None:
    """Delete a recording of a speaker of one's organisation; an administrator also one that the server was given."""
    with changing(engine) as session:
        recording = found(session, recording_id)
        if not is_staffed_by(session, staff, recording):
            raise NotFound
        session.delete(recording)
    storage.delete([recording.file_key])


def sound_for(session: Session, actor: SpeakingActor, recording_id: UUID) -> Recording:
    """Return a recording to its speaker, to who may judge it, and to staff of its organisation."""
    recording = found(session, recording_id)
    may_hear = isinstance(actor, StaffActor) and is_staffed_by(session, actor, recording)
    if may_hear or is_own(session, actor, recording):
        return recording
    if not is_colleague(session, actor, recording):
        raise NotFound
    return recording


def approved_recording(session: Session, language: str, recording_id: UUID) -> Recording:
    """Return a recording that everyone may hear."""
    recording = found(session, recording_id)
    if recording.state is not RecordingState.APPROVED or recording.language != language:
        raise NotFound
    return recording


def found(session: Session, recording_id: UUID) -> Recording:
    """Return a recording, whoever asks; that is checked by the caller."""
    recording = session.get(Recording, recording_id)
    if recording is None:
        raise NotFound
    return recording


def is_own(session: Session, actor: SpeakingActor, recording: Recording) -> bool:
    """Whether it is this person's own."""
    speaker = _speaker(session, actor, recording)
    return speaker is not None and speaker.id == recording.speaker_id


def is_colleague(session: Session, actor: SpeakingActor, recording: Recording) -> bool:
    """Whether this person speaks the language too, for the same organisation, and it is not their own."""
    speaker = _speaker(session, actor, recording)
    if speaker is None or speaker.id == recording.speaker_id:
        return False
    return session.get_one(Speaker, recording.speaker_id).organisation_id == speaker.organisation_id


def is_staffed_by(session: Session, staff: StaffActor, recording: Recording) -> bool:
    """Whether a staff member looks after it: it was made at their organisation, or given to the whole server."""
    organisation_id = session.get_one(Speaker, recording.speaker_id).organisation_id
    return organisation_id == staff.organisation_id or (organisation_id is None and staff.is_administrator)


def _speaker(session: Session, actor: SpeakingActor, recording: Recording) -> Speaker | None:
    try:
        return speaker_of(session, actor, recording.language)
    except (NoConsent, NotFound):
        return None


def _of_speaker(recording: Recording, speaker: Speaker) -> Recording:
    if recording.speaker_id != speaker.id:
        raise NotFound
    return recording


def _added(session: Session, recording: Recording) -> Recording:
    session.add(recording)
    session.flush()
    return recording


def _replaced_by(session: Session, saved: Recording) -> Sequence[Recording]:
    # An approved one stays in use until a second speaker has approved the new one.
    query = select(Recording).where(Recording.speaker_id == saved.speaker_id, Recording.key == saved.key)
    query = query.where(Recording.id != saved.id, Recording.state != RecordingState.APPROVED)
    replaced = session.exec(query.where(col(Recording.created_at) <= saved.created_at)).all()
    for one in replaced:
        session.delete(one)
    return replaced
