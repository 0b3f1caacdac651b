"""Who a request comes from, by its cookies; staff on their own pages, a caregiver elsewhere."""

from datetime import datetime, timedelta
from functools import cache
from typing import Annotated, Any
from uuid import UUID

import sqlalchemy
from fastapi import Depends, Request
from fastapi.concurrency import run_in_threadpool
from sqlalchemy import ColumnElement, Engine, Row, Select, bindparam
from sqlalchemy.orm import Mapped
from sqlmodel import Session, col, select, update

from app.clock import now
from app.database import engine_of, transaction
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
    _note_seen(session.get_bind().engine, StaffSession, staff_session.id, staff_session.last_seen_at)
    return StaffActor(
        staff_member_id=member.id,
        organisation_id=member.organisation_id,
        staff_session_id=staff_session.id,
        language=member.language,
        is_coordinator=Role.COORDINATOR in roles,
        is_administrator=Role.ADMINISTRATOR in roles,
    )


@cache
def phone_query(*columns: ColumnElement[Any] | Mapped[Any]) -> Select[Any]:
    """Return the query for a phone by `token_hash`: a row for each child it may show now, with these columns of it."""
    of_phone = (col(Device.caregiver_id), col(Device.language), col(Device.last_seen_at), col(Caregiver.reading))
    found = sqlalchemy.select(col(Device.id).label("device_id"), *of_phone, *columns)
    query = found.join_from(Device, Caregiver, col(Caregiver.id) == Device.caregiver_id)
    query = query.where(col(Device.token_hash) == bindparam("token_hash"), col(Device.ended_at).is_(None))
    return access.with_children(query, col(Device.caregiver_id))


def caregiver_on(engine: Engine, row: Row[Any]) -> CaregiverActor:
    """Return the caregiver whose phone a row of `phone_query` is about."""
    _note_seen(engine, Device, row.device_id, row.last_seen_at)
    return CaregiverActor(row.caregiver_id, row.device_id, row.language, row.reading)


def caregiver_with(session: Session, token: str) -> CaregiverActor | None:
    """Return the caregiver whose device has this token, while they may see any child."""
    row = session.execute(phone_query(), {"token_hash": hash_token(token)}).first()
    return caregiver_on(session.get_bind().engine, row) if row else None


async def get_actor(request: Request) -> Actor:
    """Return who asks; looked up once a request."""
    if not hasattr(request.state, "actor"):
        staff_token, device_token = token_in(request, "staff"), token_in(request, "device")
        request.state.actor = (
            await run_in_threadpool(_actor_with, request, staff_token, device_token)
            if staff_token or device_token
            else Anonymous()
        )
    actor: Actor = request.state.actor
    return actor


def _actor_with(request: Request, staff_token: str | None, device_token: str | None) -> Actor:
    # A short transaction of its own: an upload must not hold one while it streams.
    with transaction(engine_of(request)) as session:
        staff = staff_with(session, staff_token) if staff_token else None
        caregiver = caregiver_with(session, device_token) if device_token else None
    both = [actor for actor in (staff, caregiver) if actor is not None]
    if len(both) > 1:  # a staff member who is also a parent here: the page says which one is meant
        return both[0] if is_staff_path(request.url.path) else both[1]
    return both[0] if both else Anonymous()


def is_staff_path(path: str) -> bool:
    """Whether a page or an interface belongs to staff."""
    return path.startswith(("/staff", "/api/v1/groups", "/api/v1/changes", "/api/v1/staff"))


def _note_seen(engine: Engine, table: type[StaffSession] | type[Device], row_id: UUID, seen_at: datetime) -> None:
    # Once an hour is enough for a list of sessions. It is a transaction of its own, since the one that reads may not
    # become one that writes: SQLite would refuse it whenever somebody else wrote in between.
    if now() - seen_at > SEEN_EVERY:
        with transaction(engine, is_writing=True) as writing:
            writing.exec(update(table).where(col(table.id) == row_id).values(last_seen_at=now()))


async def get_staff(actor: Annotated[Actor, Depends(get_actor)]) -> StaffActor:
    """Return the signed-in staff member."""
    if not isinstance(actor, StaffActor):
        raise SignInNeeded
    return actor


async def get_caregiver(actor: Annotated[Actor, Depends(get_actor)]) -> CaregiverActor:
    """Return the signed-in caregiver."""
    if not isinstance(actor, CaregiverActor):
        raise SignInNeeded
    return actor


CurrentActor = Annotated[Actor, Depends(get_actor)]
CurrentStaff = Annotated[StaffActor, Depends(get_staff)]
CurrentCaregiver = Annotated[CaregiverActor, Depends(get_caregiver)]
