"""A world with a row of every kind for every scope, and people signed in to ask for them."""

import io
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Any
from uuid import UUID, uuid4

from PIL import Image
from sqlalchemy import Engine
from sqlmodel import Session, select

from app import security
from app.clock import now, today
from app.config import Settings, get_settings
from app.days import editing, publication
from app.days.changes import AddStep, Change, PhotoStep
from app.days.models import RhythmDay
from app.media.service import save_photo
from app.media.storage import get_storage
from app.notifications import subscriptions
from app.people.actors import CaregiverActor
from app.people.models import Caregiver, CaregiverAccess, Child, Group, Reading, Role, Site, StaffMember, StaffRole
from app.sign_in import cards
from app.sign_in.cards import IssuedCard
from app.sign_in.models import Device, StaffSession
from tests.access_matrix.voices import add_voices
from tests.cast import Cast, make_cast, staff_actor
from tests.notifications.push_service import Phone

PUSH_HOST = "127.0.0.1:9"  # the only push service in this world; nothing is ever sent to it
LONG_AGO = timedelta(days=1)


@dataclass
class World:
    """The cast, the ids of everything by scope, and what each person carries in their browser."""

    cast: Cast
    ids: dict[str, dict[str, Any]] = field(default_factory=dict)
    cookies: dict[str, str] = field(default_factory=dict)
    cards: dict[str, IssuedCard] = field(default_factory=dict)
    extra: dict[str, UUID] = field(default_factory=dict)
    volunteer_token: str = ""
    endpoint: str = f"http://{PUSH_HOST}/somewhere"

    @property
    def own(self) -> dict[str, Any]:
        """Return the ids of what the right people ask for."""
        return self.ids["own"]

    def phone(self) -> dict[str, Any]:
        """Return what a browser sends to be pushed to."""
        return Phone().body(self.endpoint)


def make_world(engine: Engine) -> World:
    """Add everyone and everything to an empty database."""
    with Session(engine, expire_on_commit=False) as session:
        world = World(make_cast(session))
        _add_another_site(session, world)
        _add_those_who_left(session, world)
        _sign_everyone_in(session, world)
        session.commit()
        cast = world.cast
        scopes = {
            "own": (cast.vlinders, cast.amal, cast.hala, cast.sanne),
            "same_group": (cast.vlinders, cast.yonas, cast.selam, cast.ineke),
            "other_group": (cast.kikkers, cast.mia, cast.fatma, cast.joost),
            "other_organisation": (cast.zeester, cast.tim, cast.eva, cast.pieter),
        }
        for scope, (group, child, caregiver, member) in scopes.items():
            maker = cast.sanne if group is cast.vlinders else member
            world.ids[scope] = _things_of(session, engine, world, scope, group, maker) | {
                "child_id": child.id,
                "caregiver_id": caregiver.id,
                "staff_member_id": member.id,
                "staff_session_id": world.extra[f"session of {member.name}"],
                "device_id": world.extra[f"second phone of {caregiver.name}"],
                "card_id": world.cards[caregiver.name].card.id,
            }
            session.commit()
        _add_voices(session, world)
        session.commit()
    world.ids["not_existing"] = {name: uuid4() for name in world.own}
    return world


def tiny_jpeg() -> bytes:
    """Return the smallest real photo."""
    file = io.BytesIO()
    Image.new("RGB", (8, 8), "orange").save(file, "JPEG")
    return file.getvalue()


def _things_of(
    session: Session, engine: Engine, world: World, scope: str, group: Group, maker: StaffMember
) -> dict[str, Any]:
    photo_id, change_id, moment_id, day = uuid4(), uuid4(), uuid4(), today()
    staff = staff_actor(maker)
    save_photo(engine, get_storage(), staff, photo_id, group.id, io.BytesIO(tiny_jpeg()))
    steps = [
        AddStep(moment_id=moment_id, concept_id="paint", after_id=None),
        PhotoStep(moment_id=moment_id, saw=None, photo_id=photo_id),
    ]
    editing.apply(session, staff, group.id, day, Change(id=change_id, steps=list(steps)))
    publication.publish(session, staff, group.id, day, uuid4())
    world.extra[f"moment of {scope}"] = moment_id
    return {"group_id": group.id, "site_id": group.site_id, "photo_id": photo_id, "change_id": change_id}


def _add_voices(session: Session, world: World) -> None:
    added = add_voices(session, world.cast)
    for scope, ids in added.ids.items():
        world.ids.setdefault(scope, {}).update(ids)
    world.cookies["zamzam"] = f"dagkaart_volunteer={added.phone_token}"
    world.volunteer_token = added.card_token


