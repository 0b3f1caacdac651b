"""The interface of the Voice Studio: saying yes, the words to record, recording them, and judging those of others."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from anyio import to_thread
from fastapi import APIRouter, Path, Request, Response
from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel, StringConstraints
from sqlmodel import Session

from app.config import get_settings
from app.database import EngineDep, SessionDep
from app.errors import Refused
from app.language.languages import BASE, languages
from app.media.decoders import decoders
from app.media.receiving import received_file
from app.media.storage import get_storage
from app.sign_in.actor import CurrentSpeaking
from app.speech import judging, recordings, speakers, studio
from app.speech.answers import sound_answer
from app.speech.clips import has_voice
from app.speech.models import RecordingState, Speaker
from app.speech.studio import Heard, Word

router = APIRouter(prefix="/api/v1/studio")
MAX_BYTES = 2_000_000
Short = Annotated[str, StringConstraints(max_length=500)]
Tag = Annotated[str, Path(max_length=20)]


def _(msgid: str) -> str:
    return msgid


class SpeakerForm(BaseModel):
    """What somebody says about themselves before the first word."""

    alias: Short
    dialect: Short = ""
    has_consented: bool


class SpeakerShown(BaseModel):
    """A language somebody speaks for us, and how far they are."""

    language: str
    alias: str
    dialect: str
    consented_at: datetime | None
    recorded: int
    waiting: int
    approved: int
    to_decide: int


class LanguageShown(BaseModel):
    """A language that words can be recorded in."""

    tag: str
    autonym: str
    direction: str
    has_voice: bool


class StudioShown(BaseModel):
    """Where somebody stands."""

    speakers: list[SpeakerShown]
    languages: list[LanguageShown]


class WordsShown(BaseModel):
    """The words of a language, the most used first."""

    language: str
    words: list[Word]


class RecordingsShown(BaseModel):
    """Recordings with what shows them."""

    recordings: list[Heard]


class DecisionForm(BaseModel):
    """What a second speaker decides; `text` is the written word put right."""

    state: RecordingState
    text: Short | None = None


@router.get("")
def get_studio(session: SessionDep, actor: CurrentSpeaking) -> StudioShown:
    """Show which languages somebody speaks for us, and which they could."""
    found = speakers.speakers_of(session, actor)
    spoken = [actor.language, *(speaker.language for speaker in found)]
    order = sorted((one for one in languages() if one.tag != BASE), key=lambda one: one.tag not in spoken)
    offered = [
        LanguageShown(tag=one.tag, autonym=one.autonym, direction=one.direction, has_voice=has_voice(one.tag))
        for one in order
    ]
    return StudioShown(speakers=[_shown(session, speaker) for speaker in found], languages=offered)


@router.put("/speakers/{language}")
def put_speaker(session: SessionDep, actor: CurrentSpeaking, language: Tag, form: SpeakerForm) -> SpeakerShown:
    """Say yes to speaking a language for us, or change the alias."""
    if not form.has_consented:
        raise Refused("consent_missing", pictogram="ui_check", message=_("Say yes first, or leave it."))
    return _shown(session, speakers.agree(session, actor, language, form.alias, form.dialect))


@router.delete("/speakers/{language}", status_code=204)
def delete_speaker(engine: EngineDep, actor: CurrentSpeaking, language: Tag) -> None:
    """Withdraw: every recording of this language is gone."""
    speakers.withdraw(engine, get_storage(), actor, language)


@router.get("/languages/{language}/words")
def get_words(session: SessionDep, actor: CurrentSpeaking, language: Tag) -> WordsShown:
    """Show the words to record."""
    speaker = speakers.speaker_of(session, actor, language)
    return WordsShown(language=language, words=studio.words_for(session, speaker))


@router.get("/languages/{language}/recordings")
def get_own_recordings(session: SessionDep, actor: CurrentSpeaking, language: Tag) -> RecordingsShown:
    """Show one's own recordings."""
    speaker = speakers.speaker_of(session, actor, language)
    return RecordingsShown(recordings=studio.recordings_of(session, speaker))


@router.get("/languages/{language}/waiting")
def get_waiting(session: SessionDep, actor: CurrentSpeaking, language: Tag) -> RecordingsShown:
    """Show what others recorded and a second speaker should hear."""
    waiting = judging.waiting_for(session, speakers.speaker_of(session, actor, language))
    return RecordingsShown(recordings=[studio.as_heard(recording, maker) for recording, maker in waiting])


# As with a photo: the event loop takes the body in, a decoder's thread does the work, and no transaction waits for it.
@router.put("/languages/{language}/recordings/{recording_id}", status_code=201)
async def put_recording(
    request: Request, engine: EngineDep, actor: CurrentSpeaking, language: Tag, recording_id: UUID, key: str
) -> Heard:
    """Keep a word said, sent as the raw body, at most 2 MB and ten seconds."""
    await run_in_threadpool(speakers.check_speaks, engine, actor, language)
    asked = recordings.Asked(recording_id, language, key[:100])
    async with received_file(request, get_settings().data_folder, MAX_BYTES) as source:
        arguments = (engine, get_storage(), actor, asked, source)
        saved = await to_thread.run_sync(recordings.save_recording, *arguments, limiter=decoders())
    return await run_in_threadpool(studio.as_heard, *saved)


@router.get("/recordings/{recording_id}/sound")
def get_recording_sound(request: Request, session: SessionDep, actor: CurrentSpeaking, recording_id: UUID) -> Response:
    """Play a recording to those who may hear it before it is approved."""
    recording = recordings.sound_for(session, actor, recording_id)
    return sound_answer(request, recording, "private, no-cache")


@router.delete("/recordings/{recording_id}", status_code=204)
def delete_recording(engine: EngineDep, actor: CurrentSpeaking, recording_id: UUID) -> None:
    """Delete one of one's own."""
    recordings.delete_own(engine, get_storage(), actor, recording_id)


@router.put("/recordings/{recording_id}/decision")
def put_decision(engine: EngineDep, actor: CurrentSpeaking, recording_id: UUID, form: DecisionForm) -> Heard:
    """Approve or refuse another's recording."""
    if form.state is RecordingState.WAITING:
        raise Refused("malformed")
    decided = judging.decide(engine, get_storage(), actor, recording_id, form.state, form.text)
    return studio.as_heard(*decided)


def is_streamed(method: str, path: str) -> bool:
    """Whether a request sends a recording, whose bytes are counted while they are written."""
    return method == "PUT" and path.startswith("/api/v1/studio/languages/")


def _shown(session: Session, speaker: Speaker) -> SpeakerShown:
    counts = studio.counts_of(session, speaker)
    return SpeakerShown(
        language=speaker.language,
        alias=speaker.alias,
        dialect=speaker.dialect,
        consented_at=speaker.consented_at,
        recorded=sum(counts.values()),
        waiting=counts.get(RecordingState.WAITING, 0),
        approved=counts.get(RecordingState.APPROVED, 0),
        to_decide=len(judging.waiting_for(session, speaker)),
    )
