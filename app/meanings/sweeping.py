"""Removing own photos that were taken off or replaced: rows first, then the bytes, a day later at the latest."""

from datetime import timedelta

from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from app.clock import now
from app.database import transaction
from app.meanings.models import ConceptPhoto
from app.media.models import Photo
from app.media.storage import Storage
from app.media.variants import TYPES

UNDO_FOR = timedelta(hours=18)  # a mistake is seen the same day; a sweep comes every six hours


def sweep_own_photos(engine: Engine, storage: Storage) -> int:
    """Remove what was taken off and has had its time to come back; return how many files that were.

    Files that a stop in between leaves have no row any more, and go with the others that have none.
    """
    query = select(ConceptPhoto).where(col(ConceptPhoto.removed_at) < now() - UNDO_FOR)
    with transaction(engine) as session:
        if session.exec(query).first() is None:
            return 0  # nobody has to wait for a round that removes nothing
    with transaction(engine, is_writing=True) as session:
        removed = session.exec(query).all()
        photo_ids = {one.photo_id for one in removed}
        for one in removed:
            session.delete(one)
        session.flush()
        photos = session.exec(select(Photo).where(col(Photo.id).in_(photo_ids))).all()
        keys = [photo.key(name) for photo in photos if _is_let_go(session, photo) for name in TYPES]
    storage.delete(keys)
    return len(keys)


def _is_let_go(session: Session, photo: Photo) -> bool:
    """Remove a photo's row, unless it is used elsewhere too: that is for the database to say."""
    try:
        with session.begin_nested():
            session.delete(photo)
    except IntegrityError:
        return False
    return True
