"""A sign-in card binds one phone, once; what a preview bot opens changes nothing."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
import time_machine
from fastapi.testclient import TestClient
from httpx import Response
from sqlalchemy import Engine
from sqlmodel import Session, select

from app.clock import now
from app.database import transaction
from app.people.models import Caregiver
from app.sign_in import cards
from app.sign_in.cards import IssuedCard
from app.sign_in.models import Device, FailedAttempt, SignInCard
from app.sign_in.redemption import MOST_CODES_EVERYWHERE, MOST_PER_ADDRESS
from tests.cast import Cast, staff_actor
from tests.reading_rows import everything_in
from tests.sign_in.conftest import Issue

REDEMPTION = "/api/v1/sign-in-cards/redemption"


def redeem(client: TestClient, device_id: UUID | None = None, **sent: str) -> Response:
    return client.post(REDEMPTION, json={"device_id": str(device_id or uuid4()), **sent})


def test_a_card_binds_a_phone_that_then_shows_today(client: TestClient, card: IssuedCard) -> None:
    assert redeem(client, token=card.token, language="ti").status_code == 204
    answer = client.get("/today")
    assert (answer.status_code, 'lang="ti"' in answer.text) == (200, True)


def test_without_a_choice_the_phone_speaks_the_caregivers_first_language(client: TestClient, card: IssuedCard) -> None:
    redeem(client, token=card.token, language="klingon")
    assert 'lang="ar"' in client.get("/today").text


def test_a_card_is_redeemed_once(client: TestClient, card: IssuedCard) -> None:
    assert redeem(client, token=card.token).status_code == 204
    again = redeem(client, token=card.token)
    assert (again.status_code, again.json()["pictogram"]) == (410, "ui_expired")
    assert redeem(client, code=card.code).status_code == 410


def test_opening_the_link_any_number_of_times_changes_nothing(
    client: TestClient, card: IssuedCard, cast: Cast, session: Session
) -> None:
    for agent in ("WhatsApp/2.23", "facebookexternalhit/1.1", "Mozilla/5.0 Chrome/140"):
        for path in (f"/join/{cast.site.id}", "/join"):
            assert client.get(path, headers={"user-agent": agent}).status_code == 200
            client.head(path)
    assert session.get_one(SignInCard, card.card.id).redeemed_at is None
    assert session.exec(select(Device)).all() == []
    assert redeem(client, token=card.token).status_code == 204


def test_a_phone_that_lost_the_answer_asks_again_and_gets_in(client: TestClient, card: IssuedCard) -> None:
    device_id = uuid4()
    redeem(client, device_id, token=card.token)
    client.cookies.clear()
    assert redeem(client, device_id, token=card.token).status_code == 204
    assert client.get("/today").status_code == 200


def test_it_can_ask_again_for_ten_minutes_only_and_with_its_own_id_only(client: TestClient, card: IssuedCard) -> None:
    device_id = uuid4()
    redeem(client, device_id, token=card.token)
    assert redeem(client, uuid4(), token=card.token).status_code == 410
    with time_machine.travel(now() + timedelta(minutes=11)):
        assert redeem(client, device_id, token=card.token).status_code == 410


def test_asking_again_does_not_wake_a_phone_that_was_signed_out(client: TestClient, card: IssuedCard) -> None:
    device_id = uuid4()
    redeem(client, device_id, token=card.token)
    assert client.delete("/api/v1/device").status_code == 204
    assert redeem(client, device_id, token=card.token).status_code == 410


def test_a_code_is_typed_on_a_page_without_scripts_in_any_digits(client: TestClient, card: IssuedCard) -> None:
    eastern = card.code.translate({ord(str(digit)): chr(0x0660 + digit) for digit in range(10)})
    answer = client.post("/join", data={"code": f" {eastern[:4]} {eastern[4:]}", "language": "so"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/today")
    assert 'lang="so"' in client.get("/today").text


@pytest.mark.parametrize("code", ["", "1234567", "123456789", "²²²²²²²²", "12345678"])
def test_a_code_that_is_none_is_refused_with_a_picture(client: TestClient, card: IssuedCard, code: str) -> None:
    answer = client.post("/join", data={"code": code}, headers={"accept": "text/html"})
    assert (answer.status_code, "notice--error" in answer.text) == (410, True)


def test_a_card_expires_after_its_days(client: TestClient, card: IssuedCard) -> None:
    with time_machine.travel(now() + timedelta(days=6, hours=23)):
        assert client.get("/join").status_code == 200
    with time_machine.travel(now() + timedelta(days=7, seconds=1)):
        assert redeem(client, token=card.token).status_code == 410


def test_a_new_card_makes_the_older_one_useless(client: TestClient, card: IssuedCard, issue: Issue, cast: Cast) -> None:
    newer = issue(cast.hala)
    assert redeem(client, token=card.token).status_code == 410
    assert redeem(client, token=newer.token).status_code == 204


def test_a_revoked_card_is_useless(client: TestClient, engine: Engine, card: IssuedCard, cast: Cast) -> None:
    with transaction(engine, is_writing=True) as session:
        cards.revoke(session, staff_actor(cast.sanne), card.card.id)
    assert redeem(client, token=card.token).status_code == 410


def test_a_card_of_a_caregiver_without_a_child_is_useless_and_not_used_up(
    client: TestClient, issue: Issue, cast: Cast, session: Session
) -> None:
    issued = issue(cast.ended)
    assert redeem(client, token=issued.token).status_code == 410
    assert session.get_one(SignInCard, issued.card.id).redeemed_at is None


def test_a_phone_that_is_taken_over_signs_the_first_account_out(
    as_caregiver: Callable[[Caregiver], TestClient], client: TestClient, card: IssuedCard, cast: Cast
) -> None:
    phone = as_caregiver(cast.fatma)
    [(_, first_token)] = phone.cookies.items()
    assert redeem(phone, token=card.token).status_code == 204
    assert phone.get("/today", headers={"cookie": f"dagkaart_device={first_token}"}).status_code in {303, 401}
    client.cookies.set("dagkaart_device", first_token)
    assert client.get("/today").status_code == 401


def test_another_phones_id_cannot_be_taken(client: TestClient, card: IssuedCard, issue: Issue, cast: Cast) -> None:
    device_id = uuid4()
    redeem(client, device_id, token=card.token)
    client.cookies.clear()
    assert redeem(client, device_id, token=issue(cast.omar).token).status_code == 410


def test_guessing_codes_ends_after_thirty_tries_of_everybody_together(
    client: TestClient, card: IssuedCard, session: Session
) -> None:
    statuses = [redeem(client, code="00000000").status_code for _ in range(MOST_PER_ADDRESS + 1)]
    assert statuses == [410] * MOST_PER_ADDRESS + [429]
    elsewhere = TestClient(client.app, client=("203.0.113.7", 1))
    statuses = [redeem(elsewhere, code="00000000").status_code for _ in range(MOST_CODES_EVERYWHERE - MOST_PER_ADDRESS)]
    assert (set(statuses), redeem(elsewhere, code=card.code).status_code) == ({410}, 429)
    assert redeem(elsewhere, token=card.token).status_code == 204  # a scanned card still works
    with time_machine.travel(now() + timedelta(minutes=16)):
        assert redeem(client, code="00000000").status_code == 410
    assert not [one for one in session.exec(select(FailedAttempt)) if "203.0.113" in one.key_hash]


def test_neither_token_nor_code_is_in_the_database(engine: Engine, client: TestClient, card: IssuedCard) -> None:
    redeem(client, token=card.token)
    kept = everything_in(engine)
    for secret in (card.token, card.code, client.cookies["dagkaart_device"]):
        assert secret not in kept
