"""What the Voice Studio shows: the words of a language in order of use, where each stands, and one's own recordings."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, func, or_, select

from app.language.languages import BASE
from app.pictograms.catalogue import Kind, catalogue
from app.speech.clips import sound_url, synthetic_url
from app.speech.keys import WORDS, all_keys, catalogue_place, dutch_of, picture_of, text_of
from app.speech.models import Recording, RecordingState, Speaker
from app.speech.usage import usage_in
from app.speech.voices import recording_url

# What a parent hears in the first minute; the rest of the interface comes after the day.
FIRST_WORDS = ("greeting", "language_name", "today", "now", "next", "done", "play_my_day", "tap_to_listen")


@dataclass(frozen=True, slots=True)
class Word:
    """One word to record, and where it stands."""

    key: str
    text: str
    dutch: str
    dutch_clip: str | None
    picture: str
    state: str
    recording_id: UUID | None
    sound: str | None


@dataclass(frozen=True, slots=True)
class Heard:
    """A recording as its speaker, a second speaker or staff hear and see it."""

    id: UUID
    key: str
    text: str
    dutch: str
    dutch_clip: str | None
    picture: str
    state: RecordingState
    seconds: float
    created_at: datetime
    sound: str
    alias: str
    dialect: str
    may_correct: bool


def words_for(session: Session, speaker: Speaker) -> list[Word]:
    """Return every word of a speaker's language, the most used first."""
    organisation_id = speaker.organisation_id
    used = usage_in(session, organisation_id) if organisation_id else {}
    place = {key: number for number, key in enumerate(all_keys())}
    order = sorted(place, key=lambda key: (_rank(key), -used.get(key, 0), place[key]))
    standing = _standing(session, speaker)
    return [_word(speaker, key, standing.get(key, [])) for key in order]


def recordings_of(session: Session, speaker: Speaker) -> list[Heard]:
    """Return a speaker's own recordings, the newest first."""
    query = select(Recording).where(Recording.speaker_id == speaker.id).order_by(col(Recording.created_at).desc())
    return [as_heard(recording, speaker) for recording in session.exec(query)]


def recordings_in(session: Session, language: str, organisation_id: UUID) -> list[Heard]:
    """Return an organisation's recordings of a language and those given to the whole server, the newest first."""
    query = (
        select(Recording, Speaker)
        .join(Speaker, col(Speaker.id) == Recording.speaker_id)
        .where(Recording.language == language)
        .where(or_(col(Speaker.organisation_id) == organisation_id, col(Speaker.organisation_id).is_(None)))
        .order_by(col(Recording.created_at).desc())
    )
    return [as_heard(recording, speaker) for recording, speaker in session.exec(query)]


def as_heard(recording: Recording, speaker: Speaker) -> Heard:
    """Return a recording with what shows it."""
    return Heard(
        id=recording.id,
        key=recording.key,
        text=recording.text,
        dutch=dutch_of(recording.key),
        dutch_clip=sound_url(BASE, recording.key),
        picture=picture_of(recording.key),
        state=recording.state,
        seconds=recording.seconds,
        created_at=recording.created_at,
        sound=studio_sound(recording.id),
        alias=speaker.alias,
        dialect=speaker.dialect,
        may_correct=catalogue_place(recording.language, recording.key) is not None,
    )


def counts_of(session: Session, speaker: Speaker) -> dict[RecordingState, int]:
    """Return how many of a speaker's recordings stand where."""
    query = select(Recording.state, func.count()).where(Recording.speaker_id == speaker.id)
    return {RecordingState(state): count for state, count in session.exec(query.group_by(Recording.state))}


def studio_sound(recording_id: UUID) -> str:
    """Return where a recording is heard that not everyone may hear."""
    return f"/api/v1/studio/recordings/{recording_id}/sound"


def _rank(key: str) -> int:
    if key.startswith(WORDS):
        return 0 if key.removeprefix(WORDS) in FIRST_WORDS else 3
    kind = catalogue()[key].kind
    return {Kind.MOMENT: 1, Kind.BADGE: 2, Kind.AVATAR: 5}.get(kind, 4)


def _standing(session: Session, speaker: Speaker) -> dict[str, list[Recording]]:
    query = (
        select(Recording)
        .join(Speaker, col(Speaker.id) == Recording.speaker_id)
        .where(Recording.language == speaker.language)
        .where(Speaker.organisation_id == speaker.organisation_id, Recording.state != RecordingState.REFUSED)
        .order_by(col(Recording.created_at).desc())
    )
    found: dict[str, list[Recording]] = {}
    for recording in session.exec(query):
        found.setdefault(recording.key, []).append(recording)
    return found


def _word(speaker: Speaker, key: str, standing: list[Recording]) -> Word:
    own = next((one for one in standing if one.speaker_id == speaker.id), None)
    approved = recording_url(speaker.language, key)
    return Word(
        key=key,
        text=text_of(speaker.language, key),
        dutch=dutch_of(key),
        dutch_clip=sound_url(BASE, key),
        picture=picture_of(key),
        state=_state(own, approved, standing),
        recording_id=own.id if own else None,
        sound=studio_sound(own.id) if own else approved or synthetic_url(speaker.language, key),
    )


def _state(own: Recording | None, approved: str | None, standing: Iterable[Recording]) -> str:
    if own and own.state is RecordingState.WAITING:
        return "mine"
    if approved:
        return "approved"
    return "waiting" if any(one.state is RecordingState.WAITING for one in standing) else "none"
