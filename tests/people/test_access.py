"""The rules of who may see whom, one by one, and each condition of them on its own."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlmodel import Session, select

from app.clock import now, today
from app.errors import NotFound
from app.people import access
from app.people.actors import StaffActor
from app.people.models import CaregiverAccess, Child, Group, Role, Site, StaffMember, StaffRole
from tests.cast import Cast, caregiver_actor, staff_actor

Change = Callable[[Cast, CaregiverAccess, Child], None]


def ended_now(_cast: Cast, given: CaregiverAccess, _child: Child) -> None:
    given.ended_at = now()


def not_begun(_cast: Cast, given: CaregiverAccess, _child: Child) -> None:
    given.starts_at = now() + timedelta(minutes=1)


def left_today(_cast: Cast, _given: CaregiverAccess, child: Child) -> None:
    child.left_on = today()


def of_another_caregiver(cast: Cast, given: CaregiverAccess, _child: Child) -> None:
    given.caregiver_id = cast.fatma.id


def ends_later(_cast: Cast, given: CaregiverAccess, _child: Child) -> None:
    given.ended_at = now() + timedelta(minutes=1)


def leaves_tomorrow(_cast: Cast, _given: CaregiverAccess, child: Child) -> None:
    child.left_on = today() + timedelta(days=1)


@pytest.fixture
def given(session: Session, cast: Cast) -> CaregiverAccess:
    """Return Selam's access to Yonas; hers is the only one to him."""
    return session.exec(select(CaregiverAccess).where(CaregiverAccess.child_id == cast.yonas.id)).one()


@pytest.mark.parametrize("change", [ended_now, not_begun, left_today, of_another_caregiver])
def test_one_condition_that_fails_is_enough_to_see_nothing(
    session: Session, cast: Cast, given: CaregiverAccess, change: Change
) -> None:
    change(cast, given, session.get_one(Child, cast.yonas.id))
    session.flush()
    selam, sanne = caregiver_actor(cast.selam), staff_actor(cast.sanne)
    assert access.children_of(session, selam) == []
    assert not access.may_see_group(session, selam, cast.vlinders.id)
    assert not access.has_access(session, cast.selam.id)
    assert cast.selam.id not in {one.caregiver_id for one in access.recipients_in(session, cast.vlinders.id)}
    assert "ti" not in access.languages_at(session, cast.site.id)
    assert cast.selam not in access.caregivers_in(session, sanne, cast.vlinders.id).get(cast.yonas.id, [])
    assert cast.selam.id not in {one.id for one, _ in access.caregivers_at(session, sanne, cast.site.id)}
    with pytest.raises(NotFound):
        access.caregiver_of(session, sanne, cast.selam.id)
    with pytest.raises(NotFound):
        access.access_of(session, sanne, cast.yonas.id, cast.selam.id)


@pytest.mark.parametrize("change", [ends_later, leaves_tomorrow])
def test_what_ends_later_has_not_ended(session: Session, cast: Cast, given: CaregiverAccess, change: Change) -> None:
    change(cast, given, session.get_one(Child, cast.yonas.id))
    session.flush()
    assert [child.id for child in access.children_of(session, caregiver_actor(cast.selam))] == [cast.yonas.id]
    assert access.has_access(session, cast.selam.id)
    assert access.access_of(session, staff_actor(cast.sanne), cast.yonas.id, cast.selam.id).id == given.id


@pytest.mark.parametrize(
    ("name", "groups"),
    [
        ("sanne", ["Vlinders"]),
        ("joost", ["Kikkers"]),
        ("karima", ["Kikkers", "Vlinders"]),
        ("ineke", ["Kikkers", "Vlinders"]),
        ("pieter", ["Zeester"]),
    ],
)
def test_a_role_reaches_as_far_as_it_says(session: Session, cast: Cast, name: str, groups: list[str]) -> None:
    staff = staff_actor(getattr(cast, name))
    assert [group.name for group in access.groups_of(session, staff)] == groups
    for group in (cast.vlinders, cast.kikkers, cast.zeester):
        is_own = group.name in groups
        for ask in (access.group_of, access.children_in, access.caregivers_in, access.children_who_left):
            assert found(ask, session, staff, group.id) == is_own  # type: ignore[arg-type]
    for child, group in ((cast.amal, "Vlinders"), (cast.mia, "Kikkers"), (cast.tim, "Zeester")):
        assert found(access.child_of, session, staff, child.id) == (group in groups)
    for caregiver, group in ((cast.hala, "Vlinders"), (cast.fatma, "Kikkers"), (cast.eva, "Zeester")):
        assert found(access.caregiver_of, session, staff, caregiver.id) == (group in groups)


