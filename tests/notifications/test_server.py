"""Notifications through the whole application, as it runs."""

from collections.abc import Callable

from fastapi.testclient import TestClient

from app.config import Settings
from app.people.models import Caregiver
from tests.cast import Cast
from tests.notifications.push_service import Phone, PushService
from tests.notifications.scenes import wait_until


def test_a_parent_subscribes_asks_for_a_test_and_gets_it(
    as_caregiver: Callable[[Caregiver], TestClient], cast: Cast, push_service: PushService, settings: Settings
) -> None:
    phone, browser = Phone(), as_caregiver(cast.selam)
    browser.app.state.settings = settings  # type: ignore[attr-defined]
    with browser:
        browser.put("/api/v1/subscription", json=phone.body(push_service.endpoint("201", phone)))
        assert browser.post("/api/v1/test-notification").status_code == 202
        wait_until(lambda: bool(push_service.bodies_for(phone)))
    [body] = push_service.bodies_for(phone)
    assert phone.read(body)["notification"]["lang"] == "ti"
