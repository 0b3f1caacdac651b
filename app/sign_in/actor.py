"""Who a request comes from, by its cookies; staff on their own pages, a caregiver elsewhere."""

from datetime import timedelta
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request
from sqlmodel import Session, col, select, update

from app.clock import now
from app.database import EngineDep, transaction
from app.errors import SignInNeeded
from app.people import access
from app.people.actors import Actor, Anonymous, CaregiverActor, StaffActor
from app.people.models import Caregiver, Role, StaffMember, StaffRole
from app.security import hash_token
from app.sign_in.cookies import STAFF_SECONDS, token_in
from app.sign_in.models import Device, StaffSession

SEEN_EVERY = timedelta(hours=1)


def staff_with(session: Session, token: str) -> StaffActor | None:
    """Return the staff member whose open session has this token."""
    query = (
        select(StaffSession, StaffMember)
        .join(StaffMember, col(StaffMember.id) == StaffSession.staff_member_id)
        .where(StaffSession.token_hash == hash_token(token))
        .where(col(StaffSession.ended_at).is_(None), col(StaffMember.ended_at).is_(None))
        .where(StaffSession.created_at > now() - timedelta(seconds=STAFF_SECONDS))
    )
    found = session.exec(query).first()
    if found is None:
        return None
    staff_session, member = found
    roles = set(session.exec(select(StaffRole.role).where(StaffRole.staff_member_id == member.id)))
    _note_seen(session, StaffSession, staff_session)
    return StaffActor(
        staff_member_id=member.id,
        organisation_id=member.organisation_id,
        staff_session_id=staff_session.id,
        language=member.language,
        is_coordinator=Role.COORDINATOR in roles,
        is_administrator=Role.ADMINISTRATOR in roles,
    )


def caregiver_with(session: Session, token: str) -> CaregiverActor | None:
    """Return the caregiver whose device has this token, while they may see any child."""
    query = (
        select(Device, Caregiver.reading)
        .join(Caregiver, col(Caregiver.id) == Device.caregiver_id)
        .where(Device.token_hash == hash_token(token), col(Device.ended_at).is_(None))
    )
    found = session.exec(query).first()
    if found is None or not access.has_access(session, found[0].caregiver_id):
        return None
    device, reading = found
    _note_seen(session, Device, device)
    return CaregiverActor(device.caregiver_id, device.id, device.language, reading)


def get_actor(request: Request, engine: EngineDep) -> Actor:
    """Return who asks, in a short transaction of its own: an upload must not hold one while it streams."""
    staff_token, device_token = token_in(request, "staff"), token_in(request, "device")
    if not (staff_token or device_token):
        return Anonymous()
    with transaction(engine) as session:
        staff = staff_with(session, staff_token) if staff_token else None
        caregiver = caregiver_with(session, device_token) if device_token else None
    both = [actor for actor in (staff, caregiver) if actor is not None]
    if len(both) > 1:  # a staff member who is also a parent here: the page says which one is meant
        return both[0] if is_staff_path(request.url.path) else both[1]
    return both[0] if both else Anonymous()


def is_staff_path(path: str) -> bool:
    """Whether a page or an interface belongs to staff."""
    return path.startswith(("/staff", "/api/v1/groups", "/api/v1/changes", "/api/v1/staff"))


def _note_seen(session: Session, table: type[StaffSession] | type[Device], row: StaffSession | Device) -> None:
    # Once an hour is enough for a list of sessions. It is a transaction of its own, since the one that reads may not
    # become one that writes: SQLite would refuse it whenever somebody else wrote in between.
    if now() - row.last_seen_at > SEEN_EVERY:
        row_id: UUID = row.id
        with transaction(session.get_bind().engine, is_writing=True) as writing:
            writing.exec(update(table).where(col(table.id) == row_id).values(last_seen_at=now()))


def get_staff(actor: Annotated[Actor, Depends(get_actor)]) -> StaffActor:
    """Return the signed-in staff member."""
    if not isinstance(actor, StaffActor):
        raise SignInNeeded
    return actor


def get_caregiver(actor: Annotated[Actor, Depends(get_actor)]) -> CaregiverActor:
    """Return the signed-in caregiver."""
    if not isinstance(actor, CaregiverActor):
        raise SignInNeeded
    return actor


CurrentActor = Annotated[Actor, Depends(get_actor)]
CurrentStaff = Annotated[StaffActor, Depends(get_staff)]
CurrentCaregiver = Annotated[CaregiverActor, Depends(get_caregiver)]
