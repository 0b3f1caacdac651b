"""Who may invite, change and end whom; nobody reaches further than they look after, and nobody locks themselves out."""

import re
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
import time_machine
from fastapi.testclient import TestClient
from httpx import Response
from sqlmodel import Session, select

from app.clock import now
from app.people.models import Group, Role, Site, StaffMember, StaffRole
from tests.cast import PASSWORD, Cast

As = Callable[[StaffMember], TestClient]


@pytest.fixture
def bijen(session: Session, cast: Cast) -> Group:
    """Return a group of another site of the same organisation."""
    zuid = Site(organisation_id=cast.regenboog.id, name="Regenboog Zuid")
    session.add(zuid)
    session.flush()
    group = Group(site_id=zuid.id, name="Bijen")
    session.add(group)
    session.commit()
    return group


def invite(browser: TestClient, email: str = "noa@example.org", **roles: object) -> Response:
    return browser.post("/staff/members", data={"name": "Noa", "email": email, **roles})


def groups_of(session: Session, email: str) -> list[UUID | None]:
    query = select(StaffRole.group_id).join(StaffMember).where(StaffMember.email == email)
    return list(session.exec(query))


def test_an_invited_colleague_gets_in_with_a_password_that_is_shown_once(
    as_staff: As, client: TestClient, cast: Cast
) -> None:
    answer = invite(as_staff(cast.karima), groups=[str(cast.vlinders.id)])
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    [password] = re.findall(r"\d{4}-\d{4}-\d{4}", answer.text)
    form = {"email": "noa@example.org", "password": password, "own_password": "four words are better"}
    assert client.post("/staff/sign-in", data=form).headers["location"] == "/staff"
    assert client.get("/staff").headers["location"] == f"/staff/groups/{cast.vlinders.id}/today"


def test_a_coordinator_gives_roles_at_their_own_site_only(as_staff: As, cast: Cast, bijen: Group) -> None:
    karima = as_staff(cast.karima)
    own = {"groups": [str(cast.kikkers.id)], "sites": [str(cast.site.id)]}
    assert invite(karima, **own).status_code == 200
    for beyond in (
        {"groups": [str(bijen.id)]},
        {"groups": [str(cast.vlinders.id), str(cast.zeester.id)]},
        {"sites": [str(bijen.site_id)]},
        {"sites": [str(cast.other_site.id)]},
        {"groups": [str(uuid4())]},
        {"administrator": "yes"},
    ):
        assert invite(karima, "beyond@example.org", **beyond).status_code == 404


def test_what_could_not_be_given_leaves_nobody_behind(as_staff: As, cast: Cast, session: Session) -> None:
    invite(as_staff(cast.karima), "beyond@example.org", administrator="yes")
    invite(as_staff(cast.karima), "none@example.org")
    found = session.exec(select(StaffMember.email).where(StaffMember.name == "Noa")).all()
    assert found == []


def test_an_administrator_reaches_the_whole_organisation_and_no_other(
    as_staff: As, cast: Cast, bijen: Group, session: Session
) -> None:
    ineke = as_staff(cast.ineke)
    assert invite(ineke, groups=[str(bijen.id)], administrator="yes").status_code == 200
    assert invite(ineke, "beyond@example.org", groups=[str(cast.zeester.id)]).status_code == 404
    assert groups_of(session, "noa@example.org") == [bijen.id, None]


@pytest.mark.parametrize("roles", [{}, {"administrator": ""}])
def test_somebody_without_a_role_is_not_invited(as_staff: As, cast: Cast, roles: dict[str, str]) -> None:
    assert invite(as_staff(cast.ineke), **roles).status_code == 422


@pytest.mark.parametrize("wrong", [{"name": ""}, {"email": "nowhere"}, {"email": "joost@example.org"}])
def test_what_is_wrong_comes_back_with_what_was_typed(as_staff: As, cast: Cast, wrong: dict[str, str]) -> None:
    form = {"name": "Noa", "email": "noa@example.org", "groups": [str(cast.vlinders.id)], **wrong}
    answer = as_staff(cast.karima).post("/staff/members", data=form)
    assert (answer.status_code, "notice--error" in answer.text) == (422, True)
    assert f'value="{form["name"]}"' in answer.text
    assert f'value="{form["email"]}"' in answer.text


@pytest.mark.parametrize("ask", ["ending", "password", "roles"])
@pytest.mark.parametrize("name", ["karima", "ineke"])
def test_nobody_does_it_to_themselves(as_staff: As, cast: Cast, name: str, ask: str, session: Session) -> None:
    member = getattr(cast, name)
    answer = as_staff(member).post(f"/staff/members/{member.id}/{ask}", data={"groups": [str(cast.vlinders.id)]})
    assert answer.status_code == 422
    session.expire_all()
    assert session.get_one(StaffMember, member.id).ended_at is None
    [role] = session.exec(select(StaffRole.role).where(StaffRole.staff_member_id == member.id)).all()
    assert role == (Role.COORDINATOR if name == "karima" else Role.ADMINISTRATOR)


