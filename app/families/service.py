"""Children and caregivers of a group: added, changed, ended and brought back by the staff of that group."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from app.clock import today
from app.errors import Conflict, NotFound, Refused
from app.language.languages import is_language
from app.media.models import Photo
from app.media.service import photo_of_group
from app.people import access
from app.people.actors import CaregiverActor, StaffActor
from app.people.models import Caregiver, CaregiverAccess, Child, Group, Reading
from app.people.wording import clean_name
from app.pictograms.catalogue import is_avatar
from app.sign_in import cards
from app.sign_in.cards import IssuedCard

MAX_LANGUAGES = 3


def _(msgid: str) -> str:
    return msgid


class SentBefore(Conflict):
    """This form was sent before, and what it asked for is done."""

    code = "sent_before"


@dataclass(frozen=True, slots=True)
class Adult:
    """What staff fill in about a caregiver; languages in the order of preference."""

    name: str
    languages: Sequence[str]
    reading: Reading


def add_child(session: Session, staff: StaffActor, group_id: UUID, child_id: UUID, name: str, avatar: str) -> Child:
    """Add a child to a group; the id is made by the page, so that a form sent twice adds one child."""
    group = access.group_of(session, staff, group_id)
    child = Child(id=child_id, group_id=group.id, given_name=clean_name(name), avatar=_known_avatar(avatar))
    _add_once(session, child)
    return child


def change_child(
    session: Session, staff: StaffActor, child_id: UUID, *, name: str, avatar: str, photo_id: UUID | None
) -> Child:
    """Change what a child is called and shown by; without a photo it is the picture."""
    child = access.child_of(session, staff, child_id)
    child.given_name, child.avatar = clean_name(name), _known_avatar(avatar)
    child.photo_id = photo_of_group(session, photo_id, child.group_id).id if photo_id else None
    session.flush()
    return child


def leave(session: Session, staff: StaffActor, child_id: UUID) -> Child:
    """Let a child leave today; from this moment its caregivers see nothing of it."""
    child = access.child_of(session, staff, child_id)
    child.left_on = today()
    session.flush()
    return child


def come_back(session: Session, staff: StaffActor, group_id: UUID, child_id: UUID) -> Child:
    """Undo a leaving of today: the caregivers' phones work as before."""
    for child in access.children_who_left(session, staff, group_id):
        if child.id == child_id:
            child.left_on = None
            session.flush()
            return child
    raise NotFound


def add_caregiver(
    session: Session, staff: StaffActor, child_id: UUID, caregiver_id: UUID, adult: Adult, card_id: UUID
) -> IssuedCard | None:
    """Add a caregiver to a child and give them a card; None if this form was sent before."""
    child = access.child_of(session, staff, child_id)
    caregiver = Caregiver(id=caregiver_id, site_id=_site_of(session, child), name="", languages=[])
    _fill_in(caregiver, adult)
    _add_once(session, caregiver)
    _give_access(session, child, caregiver)
    return cards.issue(session, staff, caregiver, card_id)


def share_with(session: Session, staff: StaffActor, child_id: UUID, caregiver_id: UUID) -> None:
    """Let a caregiver of another child here see this child too, such as a brother's mother."""
    child = access.child_of(session, staff, child_id)
    caregiver = access.caregiver_of(session, staff, caregiver_id)
    if caregiver.site_id != _site_of(session, child):
        raise NotFound
    _give_access(session, child, caregiver)


def change_caregiver(session: Session, staff: StaffActor, caregiver_id: UUID, adult: Adult) -> Caregiver:
    """Change what staff know about a caregiver; the language chosen on a phone stays the family's own choice."""
    caregiver = access.caregiver_of(session, staff, caregiver_id)
    _fill_in(caregiver, adult)
    session.flush()
    return caregiver


def issue_card(session: Session, staff: StaffActor, caregiver_id: UUID, card_id: UUID) -> IssuedCard | None:
    """Give a caregiver a new card; None if this form was sent before."""
    return cards.issue(session, staff, access.caregiver_of(session, staff, caregiver_id), card_id)


def stands_for_own_child(session: Session, caregiver: CaregiverActor, photo: Photo) -> bool:
    """Whether a photo stands for a child this caregiver may see."""
    return any(child.photo_id == photo.id for child in access.children_of(session, caregiver))


def _fill_in(caregiver: Caregiver, adult: Adult) -> None:
    caregiver.name = clean_name(adult.name)
    caregiver.languages = _known_languages(adult.languages)
    caregiver.reading = adult.reading


def _known_languages(tags: Sequence[str]) -> list[str]:
    known = [tag for tag in dict.fromkeys(tags) if is_language(tag)]
    if not known:
        raise Refused("language_missing", pictogram="ui_language", message=_("Choose a language."))
    return known[:MAX_LANGUAGES]


def _known_avatar(avatar: str) -> str:
    if not is_avatar(avatar):
        raise Refused("avatar_missing", pictogram="ui_pictures", message=_("Choose a picture."))
    return avatar


def _give_access(session: Session, child: Child, caregiver: Caregiver) -> None:
    query = select(CaregiverAccess).where(
        CaregiverAccess.child_id == child.id, CaregiverAccess.caregiver_id == caregiver.id
    )
    found = session.exec(query).first()
    if found is None:
        session.add(CaregiverAccess(child_id=child.id, caregiver_id=caregiver.id))
    else:
        found.ended_at = None
    session.flush()


def _site_of(session: Session, child: Child) -> UUID:
    return session.get_one(Group, child.group_id).site_id


def _add_once(session: Session, row: Child | Caregiver) -> None:
    try:
        with session.begin_nested():  # both of two at the same moment could find nothing, so the database decides
            session.add(row)
    except IntegrityError as error:
        raise SentBefore from error
