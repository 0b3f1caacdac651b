"""Access ends at once and whole, and can be given back for a quarter of an hour; a child that leaves, for a day."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from fastapi.testclient import TestClient
from sqlmodel import Session, select

from app.clock import now, today
from app.notifications.models import Subscription
from app.people.models import Caregiver, Child, StaffMember
from app.security import hash_token
from app.sign_in.models import Device
from tests.cast import Cast
from tests.families.acting import code_on, families_url

Staff, Caregivers = Callable[[StaffMember], TestClient], Callable[[Caregiver], TestClient]


@pytest.fixture
def phone(as_caregiver: Caregivers, cast: Cast, session: Session) -> TestClient:
    """Return Selam's phone, which is pushed to."""
    bound = as_caregiver(cast.selam)
    device = session.exec(select(Device).where(Device.token_hash == hash_token(bound.cookies["dagkaart_device"]))).one()
    session.add(
        Subscription(
            device_id=device.id, caregiver_id=cast.selam.id, endpoint_hash="-", endpoint="-", p256dh="-", auth="-"
        )
    )
    session.commit()
    return bound


def selam_of_yonas(cast: Cast) -> str:
    return f"/staff/children/{cast.yonas.id}/caregivers/{cast.selam.id}"


def test_an_ended_access_is_felt_at_the_next_request(
    phone: TestClient, as_staff: Staff, cast: Cast, session: Session
) -> None:
    assert phone.get("/today").status_code == 200
    assert as_staff(cast.sanne).post(selam_of_yonas(cast) + "/ending").status_code == 303
    assert [phone.get(path).status_code for path in ("/today", "/us")] == [401, 401]
    assert session.exec(select(Subscription)).all() == []


def test_an_open_card_ends_with_it(as_staff: Staff, client: TestClient, cast: Cast) -> None:
    sanne, url = as_staff(cast.sanne), selam_of_yonas(cast)
    code = code_on(sanne.post(f"{url}/sign-in-cards", data={"card_id": str(cast.selam.id)}).text)
    sanne.post(f"{url}/ending")
    assert client.post("/join", data={"code": code}).status_code == 410
    sanne.post(f"{url}/restoration")
    assert client.post("/join", data={"code": code}).status_code == 410


def test_it_can_be_undone_for_a_quarter_of_an_hour(phone: TestClient, as_staff: Staff, cast: Cast) -> None:
    sanne, url = as_staff(cast.sanne), selam_of_yonas(cast)
    sanne.post(f"{url}/ending")
    with time_machine.travel(now() + timedelta(minutes=14)):
        assert "Selam" in sanne.get(f"{families_url(cast.vlinders)}/{cast.yonas.id}").text
        assert sanne.post(f"{url}/restoration").status_code == 303
    assert phone.get("/today").status_code == 200


def test_after_that_it_cannot(phone: TestClient, as_staff: Staff, cast: Cast) -> None:
    sanne, url = as_staff(cast.sanne), selam_of_yonas(cast)
    sanne.post(f"{url}/ending")
    with time_machine.travel(now() + timedelta(minutes=16)):
        assert "Selam" not in sanne.get(f"{families_url(cast.vlinders)}/{cast.yonas.id}").text
        assert sanne.post(f"{url}/restoration").status_code == 404
    assert phone.get("/today").status_code == 401


def test_who_still_sees_another_child_stays_signed_in_and_sees_only_that(
    as_caregiver: Caregivers, as_staff: Staff, cast: Cast
) -> None:
    sanne, phone = as_staff(cast.sanne), as_caregiver(cast.hala)
    sanne.post(f"/staff/children/{cast.yonas.id}/shared-caregivers", data={"caregiver_id": str(cast.hala.id)})
    assert "Amal" in phone.get("/today").text
    sanne.post(f"/staff/children/{cast.amal.id}/caregivers/{cast.hala.id}/ending")
    page = phone.get("/today")
    assert (page.status_code, "Amal" in page.text) == (200, False)
    assert phone.get(f"/today?child={cast.amal.id}").status_code == 404


def test_a_child_that_leaves_is_gone_at_once_and_comes_back_whole(
    phone: TestClient, as_staff: Staff, cast: Cast
) -> None:
    sanne, families = as_staff(cast.sanne), families_url(cast.vlinders)
    assert sanne.post(f"/staff/children/{cast.yonas.id}/departure").headers["location"] == families
    assert phone.get("/today").status_code == 401
    assert sanne.get(f"{families}/{cast.yonas.id}").status_code == 404
    assert "Yonas" in sanne.get(families).text
    assert sanne.post(f"{families}/{cast.yonas.id}/return").status_code == 303
    assert phone.get("/today").status_code == 200


def test_a_child_that_left_yesterday_does_not_come_back(as_staff: Staff, cast: Cast, session: Session) -> None:
    session.get_one(Child, cast.yonas.id).left_on = today() - timedelta(days=1)
    session.commit()
    families = families_url(cast.vlinders)
    assert "Yonas" not in as_staff(cast.sanne).get(families).text
    assert as_staff(cast.sanne).post(f"{families}/{cast.yonas.id}/return").status_code == 404


def test_signing_out_the_phones_leaves_the_access(
    phone: TestClient, as_staff: Staff, client: TestClient, cast: Cast, session: Session
) -> None:
    sanne, url = as_staff(cast.sanne), selam_of_yonas(cast)
    sanne.post(f"{url}/sign-out")
    assert (phone.get("/today").status_code, session.exec(select(Subscription)).all()) == (401, [])
    code = code_on(sanne.post(f"{url}/sign-in-cards", data={"card_id": str(cast.selam.id)}).text)
    assert client.post("/join", data={"code": code}).status_code == 303


def test_a_card_is_withdrawn_in_one_tap(as_staff: Staff, client: TestClient, cast: Cast) -> None:
    sanne, card_id = as_staff(cast.sanne), str(cast.selam.id)
    code = code_on(sanne.post(f"{selam_of_yonas(cast)}/sign-in-cards", data={"card_id": card_id}).text)
    assert sanne.post(f"/staff/children/{cast.yonas.id}/sign-in-cards/{card_id}/revocation").status_code == 303
    assert client.post("/join", data={"code": code}).status_code == 410


def test_a_caregiver_ends_another_phone_of_their_own(as_caregiver: Caregivers, cast: Cast, session: Session) -> None:
    here, lost = as_caregiver(cast.hala), as_caregiver(cast.hala)
    hashed = hash_token(lost.cookies["dagkaart_device"])
    device = session.exec(select(Device).where(Device.token_hash == hashed)).one()
    assert str(device.id) in here.get("/us").text
    assert here.delete(f"/api/v1/devices/{device.id}").status_code == 204
    assert (here.get("/today").status_code, lost.get("/today").status_code) == (200, 401)
