"""How often somebody may guess: every try is counted before it is looked at, and taken back when it was right."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import IPv6Address, ip_address

from fastapi import Request
from sqlalchemy import Engine, func
from sqlmodel import Session, col, delete, select

from app.clock import now
from app.config import get_settings
from app.database import transaction
from app.errors import TooMany
from app.security import hash_code
from app.sign_in.models import FailedAttempt

WINDOW = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` failures in 15 minutes for one source; `source` is an account or an address, or says neither."""

    kind: str
    source: str
    most: int

    @property
    def key_hash(self) -> str:
        """Return what is kept: a keyed hash, so that the table names nobody."""
        return hash_code(f"{self.kind}:{self.source}", get_settings().secret_key)


def begin(engine: Engine, limits: Iterable[Limit]) -> None:
    """Count a try against each limit, or refuse it; committed at once, so that tries at the same moment add up."""
    keys = {limit.key_hash: limit.most for limit in limits}
    with transaction(engine, is_writing=True) as session:
        session.exec(delete(FailedAttempt).where(col(FailedAttempt.failed_at) < now() - WINDOW))
        counts = _counts(session, keys)
        is_over = any(counts.get(key, 0) >= most for key, most in keys.items())
        if not is_over:
            session.add_all(FailedAttempt(key_hash=key) for key in keys)
    if is_over:
        raise TooMany(retry_after_seconds=int(WINDOW.total_seconds()))


def succeed(session: Session, limits: Iterable[Limit]) -> None:
    """Take back the try that was right; an account's own wrong ones go with it, those of its address stay."""
    for limit in limits:
        of_key = select(FailedAttempt.id).where(FailedAttempt.key_hash == limit.key_hash)
        if limit.kind != "account":
            of_key = of_key.order_by(col(FailedAttempt.failed_at).desc()).limit(1)
        session.exec(delete(FailedAttempt).where(col(FailedAttempt.id).in_(session.exec(of_key).all())))


def address_of(request: Request) -> str:
    """Return where a request comes from; of an IPv6 address the /64, since one line has 2^64 of them."""
    host = request.client.host if request.client else ""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    if isinstance(address, IPv6Address):
        return str(address.ipv4_mapped or (int(address) >> 64))
    return host


def _counts(session: Session, keys: Iterable[str]) -> dict[str, int]:
    query = select(FailedAttempt.key_hash, func.count()).where(col(FailedAttempt.key_hash).in_(list(keys)))
    return dict(session.exec(query.group_by(col(FailedAttempt.key_hash))).all())
