"""The only door to children's rows: every read says for whom, and "not yours" is "not there"."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Date, Select, and_, bindparam, exists, false, or_
from sqlalchemy.orm import Mapped
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from app.clock import now, today
from app.database import UtcDateTime
from app.errors import NotFound
from app.people.actors import CaregiverActor, StaffActor
from app.people.models import Caregiver, CaregiverAccess, Child, Group, Role, Site, StaffMember, StaffRole

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Recipient:
    """A caregiver who may be told about a group's day."""

    caregiver_id: UUID
    language: str


def groups_of(session: Session, staff: StaffActor) -> Sequence[Group]:
    """Return the groups this staff member works for, by name."""
    return session.exec(select(Group).join(Site).where(_is_staffed_by(staff)).order_by(col(Group.name))).all()


def group_of(session: Session, staff: StaffActor, group_id: UUID) -> Group:
    """Return a group this staff member works for."""
    group = session.exec(select(Group).join(Site).where(Group.id == group_id, _is_staffed_by(staff))).first()
    return _found(group)


def sites_of(session: Session, staff: StaffActor) -> Sequence[Site]:
    """Return the sites a coordinator or administrator looks after, by name."""
    return session.exec(select(Site).where(_is_managed_by(staff)).order_by(col(Site.name))).all()


def site_of(session: Session, staff: StaffActor, site_id: UUID) -> Site:
    """Return a site a coordinator or administrator looks after."""
    return _found(session.exec(select(Site).where(Site.id == site_id, _is_managed_by(staff))).first())


def colleagues_of(session: Session, staff: StaffActor, site: Site) -> Sequence[StaffMember]:
    """Return the staff members with a role at a site that this coordinator or administrator looks after."""
    site_of(session, staff, site.id)
    groups = select(col(Group.id)).where(Group.site_id == site.id)
    at_site = or_(col(StaffRole.site_id) == site.id, col(StaffRole.group_id).in_(groups))
    members = select(col(StaffRole.staff_member_id)).where(at_site)
    query = select(StaffMember).where(col(StaffMember.id).in_(members), col(StaffMember.ended_at).is_(None))
    return session.exec(query.order_by(col(StaffMember.name))).all()


def children_in(session: Session, staff: StaffActor, group_id: UUID) -> Sequence[Child]:
    """Return the present children of a group this staff member works for, by name."""
    group = group_of(session, staff, group_id)
    query = select(Child).where(Child.group_id == group.id, _is_present()).order_by(col(Child.given_name))
    return session.exec(query).all()


def child_of(session: Session, staff: StaffActor, child_id: UUID) -> Child:
    """Return a present child of a group this staff member works for."""
    query = select(Child).join(Group).join(Site).where(Child.id == child_id, _is_present(), _is_staffed_by(staff))
    return _found(session.exec(query).first())


def caregivers_in(session: Session, staff: StaffActor, group_id: UUID) -> dict[UUID, list[Caregiver]]:
    """Return the present caregivers of each child of a group, keyed by child; one query for all."""
    group = group_of(session, staff, group_id)
    query = (
        select(CaregiverAccess.child_id, Caregiver)
        .join(Caregiver, col(Caregiver.id) == CaregiverAccess.caregiver_id)
        .join(Child, col(Child.id) == CaregiverAccess.child_id)
        .where(Child.group_id == group.id, _is_present(), _is_current())
        .order_by(col(CaregiverAccess.starts_at))
    )
    caregivers: dict[UUID, list[Caregiver]] = {}
    for child_id, caregiver in session.exec(query):
        caregivers.setdefault(child_id, []).append(caregiver)
    return caregivers


