"""Subscribing a phone, and ending it."""

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session, select

from app.config import Settings
from app.notifications import subscriptions
from app.notifications.models import Subscription
from app.people.models import Caregiver
from app.sign_in.ending import end_devices
from app.sign_in.models import Device
from tests.cast import Cast
from tests.notifications.push_service import Phone, PushService
from tests.notifications.scenes import subscribe

Bound = Callable[[Caregiver], TestClient]


@pytest.fixture
def phone_of(as_caregiver: Bound, settings: Settings) -> Bound:
    """Return a function that gives a bound phone whose server knows the push service."""

    def bound(caregiver: Caregiver) -> TestClient:
        client = as_caregiver(caregiver)
        client.app.state.settings = settings  # type: ignore[attr-defined]
        return client

    return bound


def test_everyone_can_have_the_key_to_subscribe_with(client: TestClient) -> None:
    assert len(client.get("/api/v1/push-key").json()["key"]) == 87


def test_a_phone_is_subscribed(phone_of: Bound, cast: Cast, push_service: PushService, session: Session) -> None:
    phone = Phone()
    endpoint = push_service.endpoint("201", phone)
    answer = phone_of(cast.hala).put("/api/v1/subscription", json=phone.body(endpoint))
    saved = session.exec(select(Subscription)).one()
    assert answer.status_code == 204
    assert (saved.caregiver_id, saved.endpoint, saved.p256dh) == (cast.hala.id, endpoint, phone.p256dh)


def test_subscribing_again_confirms_it(
    phone_of: Bound, cast: Cast, push_service: PushService, session: Session
) -> None:
    client, phone = phone_of(cast.hala), Phone()
    for _ in range(2):
        client.put("/api/v1/subscription", json=phone.body(push_service.endpoint("201", phone)))
    saved = session.exec(select(Subscription)).one()
    assert saved.confirmed_at > saved.created_at


def test_a_phone_has_one_subscription_its_newest(
    phone_of: Bound, cast: Cast, push_service: PushService, session: Session
) -> None:
    client, old, new = phone_of(cast.hala), Phone(), Phone()
    for phone in (old, new):
        client.put("/api/v1/subscription", json=phone.body(push_service.endpoint("201", phone)))
    assert session.exec(select(Subscription)).one().p256dh == new.p256dh


def test_a_second_account_on_one_phone_takes_its_endpoint_over(
    phone_of: Bound, cast: Cast, push_service: PushService, session: Session
) -> None:
    phone = Phone()
    for caregiver in (cast.hala, cast.selam):
        phone_of(caregiver).put("/api/v1/subscription", json=phone.body(push_service.endpoint("201", phone)))
    assert session.exec(select(Subscription)).one().caregiver_id == cast.selam.id


def test_two_phones_of_one_caregiver_both_stay(
    phone_of: Bound, cast: Cast, push_service: PushService, session: Session
) -> None:
    for phone in (Phone(), Phone()):
        phone_of(cast.hala).put("/api/v1/subscription", json=phone.body(push_service.endpoint("201", phone)))
    assert len(session.exec(select(Subscription)).all()) == 2


def test_an_address_inside_the_network_is_refused(phone_of: Bound, cast: Cast, session: Session) -> None:
    answer = phone_of(cast.hala).put("/api/v1/subscription", json=Phone().body("https://169.254.169.254/x"))
    assert (answer.status_code, answer.json()["code"]) == (422, "bad_endpoint")
    assert session.exec(select(Subscription)).all() == []


@pytest.mark.parametrize(
    "keys",
    [
        {"p256dh": "", "auth": ""},
        {"p256dh": "BAAA", "auth": Phone().auth},
        {"p256dh": Phone().p256dh, "auth": "AAAA"},
        {"p256dh": "B" + "A" * 86, "auth": Phone().auth},
        {"p256dh": "не base64", "auth": Phone().auth},
        {"p256dh": Phone().p256dh},
        "keys",
    ],
)
def test_keys_nothing_can_be_encrypted_for_are_refused(
    phone_of: Bound, cast: Cast, push_service: PushService, keys: object
) -> None:
    body = {"endpoint": push_service.endpoint("201", Phone()), "keys": keys}
    assert phone_of(cast.hala).put("/api/v1/subscription", json=body).status_code == 422


def test_a_phone_can_stop_it(phone_of: Bound, cast: Cast, push_service: PushService, session: Session) -> None:
    client, phone = phone_of(cast.hala), Phone()
    client.put("/api/v1/subscription", json=phone.body(push_service.endpoint("201", phone)))
    assert client.delete("/api/v1/subscription").status_code == 204
    assert session.exec(select(Subscription)).all() == []
    assert client.delete("/api/v1/subscription").status_code == 204


def test_signing_a_device_out_removes_its_subscription(cast: Cast, push_service: PushService, session: Session) -> None:
    _, subscription = subscribe(session, cast.hala, push_service)
    _, other = subscribe(session, cast.hala, push_service)
    end_devices(session, [session.get_one(Device, subscription.device_id)])
    assert session.exec(select(Subscription.id)).all() == [other.id]
    assert subscriptions.subscription_of(session, subscription.device_id) is None


def test_staff_cannot_subscribe(as_staff: Callable[..., TestClient], cast: Cast, push_service: PushService) -> None:
    phone = Phone()
    answer = as_staff(cast.sanne).put("/api/v1/subscription", json=phone.body(push_service.endpoint("201", phone)))
    assert answer.status_code == 401


def test_a_test_needs_a_subscription(phone_of: Bound, cast: Cast) -> None:
    answer = phone_of(cast.hala).post("/api/v1/test-notification")
    assert (answer.status_code, answer.json()["pictogram"]) == (422, "ui_bell_off")


def test_a_test_can_be_asked_for_once_in_ten_seconds(phone_of: Bound, cast: Cast, push_service: PushService) -> None:
    client, phone = phone_of(cast.hala), Phone()
    client.put("/api/v1/subscription", json=phone.body(push_service.endpoint("201", phone)))
    assert client.post("/api/v1/test-notification").status_code == 202
    assert client.post("/api/v1/test-notification").status_code == 429
