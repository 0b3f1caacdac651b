"""Staff members and their roles: who may be invited, changed and ended by whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlmodel import Session, col, delete, or_, select

from app.clock import now
from app.errors import NotFound, Refused
from app.people import access
from app.people.actors import StaffActor
from app.people.models import Group, Role, StaffMember, StaffRole
from app.people.service import (
    clean_email,
    create_staff_member,
    new_one_time_password,
    one_time_password_expires_at,
)
from app.people.wording import clean_name
from app.security import hash_password
from app.sign_in.staff_sessions import end_sessions

UNDO_FOR = timedelta(minutes=15)


def _(msgid: str) -> str:
    return msgid


@dataclass(frozen=True, slots=True)
class RoleChoice:
    """A role to give: of a group, of a site, or of the whole organisation when it names neither."""

    group_id: UUID | None = None
    site_id: UUID | None = None

    def given_to(self, member: StaffMember) -> StaffRole:
        """Return the role as a staff member holds it."""
        role = Role.STAFF if self.group_id else Role.COORDINATOR if self.site_id else Role.ADMINISTRATOR
        return StaffRole(staff_member_id=member.id, role=role, group_id=self.group_id, site_id=self.site_id)


@dataclass(frozen=True, slots=True)
class Colleague:
    """A staff member with what they may see."""

    member: StaffMember
    roles: list[StaffRole]


def invite(
    session: Session, staff: StaffActor, *, email: str, name: str, roles: Sequence[RoleChoice]
) -> tuple[StaffMember, str]:
    """Add a staff member and return the one-time password; somebody who left comes back as the same person."""
    password = new_one_time_password()
    former = session.exec(select(StaffMember).where(StaffMember.email == clean_email(email))).first()
    if former and former.ended_at and former.organisation_id == staff.organisation_id:
        former.name, former.ended_at = clean_name(name), None
        _set_one_time_password(former, password)
        member = former
    else:
        member = create_staff_member(session, staff.organisation_id, email=email, name=name, password=password)
    _replace_roles(session, staff, member, roles)
    return member, password


def change_roles(session: Session, staff: StaffActor, staff_member_id: UUID, roles: Sequence[RoleChoice]) -> None:
    """Give a staff member these roles instead of the ones they have."""
    member = _other_member(session, staff, staff_member_id)
    _replace_roles(session, staff, member, roles)


def give_one_time_password(session: Session, staff: StaffActor, staff_member_id: UUID) -> tuple[StaffMember, str]:
    """Let a staff member who forgot the password in again; until then they are signed out everywhere."""
    member, password = _other_member(session, staff, staff_member_id), new_one_time_password()
    _set_one_time_password(member, password)
    end_sessions(session, member.id)
    return member, password


def end_member(session: Session, staff: StaffActor, staff_member_id: UUID) -> None:
    """Let a staff member in no more, from this moment."""
    member = _other_member(session, staff, staff_member_id)
    member.ended_at = now()
    end_sessions(session, member.id)


def undo_end_member(session: Session, staff: StaffActor, staff_member_id: UUID) -> None:
    """Let a staff member in again who was ended just now; their password still fits."""
    member = manageable(session, staff, staff_member_id)
    if member.ended_at is None or member.ended_at <= now() - UNDO_FOR:
        raise NotFound
    member.ended_at = None


def colleagues(session: Session, staff: StaffActor) -> list[Colleague]:
    """Return the staff members this coordinator or administrator may change, by name, with those ended just now."""
    present = or_(col(StaffMember.ended_at).is_(None), col(StaffMember.ended_at) > now() - UNDO_FOR)
    query = select(StaffMember).where(StaffMember.organisation_id == staff.organisation_id, present)
    members, reach = session.exec(query.order_by(col(StaffMember.name))).all(), _Reach(session, staff)
    roles = _roles_of(session, [member.id for member in members])
    return [Colleague(member, roles[member.id]) for member in members if reach.covers(roles[member.id])]


def manageable(session: Session, staff: StaffActor, staff_member_id: UUID) -> StaffMember:
    """Return a staff member whose every role lies within what this coordinator or administrator looks after.

    A wider one may not be touched: a new password would be a way to become them.
    """
    member = session.get(StaffMember, staff_member_id)
    if member is None or member.organisation_id != staff.organisation_id:
        raise NotFound
    if not _Reach(session, staff).covers(_roles_of(session, [member.id])[member.id]):
        raise NotFound
    return member


class _Reach:
    """What a coordinator or administrator looks after."""

    def __init__(self, session: Session, staff: StaffActor) -> None:
        self.is_everything = staff.is_administrator
        self.site_ids = {site.id for site in access.sites_of(session, staff)}
        self.group_ids = set(session.exec(select(Group.id).where(col(Group.site_id).in_(self.site_ids))))

    def covers(self, roles: Sequence[StaffRole]) -> bool:
        return self.is_everything or (bool(roles) and self.holds(roles))

    def holds(self, roles: Sequence[StaffRole]) -> bool:
        return all(self._holds(role) for role in roles)

    def _holds(self, role: StaffRole) -> bool:
        if role.role == Role.ADMINISTRATOR:
            return self.is_everything
        return role.group_id in self.group_ids or role.site_id in self.site_ids


def _other_member(session: Session, staff: StaffActor, staff_member_id: UUID) -> StaffMember:
    # Nobody ends or demotes themselves, so somebody who can let the others in always stays.
    if staff_member_id == staff.staff_member_id:
        raise Refused("yourself", pictogram="ui_person", message=_("You cannot do this to yourself."))
    member = manageable(session, staff, staff_member_id)
    if member.ended_at is not None:
        raise NotFound
    return member


def _replace_roles(session: Session, staff: StaffActor, member: StaffMember, choices: Sequence[RoleChoice]) -> None:
    roles = [choice.given_to(member) for choice in dict.fromkeys(choices)]
    if not roles:
        raise Refused("role_missing", pictogram="ui_group", message=_("Choose at least one group or role."))
    if not _Reach(session, staff).holds(roles):
        raise NotFound
    session.exec(delete(StaffRole).where(col(StaffRole.staff_member_id) == member.id))
    session.add_all(roles)
    session.flush()


def _roles_of(session: Session, staff_member_ids: Sequence[UUID]) -> dict[UUID, list[StaffRole]]:
    roles: dict[UUID, list[StaffRole]] = {staff_member_id: [] for staff_member_id in staff_member_ids}
    for role in session.exec(select(StaffRole).where(col(StaffRole.staff_member_id).in_(staff_member_ids))):
        roles[role.staff_member_id].append(role)
    return roles


def _set_one_time_password(member: StaffMember, password: str) -> None:
    member.password_hash = hash_password(password)
    member.password_expires_at = one_time_password_expires_at()
