"""A group's own photos: which concepts have one, placing and taking off, and who may see one."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection, update
from sqlmodel import Session, col, select

from app.clock import now
from app.errors import Conflict, NotFound
from app.meanings.models import ConceptPhoto, OwnPhotosVersion
from app.meanings.understanding import doubted
from app.media.models import Photo
from app.media.service import photo_of_group
from app.people import access
from app.people.actors import CaregiverActor, StaffActor
from app.people.models import Group, Site
from app.pictograms.catalogue import Kind, catalogue

PICTURED_BY_US = {Kind.INTERFACE, Kind.AVATAR}


@dataclass(frozen=True, slots=True)
class OwnPhoto:
    """A photo that stands beside the pictogram of a concept, as a page shows it."""

    id: UUID
    width: int
    height: int
    is_first: bool = False  # too few understand the drawing: the photo stands before it


def own_photos(connection: Connection, group_id: UUID) -> dict[str, OwnPhoto]:
    """Return a group's own photos by concept; who asks is checked by the caller."""
    query = select(ConceptPhoto.concept_id, Photo.id, Photo.width, Photo.height).join(Photo)
    query = query.where(ConceptPhoto.group_id == group_id, col(ConceptPhoto.removed_at).is_(None))
    rows = connection.execute(query).all()
    unclear = _doubted_in(connection, group_id, [row.concept_id for row in rows])
    return {row.concept_id: OwnPhoto(row.id, row.width, row.height, row.concept_id in unclear) for row in rows}


def place(
    session: Session, staff: StaffActor, group_id: UUID, concept_id: str, *, saw: UUID | None, photo_id: UUID | None
) -> None:
    """Show this photo beside a concept's pictogram, or none; `Conflict` when a colleague placed another meanwhile."""
    group = access.group_of(session, staff, group_id)
    _check_concept(concept_id)
    if photo_id is not None:
        photo_of_group(session, photo_id, group.id)
    standing = _standing(session, group.id, concept_id)
    stands = standing.photo_id if standing else None
    if stands == photo_id:
        return
    if stands != saw:
        raise Conflict(photo_id=str(stands) if stands else None)
    if standing is not None:
        standing.removed_at = now()
        session.flush()
    if photo_id is not None:
        _put(
            session,
            ConceptPhoto(
                group_id=group.id, concept_id=concept_id, photo_id=photo_id, placed_by_id=staff.staff_member_id
            ),
        )
    note_change(session, group.id)


def may_see_own_photo(session: Session, caregiver: CaregiverActor, photo: Photo) -> bool:
    """Whether a photo stands beside a pictogram in a group this caregiver has a child in now."""
    if not access.may_see_group(session, caregiver, photo.group_id):
        return False
    query = select(ConceptPhoto.id).where(ConceptPhoto.photo_id == photo.id, ConceptPhoto.group_id == photo.group_id)
    return session.exec(query.where(col(ConceptPhoto.removed_at).is_(None))).first() is not None


def note_change(session: Session, *group_ids: UUID) -> None:
    """Let every page of these groups be drawn anew."""
    for group_id in group_ids:
        grown = update(OwnPhotosVersion).where(col(OwnPhotosVersion.group_id) == group_id)
        if session.exec(grown.values(number=OwnPhotosVersion.number + 1)).rowcount == 0:
            session.add(OwnPhotosVersion(group_id=group_id))
    session.flush()


def _doubted_in(connection: Connection, group_id: UUID, concept_ids: list[str]) -> set[str]:
    if not concept_ids:
        return set()
    organisation = select(Site.organisation_id).join(Group).where(Group.id == group_id)
    return doubted(connection, connection.execute(organisation).scalar_one(), concept_ids)


def _check_concept(concept_id: str) -> None:
    concept = catalogue().get(concept_id)
    if concept is None or concept.kind in PICTURED_BY_US:
        raise NotFound


def _standing(session: Session, group_id: UUID, concept_id: str) -> ConceptPhoto | None:
    query = select(ConceptPhoto).where(ConceptPhoto.group_id == group_id, ConceptPhoto.concept_id == concept_id)
    return session.exec(query.where(col(ConceptPhoto.removed_at).is_(None)).with_for_update()).first()


def _put(session: Session, placed: ConceptPhoto) -> None:
    """Add a photo; one that was taken off just now comes back as it was."""
    query = select(ConceptPhoto).where(
        ConceptPhoto.group_id == placed.group_id,
        ConceptPhoto.concept_id == placed.concept_id,
        ConceptPhoto.photo_id == placed.photo_id,
    )
    known = session.exec(query).first()
    if known is None:
        session.add(placed)
    else:
        known.removed_at, known.placed_at, known.placed_by_id = None, placed.placed_at, placed.placed_by_id
    session.flush()
