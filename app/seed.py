"""A living demo site: two groups with a rhythm, families in every language, three past days and a running today."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from uuid import UUID, uuid4

from sqlmodel import Session, select

from app.clock import today
from app.days import editing, publication
from app.days.card import card_of
from app.days.changes import Change, StateStep
from app.days.models import RhythmDay, State
from app.people.actors import StaffActor
from app.people.models import (
    Caregiver,
    CaregiverAccess,
    Child,
    Group,
    Organisation,
    Reading,
    Role,
    Site,
    StaffMember,
    StaffRole,
)
from app.security import hash_password

EMAIL = "sanne@dagkaart.example"
RHYTHM = (
    ("arrive", time(8, 15)),
    ("inloop_play_together", time(8, 20)),
    ("circle_time", time(8, 45)),
    ("picture_talk", time(9, 0)),
    ("wash_hands", time(9, 20)),
    ("fruit", time(9, 30)),
    ("paint", time(10, 15)),
    ("outside_play", time(11, 0)),
    ("closing_circle", time(11, 35)),
    ("go_home", time(11, 45)),
)
FAMILIES = (
    ("Amal", "avatar_butterfly", "Hala", ["ar", "nl"]),
    ("Yonas", "avatar_boat", "Selam", ["ti"]),
    ("Elif", "avatar_bee", "Fatma", ["tr"]),
    ("Zosia", "avatar_cat", "Agnieszka", ["pl"]),
    ("Danylo", "avatar_fish", "Oksana", ["uk"]),
    ("Hodan", "avatar_sunflower", "Asha", ["so"]),
    ("Oliver", "avatar_elephant", "Emma", ["en"]),
    ("Fenna", "avatar_kite", "Marieke", ["nl"]),
)


@dataclass(frozen=True, slots=True)
class Demo:
    """What a newcomer needs to look around."""

    email: str
    group_id: UUID
    site_id: UUID
    caregiver_id: UUID
    staff_member_id: UUID


def has_people(session: Session) -> bool:
    """Whether anybody is here yet."""
    return session.exec(select(Organisation.id).limit(1)).first() is not None


def seed(session: Session, password: str) -> Demo:
    """Add the demo site."""
    organisation = Organisation(name="De Regenboog")
    session.add(organisation)
    session.flush()
    site = Site(organisation_id=organisation.id, name="Regenboog Noord")
    session.add(site)
    session.flush()
    vlinders = Group(site_id=site.id, name="Vlinders", avatar="avatar_butterfly")
    kikkers = Group(site_id=site.id, name="Kikkers", avatar="avatar_turtle")
    session.add_all([vlinders, kikkers])
    session.flush()
    staff = _staff(session, organisation, password)
    caregivers = [
        _family(session, site, vlinders if place < 6 else kikkers, *row) for place, row in enumerate(FAMILIES)
    ]
    for group in (vlinders, kikkers):
        _rhythm(session, group)
        _days(session, staff, group)
    return Demo(EMAIL, vlinders.id, site.id, caregivers[0].id, staff.staff_member_id)


def find(session: Session) -> Demo | None:
    """Return the demo that was seeded here before."""
    member = session.exec(select(StaffMember).where(StaffMember.email == EMAIL)).first()
    group = session.exec(select(Group).where(Group.name == "Vlinders")).first()
    caregiver = session.exec(select(Caregiver).where(Caregiver.name == FAMILIES[0][2])).first()
    if member is None or group is None or caregiver is None:
        return None
    return Demo(EMAIL, group.id, group.site_id, caregiver.id, member.id)


def _staff(session: Session, organisation: Organisation, password: str) -> StaffActor:
    member = StaffMember(
        organisation_id=organisation.id, email=EMAIL, name="Sanne", password_hash=hash_password(password)
    )
    session.add(member)
    session.flush()
    session.add(StaffRole(staff_member_id=member.id, role=Role.ADMINISTRATOR))
    session.flush()
    return StaffActor(member.id, organisation.id, member.id, member.language, is_administrator=True)


def _family(
    session: Session, site: Site, group: Group, given_name: str, avatar: str, name: str, languages: list[str]
) -> Caregiver:
    child = Child(group_id=group.id, given_name=given_name, avatar=avatar)
    caregiver = Caregiver(site_id=site.id, name=name, languages=languages, reading=Reading.LISTENING)
    session.add_all([child, caregiver])
    session.flush()
    session.add(CaregiverAccess(child_id=child.id, caregiver_id=caregiver.id))
    session.flush()
    return caregiver


def _rhythm(session: Session, group: Group) -> None:
    moments: list[dict[str, str | None]] = [
        {"concept_id": concept_id, "starts_at": at.isoformat()} for concept_id, at in RHYTHM
    ]
    session.add_all(RhythmDay(group_id=group.id, weekday=weekday, moments=moments) for weekday in range(7))
    session.flush()


def _days(session: Session, staff: StaffActor, group: Group) -> None:
    for days_ago in (3, 2, 1):
        _day(session, staff, group, today() - timedelta(days=days_ago), done=len(RHYTHM))
    _day(session, staff, group, today(), done=6)


def _day(session: Session, staff: StaffActor, group: Group, day: date, done: int) -> None:
    moments = card_of(session, staff, group.id, day).moments
    steps = [
        StateStep(moment_id=moment.id, saw=State.PLANNED, state=State.DONE if place < done else State.NOW)
        for place, moment in enumerate(moments[: done + 1])
    ]
    editing.apply(session, staff, group.id, day, Change(id=uuid4(), steps=list(steps)))
    publication.publish(session, staff, group.id, day, uuid4())
