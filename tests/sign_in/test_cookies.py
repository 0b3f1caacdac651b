"""The two cookies: read by no script, sent to no other website, and on https to no other host or path."""

from uuid import uuid4

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app.config import Settings, get_settings
from app.main import create_app
from app.sign_in.cards import IssuedCard
from tests.cast import PASSWORD, Cast


@pytest.fixture
def on_https(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    """Return a browser at a server whose address is https."""
    settings: Settings = get_settings()
    monkeypatch.setattr(settings, "public_url", "https://dagkaart.example")
    return TestClient(create_app(settings, engine), base_url="https://dagkaart.example", follow_redirects=False)


def test_on_https_both_are_secure_and_bound_to_the_host(on_https: TestClient, cast: Cast, card: IssuedCard) -> None:
    joined = on_https.post("/api/v1/sign-in-cards/redemption", json={"device_id": str(uuid4()), "token": card.token})
    entered = on_https.post("/staff/sign-in", data={"email": "sanne@example.org", "password": PASSWORD})
    for answer, name, days in ((joined, "device", 400), (entered, "staff", 30)):
        sent = answer.headers["set-cookie"]
        assert sent.startswith(f"__Host-dagkaart_{name}=")
        parts = {part.strip().lower() for part in sent.split(";")[1:]}
        assert parts == {"httponly", "secure", "samesite=lax", "path=/", f"max-age={days * 86_400}"}
    assert "strict-transport-security" in joined.headers


def test_signing_out_takes_the_cookie_away(on_https: TestClient, cast: Cast, card: IssuedCard) -> None:
    on_https.post("/api/v1/sign-in-cards/redemption", json={"device_id": str(uuid4()), "token": card.token})
    answer = on_https.delete("/api/v1/device")
    assert answer.headers["set-cookie"].startswith('__Host-dagkaart_device=""')
    assert "Max-Age=0" in answer.headers["set-cookie"]
    assert answer.headers["clear-site-data"] == '"cache", "storage"'


def test_a_demo_without_https_has_no_prefix_that_its_browser_would_refuse(client: TestClient, card: IssuedCard) -> None:
    answer = client.post("/api/v1/sign-in-cards/redemption", json={"device_id": str(uuid4()), "token": card.token})
    sent = answer.headers["set-cookie"]
    assert (sent.startswith("dagkaart_device="), "Secure" in sent, "HttpOnly" in sent) == (True, False, True)
    assert "strict-transport-security" not in answer.headers


def test_what_looks_like_a_token_of_the_other_kind_opens_nothing(client: TestClient, card: IssuedCard) -> None:
    client.post("/api/v1/sign-in-cards/redemption", json={"device_id": str(uuid4()), "token": card.token})
    token = client.cookies["dagkaart_device"]
    answer = client.get("/staff/account", headers={"cookie": f"dagkaart_staff={token}"})
    assert answer.status_code == 401
