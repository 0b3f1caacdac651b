"""Who is in the demo: one site's staff and families, added as its staff would add them."""

from dataclasses import dataclass
from datetime import time
from typing import NamedTuple
from uuid import UUID, uuid4

from sqlmodel import Session, select

from app.families import service as families
from app.families.service import Adult
from app.organisation import places
from app.organisation.staffing import RoleChoice, invite
from app.people.actors import StaffActor
from app.people.models import Caregiver, Group, Organisation, Reading, Site, StaffMember
from app.people.service import create_administrator, create_organisation
from app.security import hash_token, new_token
from app.seed.rhythm import give_rhythm
from app.sign_in.cards import revoke_open_cards
from app.sign_in.models import Device

EMAIL = "sanne@dagkaart.example"
GROUPS = (("Vlinders", "avatar_butterfly"), ("Kikkers", "avatar_turtle"))
PICTURES, LISTENING, TEXT = Reading


class Family(NamedTuple):
    """A child with its adults, each with their languages; an adult named before is the same person."""

    group: str
    child: str
    avatar: str
    adults: tuple[Adult, ...]


HALA = Adult("Hala", ["ar", "nl"], LISTENING)
OKSANA = Adult("Oksana", ["uk", "nl"], TEXT)
FAMILIES = (
    Family("Vlinders", "Amal", "avatar_butterfly", (HALA, Adult("Yusuf", ["ar"], TEXT))),
    Family("Vlinders", "Yonas", "avatar_boat", (Adult("Selam", ["ti"], PICTURES),)),
    Family("Vlinders", "Elif", "avatar_bee", (Adult("Fatma", ["tr"], LISTENING), Adult("Mehmet", ["tr", "nl"], TEXT))),
    Family("Vlinders", "Zosia", "avatar_cat", (Adult("Agnieszka", ["pl"], TEXT),)),
    Family("Vlinders", "Danylo", "avatar_fish", (OKSANA,)),
    Family("Vlinders", "Hodan", "avatar_sunflower", (Adult("Asha", ["so"], PICTURES),)),
    Family("Vlinders", "Sam", "avatar_hedgehog", (Adult("Lotte", ["nl"], TEXT), Adult("Daan", ["nl"], TEXT))),
    Family(
        "Vlinders", "Ilyas", "avatar_horse", (Adult("Naima", ["rif"], LISTENING), Adult("Said", ["ary"], LISTENING))
    ),
    Family("Vlinders", "Yalda", "avatar_tree", (Adult("Parwin", ["prs"], PICTURES),)),
    Family("Vlinders", "Lana", "avatar_whale", (Adult("Shilan", ["ckb", "ar"], LISTENING),)),
    Family("Vlinders", "Rojda", "avatar_giraffe", (Adult("Berfin", ["kmr", "tr"], LISTENING),)),
    Family("Vlinders", "Liya", "avatar_rocket", (Adult("Hanna", ["am", "en"], TEXT),)),
    Family("Vlinders", "Zmarai", "avatar_kite", (Adult("Gulalai", ["ps"], PICTURES),)),
    Family("Kikkers", "Solomia", "avatar_rabbit", (OKSANA,)),
    Family("Kikkers", "Oliver", "avatar_elephant", (Adult("Emma", ["en"], TEXT),)),
    Family("Kikkers", "Fenna", "avatar_kite", (Adult("Marieke", ["nl"], LISTENING),)),
    Family("Kikkers", "Nour", "avatar_giraffe", (Adult("Samira", ["ar", "en"], LISTENING),)),
    Family("Kikkers", "Kacper", "avatar_rocket", (Adult("Magda", ["pl", "nl"], LISTENING),)),
    Family("Kikkers", "Roya", "avatar_tree", (Adult("Shirin", ["fa", "en"], TEXT),)),
    Family("Kikkers", "Matei", "avatar_whale", (Adult("Elena", ["ro"], TEXT),)),
    Family("Kikkers", "Mila", "avatar_bee", (Adult("Desislava", ["bg"], TEXT), Adult("Sergej", ["ru"], TEXT))),
    Family("Kikkers", "Lucía", "avatar_cat", (Adult("Carmen", ["es"], TEXT), Adult("João", ["pt"], LISTENING))),
    Family("Kikkers", "Kofi", "avatar_fish", (Adult("Abena", ["tw", "en"], LISTENING), Adult("Aïcha", ["fr"], TEXT))),
    Family("Kikkers", "Jayden", "avatar_boat", (Adult("Shurella", ["pap", "nl"], LISTENING),)),
    Family("Kikkers", "Wei", "avatar_sunflower", (Adult("Lin", ["zh"], TEXT),)),
)
WITHOUT_PHONE = {HALA.name, "Asha"}  # so that there is somebody whose first card is still to be used


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
    """Add the demo site's people and rhythms; its days come with `live`, once this is committed."""
    organisation = create_organisation(session, "De Regenboog")
    sanne = create_administrator(session, organisation, email=EMAIL, name="Sanne", password=password)
    staff = actor(sanne)
    site = places.add_site(session, staff, "Regenboog Noord")
    groups = {name: _group(session, staff, site, name, avatar) for name, avatar in GROUPS}
    _colleagues(session, staff, site, groups)
    caregivers: dict[str, UUID] = {}
    for family in FAMILIES:
        _family(session, staff, groups[family.group].id, family, caregivers)
    return Demo(EMAIL, groups["Vlinders"].id, site.id, caregivers[HALA.name], sanne.id)


