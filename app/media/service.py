"""Saving a photo and finding it again, for those who may see it."""

from typing import BinaryIO
from uuid import UUID

from sqlalchemy import Engine
from sqlmodel import Session

from app.clock import now
from app.database import transaction
from app.errors import NotFound
from app.media.decode import decode
from app.media.models import Photo
from app.media.storage import Storage
from app.media.variants import make_variants
from app.media.visibility import may_see
from app.people import access
from app.people.actors import CaregiverActor, StaffActor


def check_may_save(engine: Engine, staff: StaffActor, group_id: UUID) -> None:
    """Refuse whom the group isn't, before they have sent 25 MB."""
    with transaction(engine) as session:
        access.group_of(session, staff, group_id)


def save_photo(
    engine: Engine, storage: Storage, staff: StaffActor, photo_id: UUID, group_id: UUID, source: BinaryIO
) -> Photo:
    """Keep a photo: files first, then the row; sent twice it is kept once, and another group's id is `NotFound`."""
    with transaction(engine) as session:
        access.group_of(session, staff, group_id)
        known = session.get(Photo, photo_id)
    if known is not None:
        return _of_group(known, group_id)
    variants = make_variants(decode(source))
    photo = Photo(
        id=photo_id,
        group_id=group_id,
        staff_member_id=staff.staff_member_id,
        uploaded_at=now(),
        width=variants.width,
        height=variants.height,
        placeholder=variants.placeholder,
    )
    storage.put_all({photo.key(name): content for name, content in variants.files.items()})
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


def _added(session: Session, photo: Photo) -> Photo:
    session.add(photo)
    session.flush()
    return photo


def _of_group(photo: Photo, group_id: UUID) -> Photo:
    if photo.group_id != group_id:
        raise NotFound
    return photo
