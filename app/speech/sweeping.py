"""Removing sounds that nobody needs: recordings that no row names after a crash, and the sentences of old days."""

import time
from datetime import timedelta
from uuid import UUID

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from app.database import transaction
from app.media.storage import Storage
from app.media.sweeping import is_old
from app.speech.clips import clips_folder
from app.speech.models import Recording
from app.speech.sentences import FOLDER

SENTENCES_LAST = timedelta(days=60)  # as long as parents can look back; one that is asked for later is made again


def sweep_recordings(engine: Engine, storage: Storage) -> int:
    """Remove what was stored over a day ago and has no row; return how many files that were."""
    removed = 0
    for keys in storage.keys("recordings/"):
        old = [key for key in keys if is_old(key)]
        with transaction(engine) as session:
            kept = _kept(session, {UUID(key.split("/")[1]) for key in old})
        orphans = [key for key in old if key not in kept]
        storage.delete(orphans)
        removed += len(orphans)
    return removed


def _kept(session: Session, ids: set[UUID]) -> set[str]:
    return {recording.file_key for recording in session.exec(select(Recording).where(col(Recording.id).in_(ids)))}


def sweep_sentences(_engine: Engine, _storage: Storage) -> int:
    """Remove the clips of sentences that were made long ago; return how many files that were."""
    made_before = time.time() - SENTENCES_LAST.total_seconds()
    old = [path for path in (clips_folder() / FOLDER).glob("*.m4a") if path.stat().st_mtime < made_before]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)
