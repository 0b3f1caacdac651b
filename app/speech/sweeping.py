"""Removing the files of recordings that no row names: a crash left them, or a deletion that was cut short."""

from uuid import UUID

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from app.database import transaction
from app.media.storage import Storage
from app.media.sweeping import is_old
from app.speech.models import Recording


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
