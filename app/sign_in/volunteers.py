"""Volunteers: people of the community with a card for one phone, on which they record words and see no child."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import Engine
from sqlmodel import Session, col, select, update

from app.clock import now
from app.config import get_settings
from app.database import transaction
from app.errors import Expired, NotFound, Refused
from app.language.languages import is_language
from app.people.actors import StaffActor, VolunteerActor
from app.people.wording import clean_name
from app.security import hash_token, new_token
from app.sign_in import attempts
from app.sign_in.attempts import Limit
from app.sign_in.models import Volunteer

MOST_PER_ADDRESS = 20
# A phone that lost the connection while the answer was under way asks again, with the same device id.
REPEATED_WITHIN = timedelta(minutes=10)


def _(msgid: str) -> str:
    return msgid


@dataclass(frozen=True, slots=True)
class IssuedVolunteerCard:
    """A volunteer's card at the one moment its secret is known."""

    volunteer: Volunteer
    token: str

    @property
    def url(self) -> str:
        """Return what the QR says; the token stands behind the #, which a browser sends to no server."""
        return f"{get_settings().public_url}/studio/join#{self.token}"


def issue(session: Session, staff: StaffActor, volunteer_id: UUID, name: str, language: str) -> IssuedVolunteerCard:
    """Give a volunteer a card; asked again it is a new one, and the older card and the phone it bound are ended."""
    if not is_language(language):
        raise Refused("unknown_language", pictogram="ui_language", message=_("Choose a language."))
    volunteer = session.get(Volunteer, volunteer_id)
    if volunteer is not None and volunteer.organisation_id != staff.organisation_id:
        raise NotFound
    token = new_token()
    volunteer = volunteer or _new(staff, volunteer_id)
    volunteer.staff_member_id, volunteer.name, volunteer.language = staff.staff_member_id, clean_name(name), language
    volunteer.card_hash, volunteer.issued_at = hash_token(token), now()
    volunteer.expires_at = now() + timedelta(days=get_settings().sign_in_card_days)
    volunteer.redeemed_at = volunteer.device_id = volunteer.token_hash = volunteer.ended_at = None
    session.add(volunteer)
    session.flush()
    return IssuedVolunteerCard(volunteer, token)


def volunteers_of(session: Session, staff: StaffActor) -> Sequence[Volunteer]:
    """Return the volunteers of a staff member's organisation, by name."""
    query = select(Volunteer).where(Volunteer.organisation_id == staff.organisation_id)
    return session.exec(query.where(col(Volunteer.ended_at).is_(None)).order_by(Volunteer.name)).all()


def end_by_staff(session: Session, staff: StaffActor, volunteer_id: UUID) -> None:
    """End a volunteer's card and phone; what they recorded stays until they or staff delete it."""
    volunteer = session.get(Volunteer, volunteer_id)
    if volunteer is None or volunteer.organisation_id != staff.organisation_id:
        raise NotFound
    volunteer.ended_at = volunteer.ended_at or now()


def sign_out(session: Session, actor: VolunteerActor) -> None:
    """Sign a volunteer's phone out; a new card of the staff brings them back."""
    session.get_one(Volunteer, actor.volunteer_id).token_hash = None


def redeem(engine: Engine, token: str, device_id: UUID, address: str) -> str:
    """Bind a phone and return its token; an unknown, used, old or ended card is `Expired`, all the same."""
    limits = [Limit("volunteer-card-address", address, MOST_PER_ADDRESS)]
    attempts.begin(engine, limits)
    with transaction(engine, is_writing=True) as session:
        phone_token = _bind(session, hash_token(token), device_id)
        attempts.succeed(session, limits)
    return phone_token


def volunteer_with(session: Session, token: str) -> VolunteerActor | None:
    """Return the volunteer whose phone has this token."""
    query = select(Volunteer).where(Volunteer.token_hash == hash_token(token), col(Volunteer.ended_at).is_(None))
    found = session.exec(query).first()
    return VolunteerActor(found.id, found.organisation_id, found.language) if found else None


def _bind(session: Session, card_hash: str, device_id: UUID) -> str:
    moment, token = now(), new_token()
    of_card = (col(Volunteer.card_hash) == card_hash, col(Volunteer.ended_at).is_(None))
    bound = {"redeemed_at": moment, "device_id": device_id, "token_hash": hash_token(token)}
    # The condition stands in the UPDATE itself: of two phones at the same moment the database lets one win.
    using = update(Volunteer).where(*of_card, col(Volunteer.redeemed_at).is_(None), col(Volunteer.expires_at) > moment)
    if session.exec(using.values(**bound)).rowcount == 1:
        return token
    again = update(Volunteer).where(*of_card, col(Volunteer.device_id) == device_id)
    again = again.where(col(Volunteer.redeemed_at) > moment - REPEATED_WITHIN, col(Volunteer.token_hash).is_not(None))
    if session.exec(again.values(token_hash=hash_token(token))).rowcount == 1:
        return token
    raise Expired


def _new(staff: StaffActor, volunteer_id: UUID) -> Volunteer:
    return Volunteer(
        id=volunteer_id,
        organisation_id=staff.organisation_id,
        staff_member_id=staff.staff_member_id,
        name="",
        language="",
        card_hash="",
        expires_at=now(),
    )
