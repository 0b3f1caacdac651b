"""Redeeming a sign-in card: exactly one phone wins, and a phone belongs to one caregiver at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, Engine
from sqlmodel import Session, col, select, update

from app.clock import now
from app.database import transaction
from app.errors import Expired
from app.language.languages import is_language
from app.people import access
from app.people.models import Caregiver
from app.security import hash_token, new_token
from app.sign_in import attempts
from app.sign_in.attempts import Limit
from app.sign_in.cards import hash_of_code, is_open
from app.sign_in.ending import end_devices
from app.sign_in.models import Device, SignInCard

MOST_PER_ADDRESS = 20
# Of eight digits with a hundred open cards, a guesser at this pace hits one in about a year. A QR has no such limit.
MOST_CODES_EVERYWHERE = 30
# A phone that lost the connection while the answer was under way asks again, with the same device id.
REPEATED_WITHIN = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Redemption:
    """What a phone sends: the token of the QR or the typed code, and an id it made for itself."""

    device_id: UUID
    token: str = ""
    code: str = ""
    language: str = ""
    replaced_token: str = ""  # of the device this phone was until now

    @property
    def is_named_by(self) -> ColumnElement[bool]:
        """Return the condition that finds the card."""
        if self.token:
            return col(SignInCard.token_hash) == hash_token(self.token)
        return col(SignInCard.code_hash) == hash_of_code(self.code)


def redeem(engine: Engine, redemption: Redemption, address: str) -> str:
    """Bind a device and return its token; an unknown, used, old or revoked card is `Expired`, all the same."""
    limits = _limits(redemption, address)
    attempts.begin(engine, limits)
    with transaction(engine, is_writing=True) as session:
        token = _bind(session, redemption)
        attempts.succeed(session, limits)
    return token


def _limits(redemption: Redemption, address: str) -> Sequence[Limit]:
    by_address = Limit("card-address", address, MOST_PER_ADDRESS)
    return [by_address] if redemption.token else [by_address, Limit("code", "", MOST_CODES_EVERYWHERE)]


def _bind(session: Session, redemption: Redemption) -> str:
    moment, token = now(), new_token()
    # The condition stands in the UPDATE itself: of two phones at the same moment the database lets one win.
    using = update(SignInCard).where(redemption.is_named_by, *is_open()).values(redeemed_at=moment)
    if session.exec(using).rowcount != 1:
        return _bind_again(session, redemption, token)
    caregiver = _caregiver_of(session, redemption)
    if session.get(Device, redemption.device_id) is not None:
        raise Expired  # an id belongs to one card; a client that makes ids twice gets no second device
    _end_replaced(session, redemption)
    language = redemption.language if is_language(redemption.language) else caregiver.languages[0]
    session.add(
        Device(
            id=redemption.device_id,
            caregiver_id=caregiver.id,
            token_hash=hash_token(token),
            language=language,
            created_at=moment,
        )
    )
    return token


def _bind_again(session: Session, redemption: Redemption, token: str) -> str:
    query = (
        select(Device)
        .join(SignInCard, col(SignInCard.caregiver_id) == Device.caregiver_id)
        .where(redemption.is_named_by, Device.id == redemption.device_id, col(Device.ended_at).is_(None))
        .where(Device.created_at == SignInCard.redeemed_at, Device.created_at > now() - REPEATED_WITHIN)
    )
    device = session.exec(query).first()
    if device is None or not access.has_access(session, device.caregiver_id):
        raise Expired
    device.token_hash = hash_token(token)
    session.add(device)
    return token


def _caregiver_of(session: Session, redemption: Redemption) -> Caregiver:
    query = select(Caregiver).join(SignInCard, col(SignInCard.caregiver_id) == Caregiver.id)
    caregiver = session.exec(query.where(redemption.is_named_by)).one()
    if not access.has_access(session, caregiver.id):
        raise Expired
    return caregiver


def _end_replaced(session: Session, redemption: Redemption) -> None:
    if redemption.replaced_token:
        query = select(Device).where(Device.token_hash == hash_token(redemption.replaced_token))
        end_devices(session, session.exec(query.where(col(Device.ended_at).is_(None))))
