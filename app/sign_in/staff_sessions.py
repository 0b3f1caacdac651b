"""Staff's sign-in with e-mail and password, and the sessions it opens."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeGuard
from uuid import UUID

from sqlalchemy import ColumnElement, Engine
from sqlmodel import Session, col, select, update

from app.clock import now
from app.database import transaction
from app.errors import DagkaartError, NotFound, Refused
from app.people.actors import StaffActor
from app.people.models import StaffMember
from app.people.service import MAX_EMAIL_LENGTH, MAX_PASSWORD_LENGTH, clean_password
from app.security import hash_password, hash_token, is_password, new_token
from app.sign_in import attempts
from app.sign_in.attempts import Limit
from app.sign_in.cookies import STAFF_SECONDS
from app.sign_in.models import StaffSession

MOST_PER_ACCOUNT = 5
MOST_PER_ADDRESS = 20


def _(msgid: str) -> str:
    return msgid


class WrongPassword(DagkaartError):
    """The two don't belong together; which of them is wrong is told to nobody."""

    status, code, pictogram = 401, "wrong_password", "ui_key"
    message = _("This e-mail address and password do not go together.")


class OwnPasswordNeeded(Refused):
    """The one-time password was right, and now they choose their own."""

    code, pictogram = "own_password_needed", "ui_key"
    message = _("Choose a password of at least 10 characters.")


@dataclass(frozen=True, slots=True)
class SignIn:
    """What the sign-in page sends; `own_password` only after a one-time password."""

    email: str
    password: str
    own_password: str = ""
    browser: str = ""
    replaced_token: str = ""  # of the session this browser had until now


def sign_in(engine: Engine, asked: SignIn, address: str) -> str:
    """Open a session and return its token; no transaction is open while the slow hashing runs."""
    email = asked.email.strip().lower()[:MAX_EMAIL_LENGTH]
    limits = [Limit("account", email, MOST_PER_ACCOUNT), Limit("staff-address", address, MOST_PER_ADDRESS)]
    attempts.begin(engine, limits)
    with transaction(engine) as session:
        member = session.exec(select(StaffMember).where(StaffMember.email == email)).first()
    if not _is_right(member, asked.password):
        raise WrongPassword
    with transaction(engine, is_writing=True) as session:
        attempts.succeed(session, limits)
    own_hash = _own_password_hash(member, asked)
    with transaction(engine, is_writing=True) as session:
        _still_right(session, member)
        if own_hash:
            _set_password(session, member.id, own_hash)
        _end(session, col(StaffSession.token_hash) == hash_token(asked.replaced_token))
        return _open(session, member.id, asked.browser)


def change_password(engine: Engine, staff: StaffActor, *, old: str, new: str) -> str:
    """Set a new password and return this browser's new token; every other session ends."""
    limits = [Limit("account", str(staff.staff_member_id), MOST_PER_ACCOUNT)]
    clean_password(new)
    attempts.begin(engine, limits)
    with transaction(engine) as session:
        member = session.get_one(StaffMember, staff.staff_member_id)
        browser = session.get_one(StaffSession, staff.staff_session_id).browser
    if not _is_right(member, old):
        raise Refused("wrong_password", pictogram="ui_key", message=_("This is not your password."))
    password_hash = hash_password(new)
    with transaction(engine, is_writing=True) as session:
        attempts.succeed(session, limits)
        _still_right(session, member)
        _set_password(session, member.id, password_hash)
        end_sessions(session, member.id)
        return _open(session, member.id, browser)


def sessions_of(session: Session, staff: StaffActor) -> Sequence[StaffSession]:
    """Return where a staff member is signed in, this browser first."""
    query = select(StaffSession).where(
        StaffSession.staff_member_id == staff.staff_member_id,
        col(StaffSession.ended_at).is_(None),
        StaffSession.created_at > now() - timedelta(seconds=STAFF_SECONDS),
    )
    newest_first = session.exec(query.order_by(col(StaffSession.last_seen_at).desc())).all()
    return sorted(newest_first, key=lambda one: one.id != staff.staff_session_id)


def end_session(session: Session, staff: StaffActor, staff_session_id: UUID) -> None:
    """Sign out one of a staff member's own browsers."""
    found = session.get(StaffSession, staff_session_id)
    if found is None or found.staff_member_id != staff.staff_member_id:
        raise NotFound
    _end(session, col(StaffSession.id) == staff_session_id)


def end_sessions(session: Session, staff_member_id: UUID) -> None:
    """Sign a staff member out everywhere."""
    _end(session, col(StaffSession.staff_member_id) == staff_member_id)


def _is_right(member: StaffMember | None, password: str) -> TypeGuard[StaffMember]:
    # A longer password than anybody may have would only buy a stranger processor time.
    fits = is_password(password[:MAX_PASSWORD_LENGTH], member.password_hash if member else None)
    if member is None or member.ended_at is not None:
        return False
    return fits and (member.password_expires_at is None or member.password_expires_at > now())


def _still_right(session: Session, member: StaffMember) -> None:
    # While the hashing ran, somebody may have used the one-time password, given another, or ended the member.
    query = select(StaffMember.id).where(StaffMember.id == member.id, col(StaffMember.ended_at).is_(None))
    same = query.where(StaffMember.password_hash == member.password_hash).with_for_update()
    if session.exec(same).first() is None:
        raise WrongPassword


def _own_password_hash(member: StaffMember, asked: SignIn) -> str:
    if member.password_expires_at is None:
        return ""
    if not asked.own_password:
        raise OwnPasswordNeeded
    if asked.own_password == asked.password:
        raise Refused("same_password", pictogram="ui_key", message=_("Choose another password than this one."))
    return hash_password(clean_password(asked.own_password))


def _set_password(session: Session, staff_member_id: UUID, password_hash: str) -> None:
    changed = update(StaffMember).where(col(StaffMember.id) == staff_member_id)
    session.exec(changed.values(password_hash=password_hash, password_expires_at=None))


def _open(session: Session, staff_member_id: UUID, browser: str) -> str:
    token = new_token()
    opened = StaffSession(staff_member_id=staff_member_id, token_hash=hash_token(token), browser=browser)
    session.add(opened)
    session.flush()
    return token


def _end(session: Session, which: ColumnElement[bool]) -> None:
    session.exec(update(StaffSession).where(which, col(StaffSession.ended_at).is_(None)).values(ended_at=now()))
