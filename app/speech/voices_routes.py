"""What staff see and do with voices: coverage, recordings, corrected words, and bundles to carry them elsewhere."""

from datetime import datetime
from uuid import UUID

from anyio import to_thread
from fastapi import APIRouter, Request, Response
from pydantic import BaseModel
from sqlmodel import Session, col, func, select

from app.config import get_settings
from app.database import EngineDep, SessionDep
from app.language.languages import BASE, languages
from app.media.decoders import decoders
from app.media.receiving import received_file
from app.media.storage import get_storage
from app.sign_in.actor import CurrentStaff
from app.speech import bundle, bundle_reading, judging, recordings, studio
from app.speech.coverage import coverage_of
from app.speech.models import Recording, RecordingState, Speaker, WordCorrection
from app.speech.speakers import known_language
from app.speech.studio_routes import RecordingsShown

router = APIRouter(prefix="/api/v1/staff")


class CoverageShown(BaseModel):
    """One language, for a bar: `total` is `human`, `synthetic` and `none` together."""

    tag: str
    autonym: str
    is_checked: bool
    total: int
    human: int
    synthetic: int
    none: int
    waiting: int


class VoicesShown(BaseModel):
    """Every language, in the order of the table."""

    languages: list[CoverageShown]


class CorrectionShown(BaseModel):
    """A word that a speaker put right."""

    id: UUID
    language: str
    key: str
    text: str
    before: str
    alias: str
    corrected_at: datetime


class CorrectionsShown(BaseModel):
    """The corrected words, the newest first."""

    corrections: list[CorrectionShown]


class ImportedShown(BaseModel):
    """How many recordings a bundle brought, and how many were here already."""

    language: str
    added: int
    known: int


@router.get("/voices")
def get_voices(session: SessionDep, staff: CurrentStaff) -> VoicesShown:
    """Show how far each language is."""
    waiting = waiting_counts(session, staff.organisation_id)
    found = [coverage_of(one) for one in languages() if one.tag != BASE]
    shown = [
        CoverageShown(
            tag=one.tag,
            autonym=one.autonym,
            is_checked=one.is_checked,
            total=one.total,
            human=one.human,
            synthetic=one.synthetic,
            none=one.none,
            waiting=waiting.get(one.tag, 0),
        )
        for one in found
    ]
    return VoicesShown(languages=shown)


@router.get("/voices/{language}/recordings")
def get_recordings(session: SessionDep, staff: CurrentStaff, language: str) -> RecordingsShown:
    """Show the recordings of a language."""
    found = studio.recordings_in(session, known_language(language), staff.organisation_id)
    return RecordingsShown(recordings=found)


@router.delete("/recordings/{recording_id}", status_code=204)
def delete_recording(engine: EngineDep, staff: CurrentStaff, recording_id: UUID) -> None:
    """Delete a recording that does not belong here."""
    recordings.delete_by_staff(engine, get_storage(), staff, recording_id)


@router.get("/voices/{language}/bundle")
def get_bundle(session: SessionDep, staff: CurrentStaff, language: str) -> Response:
    """Give the approved recordings of a language as a file for other sites."""
    made = bundle.export(session, get_storage(), known_language(language), staff.organisation_id)
    headers = {"Content-Disposition": f'attachment; filename="{made.name}"', "Cache-Control": "no-store"}
    return Response(made.content, media_type="application/zip", headers=headers)


@router.post("/voices/bundles", status_code=201)
async def post_bundle(request: Request, engine: EngineDep, staff: CurrentStaff) -> ImportedShown:
    """Take in a bundle of another site, whole or not at all; sent as the raw body."""
    async with received_file(request, get_settings().data_folder, bundle_reading.MAX_BYTES) as source:
        arguments = (engine, get_storage(), source, staff.organisation_id)
        imported = await to_thread.run_sync(bundle.take_in, *arguments, limiter=decoders())
    return ImportedShown(language=imported.language, added=imported.added, known=imported.known)


@router.get("/word-corrections")
def get_corrections(session: SessionDep, staff: CurrentStaff) -> CorrectionsShown:
    """Show which words speakers of the organisation put right."""
    return CorrectionsShown(corrections=corrections_of(session, staff.organisation_id))


@router.delete("/word-corrections/{correction_id}", status_code=204)
def delete_correction(engine: EngineDep, staff: CurrentStaff, correction_id: UUID) -> None:
    """Let the catalogue's word stand again."""
    judging.undo_correction(engine, correction_id, staff.organisation_id)


def is_streamed(method: str, path: str) -> bool:
    """Whether a request sends a bundle, whose bytes are counted while they are written."""
    return (method, path) == ("POST", "/api/v1/staff/voices/bundles")


def corrections_of(session: Session, organisation_id: UUID) -> list[CorrectionShown]:
    """Return the words that speakers of an organisation put right, the newest first."""
    query = select(WordCorrection, Speaker.alias).join(Speaker, col(Speaker.id) == WordCorrection.speaker_id)
    query = query.where(Speaker.organisation_id == organisation_id)
    found = session.exec(query.order_by(col(WordCorrection.corrected_at).desc()))
    return [_shown(correction, alias) for correction, alias in found]


def waiting_counts(session: Session, organisation_id: UUID) -> dict[str, int]:
    """Return for each language how many recordings wait for a second speaker."""
    query = select(Recording.language, func.count()).join(Speaker, col(Speaker.id) == Recording.speaker_id)
    query = query.where(Recording.state == RecordingState.WAITING, Speaker.organisation_id == organisation_id)
    return dict(session.exec(query.group_by(Recording.language)).all())


def _shown(correction: WordCorrection, alias: str) -> CorrectionShown:
    return CorrectionShown(
        id=correction.id,
        language=correction.language,
        key=correction.key,
        text=correction.text,
        before=correction.before,
        alias=alias,
        corrected_at=correction.corrected_at,
    )