@pytest.mark.parametrize("ask", ["ending", "password", "roles", "restoration"])
def test_a_coordinator_cannot_touch_who_reaches_further(
    as_staff: As, cast: Cast, bijen: Group, session: Session, ask: str
) -> None:
    session.add(StaffRole(staff_member_id=cast.joost.id, role=Role.STAFF, group_id=bijen.id))
    session.commit()
    for member in (cast.ineke, cast.pieter, cast.joost):
        url = f"/staff/members/{member.id}/{ask}"
        assert as_staff(cast.karima).post(url, data={"groups": [str(cast.vlinders.id)]}).status_code == 404


def test_a_coordinator_sees_only_whom_they_may_change(as_staff: As, cast: Cast, bijen: Group) -> None:
    page = as_staff(cast.karima).get("/staff/organisation").text
    seen = [name for name in ("Sanne", "Joost", "Karima", "Ineke", "Pieter", "Bijen", "Anker") if name in page]
    assert seen == ["Sanne", "Joost", "Karima"]
    assert "Bijen" in as_staff(cast.ineke).get("/staff/organisation").text


def test_other_roles_count_from_the_next_request(as_staff: As, cast: Cast) -> None:
    sanne = as_staff(cast.sanne)
    url = f"/staff/members/{cast.sanne.id}/roles"
    assert as_staff(cast.karima).post(url, data={"groups": [str(cast.kikkers.id)]}).status_code == 303
    assert sanne.get(f"/staff/groups/{cast.vlinders.id}/families").status_code == 404
    assert sanne.get(f"/staff/groups/{cast.kikkers.id}/families").status_code == 200


def test_somebody_who_was_ended_comes_back_within_a_quarter_of_an_hour(
    as_staff: As, client: TestClient, cast: Cast
) -> None:
    ineke, url = as_staff(cast.ineke), f"/staff/members/{cast.sanne.id}"
    form = {"email": "sanne@example.org", "password": PASSWORD}
    assert ineke.post(f"{url}/ending").status_code == 303
    assert client.post("/staff/sign-in", data=form).status_code == 401
    assert ineke.post(f"{url}/ending").status_code == 404  # or an end of long ago could be undone
    assert ineke.post(f"{url}/restoration").status_code == 303
    assert client.post("/staff/sign-in", data=form).status_code == 303
    ineke.post(f"{url}/ending")
    with time_machine.travel(now() + timedelta(minutes=16)):
        assert ineke.post(f"{url}/restoration").status_code == 404


def test_who_left_and_is_invited_again_is_the_same_person_with_new_roles_only(
    as_staff: As, cast: Cast, session: Session
) -> None:
    as_staff(cast.ineke).post(f"/staff/members/{cast.sanne.id}/ending")
    assert invite(as_staff(cast.karima), "sanne@example.org", groups=[str(cast.kikkers.id)]).status_code == 200
    session.expire_all()
    member = session.get_one(StaffMember, cast.sanne.id)
    assert (member.name, member.ended_at, member.password_expires_at is None) == ("Noa", None, False)
    assert groups_of(session, "sanne@example.org") == [cast.kikkers.id]


def test_who_works_elsewhere_cannot_be_taken_over_by_an_invitation(as_staff: As, cast: Cast, session: Session) -> None:
    as_staff(cast.pieter).post("/staff/members", data={"name": "-", "email": "-"})
    session.get_one(StaffMember, cast.pieter.id).ended_at = now()
    session.commit()
    answer = invite(as_staff(cast.ineke), "pieter@example.org", groups=[str(cast.vlinders.id)])
    assert answer.status_code == 422


def test_places_are_added_and_changed_where_somebody_looks_after_them(
    as_staff: As, cast: Cast, session: Session
) -> None:
    karima, form = as_staff(cast.karima), {"name": " Bloemen ", "avatar": "avatar_bee", "pick_up_at": "12:15:30"}
    assert karima.post(f"/staff/sites/{cast.site.id}/groups", data=form).status_code == 303
    added = session.exec(select(Group).where(Group.name == "Bloemen")).one()
    assert (added.site_id, added.pick_up_at.isoformat()) == (cast.site.id, "12:15:00")
    for wrong in ({"name": ""}, {"avatar": "ui_bell"}, {"pick_up_at": "soon"}, {"pick_up_at": ""}):
        answer = karima.post(f"/staff/groups/{added.id}", data={**form, **wrong})
        assert (answer.status_code, "notice--error" in answer.text) == (422, True)
