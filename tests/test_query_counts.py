"""The number of statements a page takes does not grow with the rows it shows."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine, event
from sqlmodel import Session

from app.people.models import Caregiver, CaregiverAccess, Child, Group, Role, Site, StaffMember, StaffRole
from app.security import new_token
from app.sign_in.models import Device
from tests.cast import Cast

MANY = 12
As = Callable[[StaffMember], TestClient]


@contextmanager
def counting(engine: Engine) -> Iterator[list[str]]:
    """Give the statements that are sent meanwhile, counted by the driver itself."""
    sent: list[str] = []

    def watch(connection: Any, *_pool: object) -> None:  # noqa: ANN401 -- the driver's connection has no types
        connection.set_trace_callback(sent.append)

    event.listen(engine, "checkout", watch)
    yield sent
    event.remove(engine, "checkout", watch)


def statements_of(browser: TestClient, engine: Engine, path: str) -> int:
    assert browser.get(path).status_code == 200  # what is compiled or cached once is not counted
    with counting(engine) as sent:
        assert browser.get(path).status_code == 200
    assert sent
    return len(sent)


@pytest.fixture
def grow(session: Session, cast: Cast) -> Callable[[], None]:
    """Return a function that adds a dozen families, groups, sites and colleagues."""

    def grown() -> None:
        for place in range(MANY):
            site = Site(organisation_id=cast.regenboog.id, name=f"Site {place}")
            child = Child(group_id=cast.vlinders.id, given_name=f"Child {place}", avatar="avatar_bee")
            caregiver = Caregiver(site_id=cast.site.id, name=f"Parent {place}", languages=["ar", "nl"])
            member = StaffMember(
                organisation_id=cast.regenboog.id, email=f"{place}@example.org", name=f"M {place}", password_hash="-"
            )
            session.add_all([site, child, caregiver, member])
            session.flush()
            group = Group(site_id=site.id, name=f"Group {place}")
            session.add(group)
            session.flush()
            session.add_all(
                [
                    CaregiverAccess(child_id=child.id, caregiver_id=caregiver.id),
                    CaregiverAccess(child_id=child.id, caregiver_id=cast.hala.id),
                    CaregiverAccess(child_id=cast.amal.id, caregiver_id=caregiver.id),
                    Device(caregiver_id=caregiver.id, token_hash=new_token(), language="ar"),
                    StaffRole(staff_member_id=member.id, role=Role.STAFF, group_id=group.id),
                ]
            )
        session.commit()

    return grown


@pytest.mark.parametrize("path", ["/families", "/families/new", "/families/{amal}", "/today"])
def test_a_groups_pages(as_staff: As, engine: Engine, cast: Cast, grow: Callable[[], None], path: str) -> None:
    browser, address = as_staff(cast.sanne), f"/staff/groups/{cast.vlinders.id}{path}".format(amal=cast.amal.id)
    before = statements_of(browser, engine, address)
    grow()
    assert before == statements_of(browser, engine, address) <= 25


@pytest.mark.parametrize("path", ["/staff/organisation", "/staff/account"])
def test_the_organisations_pages(as_staff: As, engine: Engine, cast: Cast, grow: Callable[[], None], path: str) -> None:
    browser = as_staff(cast.ineke)
    before = statements_of(browser, engine, path)
    grow()
    assert before == statements_of(browser, engine, path) <= 25


@pytest.mark.parametrize("path", ["/today", "/us"])
def test_a_parents_pages(
    as_caregiver: Callable[[Caregiver], TestClient], engine: Engine, cast: Cast, grow: Callable[[], None], path: str
) -> None:
    phone = as_caregiver(cast.hala)
    before = statements_of(phone, engine, path)
    grow()
    assert before == statements_of(phone, engine, path) <= 12
