"""Speakers: who speaks a language for us, what they agreed to, and the end of it."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, Engine
from sqlmodel import Session, col, select

from app.clock import now
from app.database import transaction
from app.errors import NotAllowed, NotFound, Refused
from app.language.languages import BASE, is_language
from app.media.storage import Storage
from app.people import access
from app.people.actors import CaregiverActor, SpeakingActor, StaffActor
from app.people.wording import clean_name, clean_note
from app.speech.models import Recording, Speaker
from app.speech.voices import changing

MAX_DIALECT_LENGTH = 40


def _(msgid: str) -> str:
    return msgid


class NoConsent(NotAllowed):
    """Nobody recorded or judges words of a language before having said yes to it."""

    code, pictogram = "no_consent", "ui_language"
    message = _("Choose your language and say yes first.")


def known_language(language: str) -> str:
    """Return a language that words can be recorded in; `NotFound` for any other, and for the Dutch of the staff."""
    if not is_language(language) or language == BASE:
        raise NotFound
    return language


def organisation_of(session: Session, actor: SpeakingActor) -> UUID:
    """Return the organisation somebody belongs to."""
    if isinstance(actor, CaregiverActor):
        return access.organisation_of(session, actor)
    return actor.organisation_id


def speakers_of(session: Session, actor: SpeakingActor) -> Sequence[Speaker]:
    """Return the languages somebody speaks for us now."""
    query = select(Speaker).where(_is(actor), col(Speaker.consented_at).is_not(None))
    return session.exec(query.order_by(Speaker.language)).all()


def speaker_of(session: Session, actor: SpeakingActor, language: str) -> Speaker:
    """Return somebody as a speaker of a language, or refuse who has not consented."""
    known_language(language)
    query = select(Speaker).where(_is(actor), Speaker.language == language, col(Speaker.consented_at).is_not(None))
    found = session.exec(query).first()
    if found is None:
        raise NoConsent
    return found


def agree(session: Session, actor: SpeakingActor, language: str, alias: str, dialect: str) -> Speaker:
    """Let somebody speak a language for us under an alias, or change what they are called."""
    if not is_language(language) or language == BASE:
        raise Refused("unknown_language", pictogram="ui_language", message=_("Choose a language."))
    found = session.exec(select(Speaker).where(_is(actor), Speaker.language == language)).first()
    speaker = found or Speaker(language=language, alias="")
    [(name, owner_id)] = _owner(actor).items()
    setattr(speaker, name, owner_id)
    speaker.organisation_id = organisation_of(session, actor)
    speaker.alias, speaker.dialect = clean_name(alias), _clean_dialect(dialect)
    speaker.consented_at = speaker.consented_at or now()
    session.add(speaker)
    session.flush()
    return speaker


def withdraw(engine: Engine, storage: Storage, actor: SpeakingActor, language: str) -> None:
    """Forget a speaker: every recording is gone, and so are the alias and the dialect; done twice it is done."""
    with changing(engine) as session:
        speaker = session.exec(select(Speaker).where(_is(actor), Speaker.language == language)).first()
        if speaker is None:
            return
        recordings = session.exec(select(Recording).where(Recording.speaker_id == speaker.id)).all()
        for recording in recordings:
            session.delete(recording)
        speaker.alias, speaker.dialect, speaker.consented_at = "", "", None
    storage.delete([recording.file_key for recording in recordings])


def check_speaks(engine: Engine, actor: SpeakingActor, language: str) -> None:
    """Refuse who doesn't speak a language for us, before they have sent anything."""
    with transaction(engine) as session:
        speaker_of(session, actor, language)


def _is(actor: SpeakingActor) -> ColumnElement[bool]:
    [(name, owner_id)] = _owner(actor).items()
    return col(getattr(Speaker, name)) == owner_id


def _owner(actor: SpeakingActor) -> dict[str, UUID]:
    if isinstance(actor, CaregiverActor):
        return {"caregiver_id": actor.caregiver_id}
    if isinstance(actor, StaffActor):
        return {"staff_member_id": actor.staff_member_id}
    return {"volunteer_id": actor.volunteer_id}


def _clean_dialect(dialect: str) -> str:
    cleaned = clean_note(dialect).replace("\n", " ")
    if len(cleaned) > MAX_DIALECT_LENGTH:
        raise Refused("dialect_too_long", pictogram="ui_too_large", message=_("This is too long. Use fewer words."))
    return cleaned