def caregiver_of(session: Session, staff: StaffActor, caregiver_id: UUID) -> Caregiver:
    """Return a caregiver with access to a present child of a group this staff member works for."""
    query = (
        select(Caregiver)
        .join(CaregiverAccess, col(CaregiverAccess.caregiver_id) == Caregiver.id)
        .join(Child, col(Child.id) == CaregiverAccess.child_id)
        .join(Group, col(Group.id) == Child.group_id)
        .join(Site, col(Site.id) == Group.site_id)
        .where(Caregiver.id == caregiver_id, _is_present(), _is_current(), _is_staffed_by(staff))
    )
    return _found(session.exec(query).first())


def caregivers_at(session: Session, staff: StaffActor, site_id: UUID) -> list[tuple[Caregiver, str]]:
    """Return each present caregiver of this staff member's groups at a site with the name of a child of theirs."""
    query = (
        select(Caregiver, Child.given_name)
        .join(CaregiverAccess, col(CaregiverAccess.caregiver_id) == Caregiver.id)
        .join(Child, col(Child.id) == CaregiverAccess.child_id)
        .join(Group, col(Group.id) == Child.group_id)
        .join(Site, col(Site.id) == Group.site_id)
        .where(Site.id == site_id, _is_present(), _is_current(), _is_staffed_by(staff))
        .order_by(col(Child.given_name), col(Caregiver.name))
    )
    return [(caregiver, given_name) for caregiver, given_name in session.exec(query)]


def access_of(session: Session, staff: StaffActor, child_id: UUID, caregiver_id: UUID) -> CaregiverAccess:
    """Return the current access of a caregiver to a child, for the staff member who may end it."""
    child = child_of(session, staff, child_id)
    query = select(CaregiverAccess).where(
        CaregiverAccess.child_id == child.id, CaregiverAccess.caregiver_id == caregiver_id, _is_current()
    )
    return _found(session.exec(query).first())


def ended_access_in(session: Session, staff: StaffActor, child_id: UUID, since: datetime) -> Sequence[CaregiverAccess]:
    """Return the access to a child that was ended after a moment, for the staff member who may give it back."""
    child = child_of(session, staff, child_id)
    query = select(CaregiverAccess).where(CaregiverAccess.child_id == child.id, col(CaregiverAccess.ended_at) > since)
    return session.exec(query.order_by(col(CaregiverAccess.ended_at))).all()


def children_who_left(session: Session, staff: StaffActor, group_id: UUID) -> Sequence[Child]:
    """Return the children who left a group today, by name; tomorrow they are gone for good."""
    group = group_of(session, staff, group_id)
    query = select(Child).where(Child.group_id == group.id, Child.left_on == today())
    return session.exec(query.order_by(col(Child.given_name))).all()


def children_of(session: Session, caregiver: CaregiverActor) -> Sequence[Child]:
    """Return the present children this caregiver may see today, by name."""
    query = (
        select(Child)
        .join(CaregiverAccess, col(CaregiverAccess.child_id) == Child.id)
        .where(CaregiverAccess.caregiver_id == caregiver.caregiver_id, _is_present(), _is_current())
    )
    return session.exec(query.order_by(col(Child.given_name), col(Child.id))).all()


def with_children(query: Select[Any], caregiver_id: Mapped[UUID]) -> Select[Any]:
    """Widen a query by the present children whom the caregiver of each of its rows may see at this moment."""
    query = query.join(CaregiverAccess, col(CaregiverAccess.caregiver_id) == caregiver_id)
    return query.join(Child, col(Child.id) == CaregiverAccess.child_id).where(_is_present(), _is_current())


def may_see_group(session: Session, caregiver: CaregiverActor, group_id: UUID) -> bool:
    """Whether one of the caregiver's children is in the group now."""
    return any(child.group_id == group_id for child in children_of(session, caregiver))


def organisation_of(session: Session, caregiver: CaregiverActor) -> UUID:
    """Return the organisation whose preschool a caregiver comes to."""
    query = select(Site.organisation_id).join(Caregiver, col(Caregiver.site_id) == Site.id)
    return session.exec(query.where(Caregiver.id == caregiver.caregiver_id)).one()


