"""Which sound a word has: a person's recording before a clip of the server; kept in memory, so that a page asks nobody.

Each process looks every few seconds whether the number that all of them share has grown, and the one that changed
something looks at once: a word that was approved or deleted is so everywhere within seconds.
"""

import asyncio
import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock
from uuid import UUID

from sqlalchemy import Engine, update
from sqlmodel import Session, col, select

from app.database import reading, transaction
from app.language.corrections import Place, use_corrections
from app.speech.models import Recording, RecordingState, VoicesVersion, WordCorrection

log = logging.getLogger("dagkaart")
LOOKING_SECONDS = 5


@dataclass(frozen=True, slots=True)
class _Voices:
    engine: Engine | None = None
    number: int = -1
    recordings: Mapping[tuple[str, str], UUID] = field(default_factory=dict)


_voices = _Voices()
_looking = Lock()


def version() -> str:
    """Return what changes whenever a word sounds or is written differently; asks nobody, so any page may."""
    return str(_voices.number)


def recording_url(language: str, key: str) -> str | None:
    """Return the address of the recording in use for a key; None where no approved one is."""
    found = _voices.recordings.get((language, key))
    return f"/recordings/{language}/{found}.m4a" if found else None


def recorded_keys(language: str) -> set[str]:
    """Return the keys that a person says in a language."""
    return {key for of_language, key in _voices.recordings if of_language == language}


def look(engine: Engine) -> None:
    """Take over what has changed since the last look."""
    global _voices  # noqa: PLW0603 -- one picture for the process, replaced as a whole
    with _looking:  # who began to look earlier must not be the last to tell
        with reading(engine) as connection:
            number = connection.execute(select(VoicesVersion.number)).scalar() or 0
        if (_voices.engine, _voices.number) == (engine, number):
            return
        with transaction(engine) as session:
            use_corrections(_corrections(session))
            _voices = _Voices(engine, number, _recordings(session))


@contextmanager
def changing(engine: Engine) -> Iterator[Session]:
    """Run a transaction that changes what is heard or read; every process then takes it over, this one at once."""
    with transaction(engine, is_writing=True) as session:
        yield session
        if session.exec(update(VoicesVersion).values(number=VoicesVersion.number + 1)).rowcount == 0:
            session.add(VoicesVersion(number=1))
    look(engine)


async def look_now_and_then(engine: Engine) -> None:
    """Look at once and every few seconds, until cancelled."""
    while True:
        try:
            await asyncio.to_thread(look, engine)  # the request threads are for requests
        except Exception as error:
            log.warning("looking for new voices failed: %s", type(error).__name__)  # the next round is another chance
        await asyncio.sleep(LOOKING_SECONDS)


def _recordings(session: Session) -> dict[tuple[str, str], UUID]:
    # The newest approved one of a word is last, and so the one that stays.
    query = select(Recording.language, Recording.key, Recording.id).where(Recording.state == RecordingState.APPROVED)
    found = session.exec(query.order_by(col(Recording.decided_at), col(Recording.id)))
    return {(language, key): id_ for language, key, id_ in found}


def _corrections(session: Session) -> dict[Place, str]:
    return {Place(row.language, row.domain, row.msgid): row.text for row in session.exec(select(WordCorrection))}