def found(ask: Callable[[Session, StaffActor, UUID], object], session: Session, staff: StaffActor, id_: UUID) -> bool:
    try:
        ask(session, staff, id_)
    except NotFound:
        return False
    return True


@pytest.mark.parametrize("role", [Role.STAFF, Role.COORDINATOR, Role.ADMINISTRATOR])
def test_a_role_that_was_left_behind_reaches_no_other_organisation(session: Session, cast: Cast, role: Role) -> None:
    group_id = cast.zeester.id if role is Role.STAFF else None
    site_id = cast.other_site.id if role is Role.COORDINATOR else None
    session.add(StaffRole(staff_member_id=cast.sanne.id, role=role, group_id=group_id, site_id=site_id))
    session.flush()
    sanne = staff_actor(cast.sanne)
    assert not found(access.group_of, session, sanne, cast.zeester.id)
    assert not found(access.child_of, session, sanne, cast.tim.id)


def test_staff_without_a_role_see_nothing(session: Session, cast: Cast) -> None:
    email = "noa@example.org"
    noa = StaffMember(organisation_id=cast.regenboog.id, email=email, name="Noa", password_hash="-")
    session.add(noa)
    session.flush()
    assert access.groups_of(session, staff_actor(noa)) == []
    assert not found(access.group_of, session, staff_actor(noa), cast.vlinders.id)
    assert access.sites_of(session, staff_actor(noa)) == []


@pytest.mark.parametrize(("name", "sites"), [("sanne", 0), ("joost", 0), ("karima", 1), ("ineke", 2), ("pieter", 1)])
def test_sites_are_looked_after_by_coordinators_and_administrators(
    session: Session, cast: Cast, name: str, sites: int
) -> None:
    session.add(Site(organisation_id=cast.regenboog.id, name="Regenboog Zuid"))
    session.flush()
    staff = staff_actor(getattr(cast, name))
    assert len(access.sites_of(session, staff)) == sites
    own = cast.other_site if name == "pieter" else cast.site
    assert found(access.site_of, session, staff, own.id) == bool(sites)


def test_nobody_is_found_by_an_id_that_is_nobodys(session: Session, cast: Cast) -> None:
    ineke = staff_actor(cast.ineke)
    for ask in (access.group_of, access.child_of, access.caregiver_of, access.site_of):
        assert not found(ask, session, ineke, uuid4())  # type: ignore[arg-type]


def test_colleagues_of_a_site_are_those_with_a_role_there(session: Session, cast: Cast) -> None:
    names = [one.name for one in access.colleagues_of(session, staff_actor(cast.karima), cast.site)]
    assert names == ["Joost", "Karima", "Sanne"]
    with pytest.raises(NotFound):
        access.colleagues_of(session, staff_actor(cast.karima), cast.other_site)


def test_a_child_that_left_can_be_brought_back_today_and_not_tomorrow(session: Session, cast: Cast) -> None:
    yonas, sanne = session.get_one(Child, cast.yonas.id), staff_actor(cast.sanne)
    for days, names in ((0, ["Yonas"]), (1, [])):
        yonas.left_on = today() - timedelta(days=days)
        session.flush()
        assert [one.given_name for one in access.children_who_left(session, sanne, cast.vlinders.id)] == names


def test_a_group_of_two_caregivers_tells_each_once_and_in_their_own_language(session: Session, cast: Cast) -> None:
    lina = Child(group_id=cast.vlinders.id, given_name="Lina", avatar="avatar_bee")
    session.add(lina)
    session.flush()
    session.add(CaregiverAccess(child_id=lina.id, caregiver_id=cast.hala.id))
    session.flush()
    told = {one.caregiver_id: one.language for one in access.recipients_in(session, cast.vlinders.id)}
    assert told == {cast.hala.id: "ar", cast.omar.id: "ar", cast.selam.id: "ti"}


def test_the_most_spoken_languages_come_first_and_name_nobody(session: Session, cast: Cast) -> None:
    assert access.languages_at(session, cast.site.id) == ["ar", "nl", "ti", "tr"]
    assert access.languages_at(session, uuid4()) == []


def test_a_group_that_moved_to_another_site_takes_its_staff_along(session: Session, cast: Cast) -> None:
    zuid = Site(organisation_id=cast.regenboog.id, name="Regenboog Zuid")
    session.add(zuid)
    session.flush()
    session.get_one(Group, cast.vlinders.id).site_id = zuid.id
    session.flush()
    assert found(access.group_of, session, staff_actor(cast.sanne), cast.vlinders.id)
    assert not found(access.group_of, session, staff_actor(cast.karima), cast.vlinders.id)
