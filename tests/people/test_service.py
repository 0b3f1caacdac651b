"""What is made with a person or a place: names cleaned, e-mail addresses kept once, passwords long enough."""

from datetime import time

import pytest
from sqlmodel import Session, select

from app.clock import now
from app.errors import Refused
from app.people import service
from app.people.models import Role, StaffRole
from app.security import is_password
from tests.cast import PASSWORD, Cast


def test_an_organisation_with_a_site_a_group_and_an_administrator(session: Session) -> None:
    organisation = service.create_organisation(session, " De  Zon ")
    site = service.create_site(session, organisation, "Oost")
    group = service.create_group(session, site, "Beren", avatar="avatar_bee", pick_up_at=time(12))
    made = service.create_administrator(session, organisation, email=" A@B.nl ", name="Ans", password=PASSWORD)
    assert (organisation.name, site.organisation_id, group.site_id) == ("De Zon", organisation.id, site.id)
    assert (made.email, made.password_expires_at) == ("a@b.nl", None)
    assert is_password(PASSWORD, made.password_hash)
    [role] = session.exec(select(StaffRole).where(StaffRole.staff_member_id == made.id))
    assert (role.role, role.group_id, role.site_id) == (Role.ADMINISTRATOR, None, None)


def test_a_staff_members_first_password_expires(session: Session, cast: Cast) -> None:
    email, password = "noa@example.org", service.new_one_time_password()
    made = service.create_staff_member(session, cast.regenboog.id, email=email, name="Noa", password=password)
    assert made.password_expires_at is not None
    assert made.password_expires_at - now() <= service.ONE_TIME_PASSWORD_LASTS


NO_ADDRESSES = ["", "sanne", "@example.org", "sanne@", "sanne@example", "a@b@c.nl", "a b@c.nl", "a@."]


@pytest.mark.parametrize("typed", [*NO_ADDRESSES, "a@b.nl\x00", "a\u202e@b.nl", "a" * 250 + "@b.nl", "a@\ud800.nl"])
def test_what_is_no_email_address_is_refused(typed: str) -> None:
    with pytest.raises(Refused) as refused:
        service.clean_email(typed)
    assert refused.value.code == "wrong_email"


def test_an_email_address_belongs_to_one_staff_member(session: Session, cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        service.create_staff_member(
            session, cast.regenboog.id, email="SANNE@example.org", name="Noa", password=PASSWORD
        )
    assert refused.value.code == "email_in_use"


@pytest.mark.parametrize(("length", "code"), [(9, "short_password"), (201, "long_password"), (10_000, "long_password")])
def test_a_password_is_long_enough_and_not_endless(length: int, code: str) -> None:
    with pytest.raises(Refused) as refused:
        service.clean_password("a" * length)
    assert refused.value.code == code


def test_a_one_time_password_can_be_read_out() -> None:
    made = {service.new_one_time_password() for _ in range(50)}
    assert len(made) == 50
    assert {len(one) for one in made} == {14}
    assert all(part.isdecimal() for one in made for part in one.split("-"))
