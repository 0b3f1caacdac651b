"""Many groups with a rhythm, one family and one subscribed phone each: every card of today has a digest to deliver."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from sqlalchemy import Engine
from sqlmodel import Session

from app.clock import today
from app.database import transaction
from app.days.models import RhythmDay
from app.days.rhythm import prefilled
from app.notifications import subscriptions
from app.people.actors import CaregiverActor
from app.people.models import Caregiver, CaregiverAccess, Child, Group, Reading
from app.security import hash_token, new_token
from app.sign_in.models import Device
from tests.cast import Cast, make_cast
from tests.notifications.push_service import Phone, PushService

CONCEPTS = ("arrive", "circle_time", "fruit", "paint", "outside_play", "go_home")


@dataclass(frozen=True)
class Place:
    """A group with one caregiver, the phone that is pushed to, and its card of today as the rhythm has it."""

    group_id: UUID
    day: date
    phone: Phone
    device_token: str
    moment_ids: tuple[UUID, ...]


def make_places(engine: Engine, push_service: PushService, count: int) -> list[Place]:
    """Add the cast and their groups."""
    with transaction(engine, is_writing=True) as session:
        cast = make_cast(session)
        return [_place(session, cast, push_service, number) for number in range(count)]


def _place(session: Session, cast: Cast, push_service: PushService, number: int) -> Place:
    # Pick-up was at midnight, so that a digest is due as soon as its card is published.
    group = Group(site_id=cast.site.id, name=f"Group {number}", pick_up_at=time(0, 0))
    caregiver = Caregiver(site_id=cast.site.id, name="Hala", languages=["ar"], reading=Reading.PICTURES)
    _add(session, [group, caregiver])
    child = Child(group_id=group.id, given_name="Amal", avatar="avatar_butterfly")
    phone, token = Phone(), new_token()
    device = Device(caregiver_id=caregiver.id, token_hash=hash_token(token), language="ar")
    moments: list[dict[str, str | None]] = [{"concept_id": name, "starts_at": None} for name in CONCEPTS]
    rhythm = [RhythmDay(group_id=group.id, weekday=weekday, moments=moments) for weekday in range(7)]
    _add(session, [child, device, *rhythm])
    _add(session, [CaregiverAccess(child_id=child.id, caregiver_id=caregiver.id)])
    actor = CaregiverActor(caregiver.id, device.id, "ar", caregiver.reading)
    subscriptions.subscribe(session, actor, push_service.endpoint("201", phone), phone.p256dh, phone.auth)
    usual = prefilled(session, group.id, today(), group.id)
    return Place(group.id, today(), phone, token, tuple(moment.id for moment in usual))


def _add(session: Session, rows: Iterable[object]) -> None:
    session.add_all(rows)
    session.flush()
