"""Removing what a crash left: files of photos that were never saved, since files are written before their row."""

import asyncio
import logging
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from uuid import UUID

from fastapi.concurrency import run_in_threadpool
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from app.clock import now
from app.database import transaction
from app.media.models import Photo
from app.media.storage import Storage

log = logging.getLogger("dagkaart")
LEFT_AFTER = timedelta(days=1)
SWEEPING_SECONDS = 6 * 3600


async def sweep_now_and_then(engine: Engine, storage: Storage) -> None:
    """Sweep at once and a few times a day, until cancelled."""
    while True:
        try:
            await run_in_threadpool(sweep_orphans, engine, storage)
        except Exception as error:
            log.warning("sweeping photos failed: %s", type(error).__name__)  # the next round is another chance
        await asyncio.sleep(SWEEPING_SECONDS)


def sweep_orphans(engine: Engine, storage: Storage) -> int:
    """Remove the files of sendings that began over a day ago and have no row; return how many files that were."""
    removed = 0
    for keys in storage.keys("photos/"):
        old = [key for key in keys if _began_at(key) < now() - LEFT_AFTER]
        with transaction(engine) as session:
            kept = _folders_of(session, {_photo_id(key) for key in old})
        orphans = [key for key in old if key.rpartition("/")[0] not in kept]
        storage.delete(orphans)
        removed += len(orphans)
    return removed


def _folders_of(session: Session, photo_ids: Iterable[UUID]) -> set[str]:
    return {photo.folder for photo in session.exec(select(Photo).where(col(Photo.id).in_(photo_ids)))}


def _photo_id(key: str) -> UUID:
    return UUID(key.split("/")[1])


def _began_at(key: str) -> datetime:
    return datetime.strptime(key.split("/")[2], "%Y%m%dT%H%M%S%f").replace(tzinfo=UTC)
