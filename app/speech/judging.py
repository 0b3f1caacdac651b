"""What a second speaker does with a recording: approves or refuses it, and puts the written word right."""

from uuid import UUID

from sqlalchemy import Engine
from sqlmodel import Session, col, delete, select

from app.clock import now
from app.errors import Conflict, NotFound, Refused
from app.language.corrections import fault_of
from app.media.storage import Storage
from app.people.actors import SpeakingActor
from app.people.wording import clean_note
from app.speech.keys import catalogue_place, text_of
from app.speech.models import Recording, RecordingState, Speaker, WordCorrection
from app.speech.recordings import found, is_colleague
from app.speech.speakers import speaker_of
from app.speech.voices import changing


def _(msgid: str) -> str:
    return msgid


MAX_TYPED = 1000  # characters; what is longer than its place allows gets its own answer
FAULTS = {
    "word_missing": _("A word is missing."),
    "word_too_long": _("This word is too long to stand under a picture."),
    "wrong_placeholders": _("Keep the parts between brackets as they are."),
    "wrong_script": _("Write the word in the letters of this language."),
    "fixed_word": _("This word cannot be changed here."),
}


def waiting_for(session: Session, speaker: Speaker) -> list[tuple[Recording, Speaker]]:
    """Return what others of the organisation have recorded in this language and nobody judged, the oldest first."""
    query = (
        select(Recording, Speaker)
        .join(Speaker, col(Speaker.id) == Recording.speaker_id)
        .where(Recording.language == speaker.language, Recording.state == RecordingState.WAITING)
        .where(Speaker.organisation_id == speaker.organisation_id, Speaker.id != speaker.id)
    )
    return [(recording, maker) for recording, maker in session.exec(query.order_by(col(Recording.created_at)))]


def decide(
    engine: Engine, storage: Storage, actor: SpeakingActor, recording_id: UUID, state: RecordingState, text: str | None
) -> tuple[Recording, Speaker]:
    """Approve or refuse another's recording; twice the same is once, and a decision of somebody else is `Conflict`.

    The speaker returned is the one who recorded it.
    """
    with changing(engine) as session:
        recording = found(session, recording_id)
        if not is_colleague(session, actor, recording):
            raise NotFound
        session.refresh(recording, with_for_update=True)
        judge, maker = speaker_of(session, actor, recording.language), session.get_one(Speaker, recording.speaker_id)
        if recording.state is not RecordingState.WAITING:
            return _decided_before(recording, judge, state), maker
        if text is not None:
            recording.text = correct(session, judge, recording.key, text)
        recording.state, recording.decided_by_id, recording.decided_at = state, judge.id, now()
        older = _older_of_speaker(session, recording) if state is RecordingState.APPROVED else []
        for one in older:
            session.delete(one)
    storage.delete([one.file_key for one in older])
    return recording, maker


def correct(session: Session, speaker: Speaker, key: str, text: str) -> str:
    """Put the written word of a key right, and return it; the word as it was is no correction."""
    before, cleaned = text_of(speaker.language, key), clean_note(text, MAX_TYPED).replace("\n", " ")
    if cleaned == before:
        return cleaned
    place = catalogue_place(speaker.language, key)
    fault = fault_of(place, cleaned) if place else "fixed_word"
    if fault or place is None:
        raise Refused(fault, pictogram="ui_edit", message=FAULTS[fault])
    query = select(WordCorrection).where(WordCorrection.language == place.language)
    query = query.where(WordCorrection.domain == place.domain, WordCorrection.msgid == place.msgid)
    row = session.exec(query).first() or WordCorrection(
        language=place.language,
        domain=place.domain,
        msgid=place.msgid,
        key=key,
        text="",
        before=before,
        speaker_id=speaker.id,
    )
    row.text, row.speaker_id, row.corrected_at = cleaned, speaker.id, now()
    session.add(row)
    return cleaned


def undo_correction(engine: Engine, correction_id: UUID, organisation_id: UUID) -> None:
    """Let the catalogue's word stand again where a speaker of this organisation changed it."""
    with changing(engine) as session:
        row = session.get(WordCorrection, correction_id)
        if row is None or session.get_one(Speaker, row.speaker_id).organisation_id != organisation_id:
            raise NotFound
        session.exec(delete(WordCorrection).where(col(WordCorrection.id) == correction_id))


def _decided_before(recording: Recording, judge: Speaker, state: RecordingState) -> Recording:
    if recording.state is state and recording.decided_by_id == judge.id:
        return recording
    raise Conflict


def _older_of_speaker(session: Session, approved: Recording) -> list[Recording]:
    query = select(Recording).where(Recording.speaker_id == approved.speaker_id, Recording.key == approved.key)
    return list(session.exec(query.where(Recording.id != approved.id, Recording.state == RecordingState.APPROVED)))
