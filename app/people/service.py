"""What the command line and the organisation's page make: organisations, sites, groups and staff members."""

from datetime import datetime, time, timedelta
from typing import TypeVar
from uuid import UUID

from sqlmodel import Session, select

from app.clock import now
from app.errors import Refused
from app.people.models import Group, Organisation, Role, Site, StaffMember, StaffRole
from app.people.wording import clean_name
from app.security import MIN_PASSWORD_LENGTH, hash_password, new_code

MAX_EMAIL_LENGTH = 254  # RFC 5321
MAX_PASSWORD_LENGTH = 200
ONE_TIME_PASSWORD_LASTS = timedelta(days=7)

Row = TypeVar("Row")


def _(msgid: str) -> str:
    return msgid


def create_organisation(session: Session, name: str) -> Organisation:
    """Add an organisation."""
    return _added(session, Organisation(name=clean_name(name)))


def create_site(session: Session, organisation: Organisation, name: str) -> Site:
    """Add a site to an organisation."""
    return _added(session, Site(organisation_id=organisation.id, name=clean_name(name)))


def create_group(session: Session, site: Site, name: str, *, avatar: str, pick_up_at: time) -> Group:
    """Add a group to a site; `pick_up_at` is Amsterdam time."""
    group = Group(site_id=site.id, name=clean_name(name), avatar=avatar, pick_up_at=pick_up_at)
    return _added(session, group)


def create_administrator(
    session: Session, organisation: Organisation, *, email: str, name: str, password: str
) -> StaffMember:
    """Add an administrator with a password they chose themselves."""
    member = create_staff_member(session, organisation.id, email=email, name=name, password=password)
    member.password_expires_at = None
    _added(session, StaffRole(staff_member_id=member.id, role=Role.ADMINISTRATOR))
    return member


def create_staff_member(
    session: Session, organisation_id: UUID, *, email: str, name: str, password: str
) -> StaffMember:
    """Add a staff member whose password is replaced at the first sign-in; they may see nothing until given a role."""
    member = StaffMember(
        organisation_id=organisation_id,
        email=_free_email(session, email),
        name=clean_name(name),
        password_hash=hash_password(clean_password(password)),
        password_expires_at=one_time_password_expires_at(),
    )
    return _added(session, member)


def clean_email(text: str) -> str:
    """Return an e-mail address as it is kept: in small letters. Whether it works is found out by using it."""
    email = text.strip().lower()
    name, at, domain = email.partition("@")
    is_address = bool(name and at and "." in domain.strip(".")) and email.isprintable() and " " not in email
    if not is_address or len(email) > MAX_EMAIL_LENGTH or "@" in domain:
        raise Refused("wrong_email", pictogram="ui_edit", message=_("This is not an e-mail address."))
    return email


def clean_password(password: str) -> str:
    """Return a password that is long enough; length is all that is asked (NIST SP 800-63B)."""
    if len(password) < MIN_PASSWORD_LENGTH:
        raise Refused("short_password", pictogram="ui_key", message=_("Choose a password of at least 10 characters."))
    if len(password) > MAX_PASSWORD_LENGTH:
        raise Refused("long_password", pictogram="ui_too_large", message=_("This password is too long."))
    return password


def new_one_time_password() -> str:
    """Return a password that is easy to read out: twelve digits in groups of four, good for one sign-in."""
    digits = new_code() + new_code()[:4]
    return "-".join(digits[place : place + 4] for place in (0, 4, 8))


def one_time_password_expires_at() -> datetime:
    """Return until when a one-time password given now can be used."""
    return now() + ONE_TIME_PASSWORD_LASTS


def _free_email(session: Session, text: str) -> str:
    email = clean_email(text)
    if session.exec(select(StaffMember.id).where(StaffMember.email == email)).first() is not None:
        raise Refused("email_in_use", pictogram="ui_person", message=_("Somebody already uses this e-mail address."))
    return email


def _added(session: Session, row: Row) -> Row:
    session.add(row)
    session.flush()
    return row