def _add_another_site(session: Session, world: World) -> None:
    zuid = Site(organisation_id=world.cast.regenboog.id, name="Regenboog Zuid")
    session.add(zuid)
    session.flush()
    bijen = Group(site_id=zuid.id, name="Bijen", pick_up_at=time(12))
    mees = _member(world, "Mees")
    session.add_all([bijen, mees])
    session.flush()
    session.add(StaffRole(staff_member_id=mees.id, role=Role.STAFF, group_id=bijen.id))
    world.ids["other_site"] = {"group_id": bijen.id, "site_id": zuid.id, "staff_member_id": mees.id}


def _add_those_who_left(session: Session, world: World) -> None:
    cast, day = world.cast, today()
    left = {name: _child(cast, name, on) for name, on in {"Noor": day - LONG_AGO, "Sami": day}.items()}
    bilal = Caregiver(site_id=cast.site.id, name="Bilal", languages=["ar"])
    lotte, daan = _member(world, "Lotte"), _member(world, "Daan")
    lotte.ended_at, daan.ended_at = now(), now() - LONG_AGO
    session.add_all([*left.values(), bilal, lotte, daan])
    session.flush()
    ended = {"ended_at": now() - LONG_AGO, "starts_at": now() - 2 * LONG_AGO}
    session.add(CaregiverAccess(child_id=cast.amal.id, caregiver_id=bilal.id, **ended))
    session.add(CaregiverAccess(child_id=left["Noor"].id, caregiver_id=bilal.id))
    for member in (lotte, daan):
        session.add(StaffRole(staff_member_id=member.id, role=Role.STAFF, group_id=cast.vlinders.id))
    world.extra |= {"left today": left["Sami"].id, "ended just now": lotte.id}
    world.ids["ended"] = {"child_id": left["Noor"].id, "caregiver_id": bilal.id, "staff_member_id": daan.id}
    _sign_in(session, world, "left", StaffSession(staff_member_id=daan.id, token_hash="", browser=""))


def _sign_everyone_in(session: Session, world: World) -> None:
    cast = world.cast
    for member in (cast.sanne, cast.joost, cast.karima, cast.ineke, cast.pieter):
        opened = StaffSession(staff_member_id=member.id, token_hash="", browser="Chrome, Android")
        _sign_in(session, world, member.name.lower(), opened)
        world.extra[f"session of {member.name}"] = opened.id
    for caregiver in (cast.hala, cast.omar, cast.selam, cast.fatma, cast.eva, cast.ended):
        for of_whom in (caregiver.name.lower(), f"second phone of {caregiver.name}"):
            device = Device(caregiver_id=caregiver.id, token_hash="", language=caregiver.languages[0])
            _sign_in(session, world, of_whom, device)
            world.extra[of_whom] = device.id
        issuer = cast.pieter if caregiver is cast.eva else cast.ineke
        issued = cards.issue(session, staff_actor(issuer), caregiver, uuid4())
        assert issued is not None
        world.cards[caregiver.name] = issued
    cards.revoke_open_cards(session, cast.ended.id)
    world.ids["ended"]["card_id"] = world.cards["Rachid"].card.id
    world.ids["ended"]["device_id"] = world.extra["rachid"]
    world.cookies["nobody"] = ""
    device = session.exec(select(Device).where(Device.id == world.extra["hala"])).one()
    phone, actor = Phone(), _actor(device)
    subscriptions.subscribe(session, actor, f"{world.endpoint}-of-hala", phone.p256dh, phone.auth)
    moments: list[dict[str, str | None]] = [{"concept_id": "fruit", "starts_at": None}]
    session.add(RhythmDay(group_id=cast.vlinders.id, weekday=0, moments=moments))


def _actor(device: Device) -> CaregiverActor:
    return CaregiverActor(device.caregiver_id, device.id, device.language, Reading.LISTENING)


def _sign_in(session: Session, world: World, name: str, row: Device | StaffSession) -> None:
    token = security.new_token()
    row.token_hash = security.hash_token(token)
    session.add(row)
    session.flush()
    cookie = "dagkaart_staff" if isinstance(row, StaffSession) else "dagkaart_device"
    world.cookies[name] = f"{cookie}={token}"


def _member(world: World, name: str) -> StaffMember:
    organisation_id, email = world.cast.regenboog.id, f"{name.lower()}@example.org"
    return StaffMember(organisation_id=organisation_id, email=email, name=name, password_hash="-")


def _child(cast: Cast, name: str, left_on: date) -> Child:
    return Child(group_id=cast.vlinders.id, given_name=name, avatar="avatar_boat", left_on=left_on)


def settings_of_world() -> Settings:
    """Return the settings in which this world's one push service is known."""
    return get_settings().model_copy(update={"push_hosts": [PUSH_HOST]})
