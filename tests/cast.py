"""The named cast: the people and places that tests are about."""

from dataclasses import dataclass
from functools import cache

from sqlmodel import Session

from app.clock import now
from app.people.actors import CaregiverActor, StaffActor
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

PASSWORD = "a good long password"


@dataclass
class Cast:
    """Everyone, by name; De Regenboog has the groups Vlinders and Kikkers, Het Anker is another organisation."""

    regenboog: Organisation
    anker: Organisation
    site: Site
    other_site: Site
    vlinders: Group
    kikkers: Group
    zeester: Group
    sanne: StaffMember  # staff of Vlinders
    joost: StaffMember  # staff of Kikkers
    karima: StaffMember  # coordinator of the site
    ineke: StaffMember  # administrator of De Regenboog
    pieter: StaffMember  # administrator of Het Anker, staff of Zeester
    amal: Child  # in Vlinders
    yonas: Child  # in Vlinders
    mia: Child  # in Kikkers
    tim: Child  # in Zeester
    hala: Caregiver  # Amal's mother, Arabic
    omar: Caregiver  # Amal's father, Arabic and Dutch
    selam: Caregiver  # Yonas's mother, Tigrinya
    fatma: Caregiver  # Mia's mother, Turkish
    eva: Caregiver  # Tim's mother, Dutch, at Het Anker
    ended: Caregiver  # had access to Amal, until today


def make_cast(session: Session) -> Cast:
    """Add everyone to a database."""
    regenboog, anker = Organisation(name="De Regenboog"), Organisation(name="Het Anker")
    session.add_all([regenboog, anker])
    site = Site(organisation_id=regenboog.id, name="Regenboog Noord")
    other_site = Site(organisation_id=anker.id, name="Anker Haven")
    session.flush()
    session.add_all([site, other_site])
    session.flush()
    vlinders, kikkers = Group(site_id=site.id, name="Vlinders"), Group(site_id=site.id, name="Kikkers")
    zeester = Group(site_id=other_site.id, name="Zeester")
    session.add_all([vlinders, kikkers, zeester])
    session.flush()
    cast = Cast(
        regenboog=regenboog,
        anker=anker,
        site=site,
        other_site=other_site,
        vlinders=vlinders,
        kikkers=kikkers,
        zeester=zeester,
        **_staff(regenboog, anker),
        **_children(vlinders, kikkers, zeester),
        **_caregivers(site, other_site),
    )
    session.add_all([cast.sanne, cast.joost, cast.karima, cast.ineke, cast.pieter])
    session.add_all([cast.amal, cast.yonas, cast.mia, cast.tim])
    session.add_all([cast.hala, cast.omar, cast.selam, cast.fatma, cast.eva, cast.ended])
    session.flush()
    session.add_all([*_roles(cast), *_accesses(cast)])
    session.commit()
    return cast


def staff_actor(member: StaffMember) -> StaffActor:
    """Return a member of the cast as a signed-in actor."""
    return StaffActor(
        staff_member_id=member.id,
        organisation_id=member.organisation_id,
        staff_session_id=member.id,
        language=member.language,
        is_coordinator=member.name == "Karima",
        is_administrator=member.name in {"Ineke", "Pieter"},
    )


def caregiver_actor(caregiver: Caregiver) -> CaregiverActor:
    """Return a caregiver of the cast as a signed-in actor."""
    return CaregiverActor(caregiver.id, caregiver.id, caregiver.languages[0], caregiver.reading)


@cache
def _password_hash() -> str:
    return hash_password(PASSWORD)


def _staff(regenboog: Organisation, anker: Organisation) -> dict[str, StaffMember]:
    def member(name: str, organisation: Organisation) -> StaffMember:
        email = f"{name.lower()}@example.org"
        return StaffMember(organisation_id=organisation.id, email=email, name=name, password_hash=_password_hash())

    at_regenboog = {name.lower(): member(name, regenboog) for name in ("Sanne", "Joost", "Karima", "Ineke")}
    return {**at_regenboog, "pieter": member("Pieter", anker)}


def _children(vlinders: Group, kikkers: Group, zeester: Group) -> dict[str, Child]:
    return {
        "amal": Child(group_id=vlinders.id, given_name="Amal", avatar="avatar_butterfly"),
        "yonas": Child(group_id=vlinders.id, given_name="Yonas", avatar="avatar_boat"),
        "mia": Child(group_id=kikkers.id, given_name="Mia", avatar="avatar_butterfly"),
        "tim": Child(group_id=zeester.id, given_name="Tim", avatar="avatar_boat"),
    }


def _caregivers(site: Site, other_site: Site) -> dict[str, Caregiver]:
    def at_site(name: str, *languages: str, reading: Reading = Reading.LISTENING) -> Caregiver:
        return Caregiver(site_id=site.id, name=name, languages=list(languages), reading=reading)

    return {
        "hala": at_site("Hala", "ar"),
        "omar": at_site("Omar", "ar", "nl", reading=Reading.TEXT),
        "selam": at_site("Selam", "ti", reading=Reading.PICTURES),
        "fatma": at_site("Fatma", "tr"),
        "ended": at_site("Rachid", "ar"),
        "eva": Caregiver(site_id=other_site.id, name="Eva", languages=["nl"], reading=Reading.TEXT),
    }


def _roles(cast: Cast) -> list[StaffRole]:
    return [
        StaffRole(staff_member_id=cast.sanne.id, role=Role.STAFF, group_id=cast.vlinders.id),
        StaffRole(staff_member_id=cast.joost.id, role=Role.STAFF, group_id=cast.kikkers.id),
        StaffRole(staff_member_id=cast.karima.id, role=Role.COORDINATOR, site_id=cast.site.id),
        StaffRole(staff_member_id=cast.ineke.id, role=Role.ADMINISTRATOR),
        StaffRole(staff_member_id=cast.pieter.id, role=Role.ADMINISTRATOR),
    ]


def _accesses(cast: Cast) -> list[CaregiverAccess]:
    current = [
        (cast.amal, cast.hala),
        (cast.amal, cast.omar),
        (cast.yonas, cast.selam),
        (cast.mia, cast.fatma),
        (cast.tim, cast.eva),
    ]
    accesses = [CaregiverAccess(child_id=child.id, caregiver_id=caregiver.id) for child, caregiver in current]
    return [*accesses, CaregiverAccess(child_id=cast.amal.id, caregiver_id=cast.ended.id, ended_at=now())]