def caregivers_of_organisation(organisation_id: UUID) -> SelectOfScalar[UUID]:
    """Return the query for the caregivers of an organisation, to count by; nobody's name or child."""
    return select(Caregiver.id).join(Site).where(Site.organisation_id == organisation_id)


def has_access(session: Session, caregiver_id: UUID) -> bool:
    """Whether a caregiver may still see any child at all; without one, their devices are signed out."""
    query = (
        select(CaregiverAccess.id)
        .join(Child, col(Child.id) == CaregiverAccess.child_id)
        .where(CaregiverAccess.caregiver_id == caregiver_id, _is_present(), _is_current())
    )
    return session.exec(query).first() is not None


def recipients_in(session: Session, group_id: UUID) -> Sequence[Recipient]:
    """Return each caregiver who may be told about this group's day at this moment, once."""
    query = (
        select(Caregiver.id, Caregiver.languages)
        .join(CaregiverAccess, col(CaregiverAccess.caregiver_id) == Caregiver.id)
        .join(Child, col(Child.id) == CaregiverAccess.child_id)
        .where(Child.group_id == group_id, _is_present(), _is_current())
    )
    found = {caregiver_id: languages for caregiver_id, languages in session.exec(query)}
    return [Recipient(caregiver_id, languages[0]) for caregiver_id, languages in sorted(found.items())]


def languages_at(session: Session, site_id: UUID) -> list[str]:
    """Return the home languages of a site's present families, the most spoken first; nobody's own."""
    query = (
        select(Caregiver.id, Caregiver.languages)
        .join(CaregiverAccess, col(CaregiverAccess.caregiver_id) == Caregiver.id)
        .join(Child, col(Child.id) == CaregiverAccess.child_id)
        .where(Caregiver.site_id == site_id, _is_present(), _is_current())
    )
    counts: dict[str, int] = {}
    for _, languages in dict.fromkeys((id_, tuple(tags)) for id_, tags in session.exec(query)):
        for tag in languages:
            counts[tag] = counts.get(tag, 0) + 1
    return sorted(counts, key=lambda tag: (-counts[tag], tag))


def _found(row: Row | None) -> Row:
    if row is None:
        raise NotFound
    return row


def _is_staffed_by(staff: StaffActor) -> ColumnElement[bool]:
    # Both the role and the organisation must fit: a role that was left behind never reaches another organisation.
    role = and_(
        col(StaffRole.staff_member_id) == staff.staff_member_id,
        or_(
            and_(col(StaffRole.role) == Role.STAFF, col(StaffRole.group_id) == col(Group.id)),
            and_(col(StaffRole.role) == Role.COORDINATOR, col(StaffRole.site_id) == col(Site.id)),
            col(StaffRole.role) == Role.ADMINISTRATOR,
        ),
    )
    return and_(col(Site.organisation_id) == staff.organisation_id, exists().where(role))


def _is_managed_by(staff: StaffActor) -> ColumnElement[bool]:
    if not (staff.is_coordinator or staff.is_administrator):
        return false()
    role = and_(
        col(StaffRole.staff_member_id) == staff.staff_member_id,
        or_(
            and_(col(StaffRole.role) == Role.COORDINATOR, col(StaffRole.site_id) == col(Site.id)),
            col(StaffRole.role) == Role.ADMINISTRATOR,
        ),
    )
    return and_(col(Site.organisation_id) == staff.organisation_id, exists().where(role))


def _is_present() -> ColumnElement[bool]:
    # When a query runs decides what "now" is, so that one that is asked often can be made once.
    on = bindparam(None, callable_=today, type_=Date())
    return or_(col(Child.left_on).is_(None), col(Child.left_on) > on)


def _is_current() -> ColumnElement[bool]:
    moment = bindparam(None, callable_=now, type_=UtcDateTime())
    return and_(
        col(CaregiverAccess.starts_at) <= moment,
        or_(col(CaregiverAccess.ended_at).is_(None), col(CaregiverAccess.ended_at) > moment),
    )