def find(session: Session) -> Demo | None:
    """Return the demo that was seeded here before."""
    member = session.exec(select(StaffMember).where(StaffMember.email == EMAIL)).first()
    group = session.exec(select(Group).where(Group.name == "Vlinders")).first()
    caregiver = session.exec(select(Caregiver).where(Caregiver.name == HALA.name)).first()
    if member is None or group is None or caregiver is None:
        return None
    return Demo(EMAIL, group.id, group.site_id, caregiver.id, member.id)


def actor(member: StaffMember) -> StaffActor:
    """Return the demo's administrator as somebody who acts, without a session of their own."""
    return StaffActor(member.id, member.organisation_id, member.id, member.language, is_administrator=True)


def _group(session: Session, staff: StaffActor, site: Site, name: str, avatar: str) -> Group:
    pick_up_at = time(11, 45).isoformat("minutes")
    group = places.add_group(session, staff, site.id, name=name, avatar=avatar, pick_up_at=pick_up_at)
    give_rhythm(session, staff, group)
    return group


def _colleagues(session: Session, staff: StaffActor, site: Site, groups: dict[str, Group]) -> None:
    roles = {
        "Karima": RoleChoice(site_id=site.id),
        "Lieke": RoleChoice(group_id=groups["Vlinders"].id),
        "Joost": RoleChoice(group_id=groups["Kikkers"].id),
    }
    for name, role in roles.items():
        invite(session, staff, email=f"{name.lower()}@dagkaart.example", name=name, roles=[role])


def _family(session: Session, staff: StaffActor, group_id: UUID, family: Family, caregivers: dict[str, UUID]) -> None:
    child = families.add_child(session, staff, group_id, uuid4(), family.child, family.avatar)
    for adult in family.adults:
        if adult.name in caregivers:
            families.share_with(session, staff, child.id, caregivers[adult.name])
            continue
        caregiver_id = caregivers[adult.name] = uuid4()
        families.add_caregiver(session, staff, child.id, caregiver_id, adult, uuid4())
        if adult.name not in WITHOUT_PHONE:
            _give_phone(session, caregiver_id, adult)


def _give_phone(session: Session, caregiver_id: UUID, adult: Adult) -> None:
    # As if the card was used; the phone's token is known to nobody.
    revoke_open_cards(session, caregiver_id)
    session.add(Device(caregiver_id=caregiver_id, token_hash=hash_token(new_token()), language=adult.languages[0]))
    session.flush()
