"""Sign-in cards: given to a family by staff, redeemed once, on one phone."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select, update

from app.clock import now
from app.config import get_settings
from app.errors import NotFound
from app.people import access
from app.people.actors import StaffActor
from app.people.models import Caregiver
from app.security import CODE_DIGITS, hash_code, hash_token, new_code, new_token
from app.sign_in.models import SignInCard


@dataclass(frozen=True, slots=True)
class IssuedCard:
    """A card at the one moment its secrets are known."""

    card: SignInCard
    token: str
    code: str

    @property
    def grouped_code(self) -> list[str]:
        """Return the digits in groups of four, as people read them out."""
        return [self.code[place : place + 4] for place in range(0, CODE_DIGITS, 4)]


def issue(session: Session, staff: StaffActor, caregiver: Caregiver, card_id: UUID) -> IssuedCard | None:
    """Give a caregiver a new card and revoke the older open ones; None if this card was issued before."""
    if session.get(SignInCard, card_id) is not None:
        return None
    revoke_open_cards(session, caregiver.id)
    token, code = new_token(), _free_code(session)
    card = SignInCard(
        id=card_id,
        caregiver_id=caregiver.id,
        token_hash=hash_token(token),
        code_hash=hash_of_code(code),
        staff_member_id=staff.staff_member_id,
        expires_at=now() + timedelta(days=get_settings().sign_in_card_days),
    )
    session.add(card)
    session.flush()
    return IssuedCard(card, token, code)


def revoke(session: Session, staff: StaffActor, card_id: UUID) -> SignInCard:
    """Make a card useless; the staff member must be one who could have issued it. A used card stays as it is."""
    card = session.get(SignInCard, card_id)
    if card is None:
        raise NotFound
    access.caregiver_of(session, staff, card.caregiver_id)
    revoke_open_cards(session, card.caregiver_id)
    return card


def revoke_open_cards(session: Session, caregiver_id: UUID) -> None:
    """Make every open card of a caregiver useless."""
    query = update(SignInCard).where(col(SignInCard.caregiver_id) == caregiver_id, *is_open())
    session.exec(query.values(revoked_at=now()))


def open_cards(session: Session, caregiver_ids: list[UUID]) -> dict[UUID, SignInCard]:
    """Return the open card of each caregiver who has one."""
    query = select(SignInCard).where(col(SignInCard.caregiver_id).in_(caregiver_ids), *is_open())
    return {card.caregiver_id: card for card in session.exec(query.order_by(col(SignInCard.issued_at)))}


def is_open() -> list[ColumnElement[bool]]:
    """Return what makes a card one that can still be redeemed."""
    return [
        col(SignInCard.redeemed_at).is_(None),
        col(SignInCard.revoked_at).is_(None),
        col(SignInCard.expires_at) > now(),
    ]


def hash_of_code(code: str) -> str:
    """Return a typed code as it is kept."""
    return hash_code(code, get_settings().secret_key)


def _free_code(session: Session) -> str:
    while True:
        code = new_code()
        if session.exec(select(SignInCard.id).where(SignInCard.code_hash == hash_of_code(code))).first() is None:
            return code
