"""Removing what a crash left: files that no row names, since files are written before their row."""

import asyncio
import logging
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from app.clock import now
from app.database import transaction
from app.media.models import Photo
from app.media.storage import Storage

log = logging.getLogger("dagkaart")
BEGAN = "%Y%m%dT%H%M%S%f"  # as `Photo.folder` writes it
LEFT_AFTER = timedelta(days=1)
SWEEPING_SECONDS = 6 * 3600
Sweep = Callable[[Engine, Storage], int]
_sweeps: list[Sweep] = []


def register_sweeping(sweep: Sweep) -> None:
    """Let a layer above remove what it left as well."""
    if sweep not in _sweeps:
        _sweeps.append(sweep)


async def sweep_now_and_then(engine: Engine, storage: Storage) -> None:
    """Sweep at once and a few times a day, until cancelled."""
    while True:
        for sweep in (sweep_orphans, *_sweeps):
            try:
                await asyncio.to_thread(sweep, engine, storage)  # the request threads are for requests
            except Exception as error:
                log.warning("sweeping failed: %s", type(error).__name__)  # the next round is another chance
        await asyncio.sleep(SWEEPING_SECONDS)


def sweep_orphans(engine: Engine, storage: Storage) -> int:
    """Remove the files of sendings that began over a day ago and have no row; return how many files that were."""
    removed = 0
    for keys in storage.keys("photos/"):
        old = [key for key in keys if is_old(key)]
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


def is_old(key: str) -> bool:
    """Whether a file belongs to a sending that began over a day ago, by its key."""
    try:
        _, row_id, began, _ = key.split("/")
        UUID(row_id)
        return datetime.strptime(began, BEGAN).replace(tzinfo=UTC) < now() - LEFT_AFTER
    except ValueError:
        return False  # not ours: what an operator or a file system has put there
