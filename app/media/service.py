"""Saving a photo and finding it again, for those who may see it."""

import threading
from pathlib import Path
from uuid import UUID

from sqlalchemy import Engine
from sqlmodel import Session

from app.database import transaction
from app.errors import NotFound
from app.media.decode import decode
from app.media.models import Photo
from app.media.storage import Storage
from app.media.variants import TYPES, make_variants
from app.media.visibility import may_see
from app.people import access
from app.people.actors import CaregiverActor, StaffActor

# Decoding takes a core and tens of megabytes; more at once would be slower for all.
_decoders = threading.BoundedSemaphore(2)


def save_photo(
    engine: Engine, storage: Storage, staff: StaffActor, photo_id: UUID, group_id: UUID, source: Path
) -> Photo:
    """Keep a photo: files first, then the row; sent twice it is kept once, and another group's id is `NotFound`."""
    with transaction(engine) as session:
        access.group_of(session, staff, group_id)
        known = session.get(Photo, photo_id)
    if known is not None:
        return _of_group(known, group_id)
    with _decoders:
        variants = make_variants(decode(source))
    for name, content in variants.files.items():
        storage.put(_key(photo_id, name), content)
    photo = Photo(
        id=photo_id,
        group_id=group_id,
        staff_member_id=staff.staff_member_id,
        width=variants.width,
        height=variants.height,
        placeholder=variants.placeholder,
    )
    with transaction(engine, is_writing=True) as session:
        access.group_of(session, staff, group_id)
        return _of_group(session.get(Photo, photo_id) or _added(session, photo), group_id)


def photo_of_group(session: Session, photo_id: UUID, group_id: UUID) -> Photo:
    """Return a photo of a group; who asks is checked by the caller."""
    photo = session.get(Photo, photo_id)
    if photo is None:
        raise NotFound
    return _of_group(photo, group_id)


def photo_for(session: Session, actor: StaffActor | CaregiverActor, photo_id: UUID) -> Photo:
    """Return a photo this person may see at this moment."""
    photo = session.get(Photo, photo_id)
    if photo is None:
        raise NotFound
    if isinstance(actor, StaffActor):
        access.group_of(session, actor, photo.group_id)
    elif not may_see(session, actor, photo):
        raise NotFound
    return photo


def variant(storage: Storage, photo: Photo, name: str) -> bytes:
    """Return the bytes of a variant."""
    if name not in TYPES:
        raise NotFound
    return storage.get(_key(photo.id, name))


def _added(session: Session, photo: Photo) -> Photo:
    session.add(photo)
    session.flush()
    return photo


def _of_group(photo: Photo, group_id: UUID) -> Photo:
    if photo.group_id != group_id:
        raise NotFound
    return photo


def _key(photo_id: UUID, name: str) -> str:
    return f"photos/{photo_id}/{name}"
