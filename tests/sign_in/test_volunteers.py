"""A volunteer's card binds one phone, once, and opens the Studio and nothing else."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from fastapi.testclient import TestClient
from sqlalchemy import Engine
from sqlmodel import Session, select

from app.clock import now
from app.people.models import Caregiver, StaffMember
from app.sign_in.models import Volunteer
from tests.cast import Cast
from tests.one_app import app_on

REDEMPTION = "/api/v1/volunteer-cards/redemption"
STUDIO = "/api/v1/studio"


@pytest.fixture
def sanne(cast: Cast, as_staff: Callable[[StaffMember], TestClient]) -> TestClient:
    """Return a staff member's browser."""
    return as_staff(cast.sanne)


@pytest.fixture
def phone(engine: Engine) -> TestClient:
    """Return a phone that is bound to nobody."""
    return TestClient(app_on(engine), follow_redirects=False)


def issue(sanne: TestClient, volunteer_id: str = "") -> dict[str, str]:
    path = f"/api/v1/staff/volunteers/{volunteer_id or uuid4()}"
    answer = sanne.put(path, json={"name": "Zamzam", "language": "so"})
    assert (answer.status_code, answer.headers["cache-control"]) == (201, "no-store")
    return dict(answer.json())


def redeem(phone: TestClient, card: dict[str, str], device_id: str = "") -> int:
    token = card["url"].partition("/studio/join#")[2]
    return phone.post(REDEMPTION, json={"token": token, "device_id": device_id or str(uuid4())}).status_code


def test_a_card_opens_the_studio_and_nothing_else(sanne: TestClient, phone: TestClient) -> None:
    assert phone.get(STUDIO).status_code == 401
    assert redeem(phone, issue(sanne)) == 204
    assert phone.get(STUDIO).json()["languages"][0]["tag"] == "so"
    for path in ("/today", "/us", "/staff", "/api/v1/staff/voices", f"/photos/{uuid4()}/320.avif"):
        assert phone.get(path, headers={"accept": "application/json"}).status_code == 401, path


def test_a_card_works_once_and_for_the_same_phone_again(sanne: TestClient, phone: TestClient) -> None:
    card, device_id = issue(sanne), str(uuid4())
    assert [redeem(phone, card, device_id) for _ in range(2)] == [204, 204]
    assert phone.get(STUDIO).status_code == 200
    assert redeem(phone, card) == 410


def test_the_cookie_is_as_a_parents_is_and_the_secrets_are_kept_as_hashes(
    sanne: TestClient, phone: TestClient, session: Session
) -> None:
    card = issue(sanne)
    token = card["url"].partition("#")[2]
    answer = phone.post(REDEMPTION, json={"token": token})
    assert "httponly" in answer.headers["set-cookie"].lower()
    row = session.exec(select(Volunteer)).one()
    assert token not in str(row.model_dump())
    assert phone.cookies["dagkaart_volunteer"] not in str(row.model_dump())


def test_a_new_card_ends_the_old_one_and_the_phone(sanne: TestClient, phone: TestClient) -> None:
    first = issue(sanne)
    redeem(phone, first)
    second = issue(sanne, first["id"])
    assert phone.get(STUDIO).status_code == 401
    assert (redeem(phone, first), redeem(phone, second)) == (410, 204)
    assert phone.get(STUDIO).status_code == 200


def test_staff_end_a_volunteer_and_her_phone_is_out_at_once(
    sanne: TestClient, phone: TestClient, cast: Cast, as_staff: Callable[[StaffMember], TestClient]
) -> None:
    card = issue(sanne)
    redeem(phone, card)
    path = f"/api/v1/staff/volunteers/{card['id']}"
    elsewhere = as_staff(cast.pieter)
    assert elsewhere.delete(path).status_code == 404
    assert elsewhere.put(path, json={"name": "Z", "language": "so"}).status_code == 404
    assert elsewhere.get("/api/v1/staff/volunteers").json() == {"volunteers": []}
    [shown] = sanne.get("/api/v1/staff/volunteers").json()["volunteers"]
    assert shown | {"name": "Zamzam", "has_phone": True} == shown
    assert sanne.delete(path).status_code == 204
    assert (phone.get(STUDIO).status_code, redeem(phone, card)) == (401, 410)
    assert sanne.get("/api/v1/staff/volunteers").json() == {"volunteers": []}


def test_a_volunteer_signs_out(sanne: TestClient, phone: TestClient) -> None:
    redeem(phone, issue(sanne))
    token = phone.cookies["dagkaart_volunteer"]
    assert phone.delete("/api/v1/volunteer").status_code == 204
    phone.cookies.set("dagkaart_volunteer", token)
    assert phone.get(STUDIO).status_code == 401


def test_an_old_card_and_a_guessed_one_are_the_same(sanne: TestClient, phone: TestClient) -> None:
    card = issue(sanne)
    with time_machine.travel(now() + timedelta(days=8)):
        assert redeem(phone, card) == 410
    assert phone.post(REDEMPTION, json={"token": "a guess"}).status_code == 410


def test_who_guesses_on_and_on_has_to_wait(phone: TestClient) -> None:
    statuses = [phone.post(REDEMPTION, json={"token": f"guess {place}"}).status_code for place in range(21)]
    assert (set(statuses[:20]), statuses[20]) == ({410}, 429)


def test_a_language_we_do_not_speak_and_no_name_are_refused(sanne: TestClient) -> None:
    path = f"/api/v1/staff/volunteers/{uuid4()}"
    assert sanne.put(path, json={"name": "Zamzam", "language": "tlh"}).json()["code"] == "unknown_language"
    assert sanne.put(path, json={"name": " ", "language": "so"}).json()["code"] == "name_missing"


def test_a_parent_who_is_also_a_volunteer_is_each_on_their_own_pages(
    sanne: TestClient, phone: TestClient, cast: Cast, as_caregiver: Callable[[Caregiver], TestClient]
) -> None:
    redeem(phone, issue(sanne))
    phone.cookies.update(as_caregiver(cast.hala).cookies)
    phone.put(f"{STUDIO}/speakers/so", json={"alias": "Zamzam", "has_consented": True})
    assert phone.get("/us").status_code == 200
    phone.delete("/api/v1/volunteer")
    assert phone.get(STUDIO).json()["speakers"] == []
