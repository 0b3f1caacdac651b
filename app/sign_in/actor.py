"""Who a request comes from, by its cookies; staff on their own pages, a caregiver elsewhere."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache
from typing import Annotated, Any
from uuid import UUID

import sqlalchemy
from fastapi import Depends, Request
from fastapi.concurrency import run_in_threadpool
from sqlalchemy import ColumnElement, Engine, Row, Select
from sqlalchemy.orm import Mapped
from sqlmodel import Session, col, select, update

from app.clock import now
from app.database import engine_of, transaction
from app.errors import SignInNeeded
from app.people import access
from app.people.actors import Actor, Anonymous, CaregiverActor, SpeakingActor, StaffActor, VolunteerActor
from app.people.models import Caregiver, Role, StaffMember, StaffRole
from app.security import hash_token
from app.sign_in.cookies import STAFF_SECONDS, token_in
from app.sign_in.models import Device, StaffSession
from app.sign_in.volunteers import volunteer_with

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
    """Return the query for phones: a row for each child that one may show now, with these columns of it.

    Which phones is for the caller to say, by their `token_hash`.
    """
    of_phone = (col(Device.caregiver_id), col(Device.language), col(Device.last_seen_at), col(Caregiver.reading))
    named: tuple[Any, ...] = (col(Device.id).label("device_id"), col(Device.token_hash))
    found = sqlalchemy.select(*named, *of_phone, *columns)
    query = found.join_from(Device, Caregiver, col(Caregiver.id) == Device.caregiver_id)
    return access.with_children(query.where(col(Device.ended_at).is_(None)), col(Device.caregiver_id))


def caregiver_on(row: Row[Any]) -> CaregiverActor:
    """Return the caregiver whose phone a row of `phone_query` is about."""
    return CaregiverActor(row.caregiver_id, row.device_id, row.language, row.reading)


def note_phone_seen(engine: Engine, row: Row[Any]) -> None:
    """Note, once an hour, that the phone a row of `phone_query` is about was here."""
    _note_seen(engine, Device, row.device_id, row.last_seen_at)


def caregiver_with(session: Session, token: str) -> CaregiverActor | None:
    """Return the caregiver whose device has this token, while they may see any child."""
    row = session.execute(phone_query().where(col(Device.token_hash) == hash_token(token))).first()
    if row is None:
        return None
    note_phone_seen(session.get_bind().engine, row)
    return caregiver_on(row)


WITH: dict[str, Callable[[Session, str], StaffActor | CaregiverActor | VolunteerActor | None]] = {
    "volunteer": volunteer_with,
    "device": caregiver_with,
    "staff": staff_with,
}


async def get_actor(request: Request) -> Actor:
    """Return who asks; looked up once a request."""
    if not hasattr(request.state, "actor"):
        kinds = ("volunteer", "device", "staff") if is_studio_path(request.url.path) else ("device", "staff")
        tokens = {kind: token for kind in kinds if (token := token_in(request, kind))}
        request.state.actor = await run_in_threadpool(_actor_with, request, tokens) if tokens else Anonymous()
    actor: Actor = request.state.actor
    return actor


def _actor_with(request: Request, tokens: dict[str, str]) -> Actor:
    # A short transaction of its own: an upload must not hold one while it streams.
    with transaction(engine_of(request)) as session:
        found = [actor for kind, token in tokens.items() if (actor := WITH[kind](session, token)) is not None]
    # A staff member who is also a parent here: the page says which one is meant.
    wanted = [actor for actor in found if isinstance(actor, StaffActor) == is_staff_path(request.url.path)]
    return next(iter([*wanted, *found]), Anonymous())


def is_studio_path(path: str) -> bool:
    """Whether words are recorded here, which is all that a volunteer's phone is for."""
    return path.startswith(("/studio", "/api/v1/studio", "/api/v1/volunteer"))


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


async def get_volunteer(actor: Annotated[Actor, Depends(get_actor)]) -> VolunteerActor:
    """Return the signed-in volunteer."""
    if not isinstance(actor, VolunteerActor):
        raise SignInNeeded
    return actor


async def get_speaking(actor: Annotated[Actor, Depends(get_actor)]) -> SpeakingActor:
    """Return whoever may record words: a volunteer, a caregiver or a staff member."""
    if isinstance(actor, Anonymous):
        raise SignInNeeded
    return actor


CurrentActor = Annotated[Actor, Depends(get_actor)]
CurrentVolunteer = Annotated[VolunteerActor, Depends(get_volunteer)]
CurrentSpeaking = Annotated[SpeakingActor, Depends(get_speaking)]
CurrentStaff = Annotated[StaffActor, Depends(get_staff)]
CurrentCaregiver = Annotated[CaregiverActor, Depends(get_caregiver)]
