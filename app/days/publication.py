"""Publishing a card: parents see the newest publication, whole, and never a card that is being changed."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, delete, select

from app.days.card import OpenCard, card_to_change
from app.days.models import DayCard, Moment, Publication, PublishedPhoto, State
from app.errors import Conflict, Refused
from app.media.models import Photo
from app.notifications.digest import note_publication
from app.people import access
from app.people.actors import CaregiverActor, StaffActor


def _(msgid: str) -> str:
    return msgid


def publish(session: Session, staff: StaffActor, group_id: UUID, day: date, publication_id: UUID) -> Publication:
    """Show the card as it stands to parents; sent twice, or with nothing changed since, it is the same publication."""
    opened = card_to_change(session, staff, group_id, day)
    known = session.get(Publication, publication_id) or _unchanged(session, opened)
    if known is not None:
        if known.card_id != opened.card.id:
            raise Conflict
        return known
    if not opened.moments:
        raise Refused("empty_card", message=_("There is nothing on this card yet. Add a moment first."))
    shown = [moment for moment in opened.moments if moment.state != State.SKIPPED]
    published = Publication(
        id=publication_id,
        card_id=opened.card.id,
        version=opened.card.version,
        staff_member_id=staff.staff_member_id,
        moments=_shown(session, shown),
    )
    session.add(published)
    _replace_photos(session, opened.card, shown)
    opened.card.published_version = opened.card.version
    session.flush()
    note_publication(session, opened.card.group_id, day)
    return published


def may_see_photo(session: Session, caregiver: CaregiverActor, photo: Photo) -> bool:
    """Whether a photo stands in what parents see now, on a card of a group this caregiver has a child in."""
    if not access.may_see_group(session, caregiver, photo.group_id):
        return False
    return session.exec(select(PublishedPhoto).where(PublishedPhoto.photo_id == photo.id)).first() is not None


def _unchanged(session: Session, opened: OpenCard) -> Publication | None:
    if opened.has_unpublished_changes:
        return None
    query = select(Publication).where(Publication.card_id == opened.card.id)
    return session.exec(query.order_by(col(Publication.version).desc()).limit(1)).first()


def _replace_photos(session: Session, card: DayCard, moments: list[Moment]) -> None:
    session.exec(delete(PublishedPhoto).where(col(PublishedPhoto.card_id) == card.id))
    photo_ids = {moment.photo_id for moment in moments if moment.photo_id}
    session.add_all(PublishedPhoto(photo_id=photo_id, card_id=card.id) for photo_id in photo_ids)


def _shown(session: Session, moments: list[Moment]) -> list[dict[str, Any]]:
    photo_ids = [moment.photo_id for moment in moments if moment.photo_id]
    photos = {photo.id: photo for photo in session.exec(select(Photo).where(col(Photo.id).in_(photo_ids)))}
    return [_as_seen(moment, photos.get(moment.photo_id) if moment.photo_id else None) for moment in moments]


def _as_seen(moment: Moment, photo: Photo | None) -> dict[str, Any]:
    seen: dict[str, Any] = {
        "id": str(moment.id),
        "concept_id": moment.concept_id,
        "starts_at": moment.starts_at.strftime("%H:%M") if moment.starts_at else None,
        "state": str(moment.state),
        "badges": list(moment.badges),
        "note": moment.note,
        "photo": None,
    }
    if photo is not None:
        seen["photo"] = {
            "id": str(photo.id),
            "width": photo.width,
            "height": photo.height,
            "placeholder": photo.placeholder,
        }
    return seen
