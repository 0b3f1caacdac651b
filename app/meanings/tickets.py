"""Tickets: what lets a phone answer the check it was offered, once; signed, kept by nobody, and silent about whose."""

import base64
import hmac
import json
from dataclasses import asdict, dataclass
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, delete

from app.clock import today
from app.config import get_settings
from app.errors import NotFound
from app.meanings.models import UsedTicket
from app.security import hash_code

FORTNIGHT_DAYS = 14
MAX_LENGTH = 2000


@dataclass(frozen=True, slots=True)
class Ticket:
    """A check as it was offered: of which concept, with which choices, and for which numbers the answer counts."""

    key_hash: str
    fortnight: int
    organisation_id: str
    concept_id: str
    language: str
    choices: tuple[str, ...]


def this_fortnight() -> int:
    """Return the number of the present fortnight."""
    return today().toordinal() // FORTNIGHT_DAYS


def key_hash_for(device_id: UUID, fortnight: int) -> str:
    """Return a phone's one key of a fortnight: without the secret key nobody can tell whose it is."""
    return hash_code(f"check:{device_id}:{fortnight}", get_settings().secret_key)


def signed(ticket: Ticket) -> str:
    """Return a ticket as a phone carries it."""
    text = base64.urlsafe_b64encode(json.dumps(asdict(ticket), separators=(",", ":")).encode()).decode()
    return f"{text}.{_signature(text)}"


def opened(carried: str) -> Ticket:
    """Return a ticket of ours that is still valid; `NotFound` for anything else."""
    text, _, signature = carried[:MAX_LENGTH].partition(".")
    if not hmac.compare_digest(signature.encode(errors="replace"), _signature(text).encode()):
        raise NotFound
    fields = json.loads(base64.urlsafe_b64decode(text))
    ticket = Ticket(**{**fields, "choices": tuple(fields["choices"])})
    if ticket.fortnight < this_fortnight() - 1:
        raise NotFound
    return ticket


def is_used(session: Session, key_hash: str) -> bool:
    """Whether a phone's ticket of a fortnight was used."""
    return session.get(UsedTicket, key_hash) is not None


def use(session: Session, ticket: Ticket) -> None:
    """Use a ticket, or refuse it: `NotFound` the second time."""
    session.exec(delete(UsedTicket).where(col(UsedTicket.fortnight) < this_fortnight() - 1))
    try:
        with session.begin_nested():  # both of two at the same moment could find nothing, so the database decides
            session.add(UsedTicket(key_hash=ticket.key_hash, fortnight=ticket.fortnight))
    except IntegrityError as error:
        raise NotFound from error


def _signature(text: str) -> str:
    return hash_code(f"check-ticket:{text}", get_settings().secret_key)
