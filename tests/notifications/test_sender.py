"""What the sender does with each answer of a push service."""

import logging
from datetime import UTC, datetime

import pytest
import time_machine

from app.config import Settings
from app.notifications.models import Kind
from app.notifications.payload import payload, smallest_payload
from app.notifications.sender import Message, Outcome, Sender, Stopping
from tests.notifications.push_service import Phone, PushService

DAY = datetime(2026, 11, 4, 12, 0, tzinfo=UTC)


def _message(endpoint: str, phone: Phone) -> Message:
    return Message(
        endpoint=endpoint,
        p256dh=phone.p256dh,
        auth=phone.auth,
        payload=payload(Kind.DIGEST, DAY.date(), "ar", "https://dag.example"),
        smallest=smallest_payload(Kind.DIGEST, "ar", "https://dag.example"),
        topic="digest-2026-11-04",
        ttl_seconds=3600,
    )


def _send(sender: Sender, service: PushService, behaviour: str) -> tuple[Outcome, float | None, Phone]:
    phone = Phone()
    [answer] = sender.send([_message(service.endpoint(behaviour, phone), phone)])
    return answer.outcome, answer.retry_after_seconds, phone


def test_only_the_phone_can_read_what_is_sent(sender: Sender, push_service: PushService) -> None:
    outcome, _, phone = _send(sender, push_service, "201")
    [body] = push_service.bodies_for(phone)
    assert outcome is Outcome.SENT
    assert b"notification" not in body
    message = phone.read(body)
    assert message["web_push"] == 8030
    assert message["notification"] == {
        "title": message["notification"]["title"],
        "navigate": "https://dag.example/today",
        "lang": "ar",
        "dir": "rtl",
        "tag": "digest-2026-11-04",
    }


def test_a_message_says_how_long_how_urgent_and_what_it_replaces(sender: Sender, push_service: PushService) -> None:
    _send(sender, push_service, "201")
    headers = push_service.received[0].headers
    assert headers["TTL"] == "3600"
    assert headers["Topic"] == "digest-2026-11-04"
    assert headers["Urgency"] == "normal"
    assert headers["Content-Encoding"] == "aes128gcm"
    assert headers["Authorization"].startswith("vapid t=")


@pytest.mark.parametrize("status", ["200", "201", "202"])
def test_a_message_that_is_taken_is_sent(sender: Sender, push_service: PushService, status: str) -> None:
    assert _send(sender, push_service, status)[0] is Outcome.SENT


@pytest.mark.parametrize("status", ["404", "410"])
def test_a_phone_that_is_not_there_is_gone(sender: Sender, push_service: PushService, status: str) -> None:
    assert _send(sender, push_service, status)[0] is Outcome.GONE


@pytest.mark.parametrize("status", ["401", "403"])
def test_a_service_that_refuses_us_raises_an_alarm_without_names(
    sender: Sender, push_service: PushService, status: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR, "dagkaart"):
        outcome, _, phone = _send(sender, push_service, status)
    assert outcome is Outcome.FAILED
    assert "ALARM" in caplog.text
    assert phone.name not in caplog.text


def test_one_alarm_is_enough_for_many_phones(
    sender: Sender, push_service: PushService, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(3):
        _send(sender, push_service, "403")
    assert caplog.text.count("ALARM") == 1


@pytest.mark.parametrize("status", ["429", "500", "502", "503"])
def test_a_service_that_is_busy_is_tried_again_later(sender: Sender, push_service: PushService, status: str) -> None:
    assert _send(sender, push_service, status)[:2] == (Outcome.LATER, None)


def test_a_service_may_say_in_seconds_when_to_come_back(sender: Sender, push_service: PushService) -> None:
    assert _send(sender, push_service, "retry")[:2] == (Outcome.LATER, 1.0)


def test_a_service_may_say_by_the_clock_when_to_come_back(sender: Sender, push_service: PushService) -> None:
    with time_machine.travel(DAY, tick=False):
        outcome, seconds, _ = _send(sender, push_service, "dated")
    assert (outcome, seconds) == (Outcome.LATER, 600.0)


def test_a_service_that_hangs_is_tried_again_later(settings: Settings, push_service: PushService) -> None:
    impatient = Sender(settings.model_copy(update={"push_timeout_seconds": 0.1}))
    impatient.start()
    assert _send(impatient, push_service, "hang")[0] is Outcome.LATER
    impatient.stop()


def test_a_service_that_is_not_there_is_tried_again_later(sender: Sender, push_service: PushService) -> None:
    phone, endpoint = Phone(), push_service.endpoint("201", Phone())
    push_service.stop()
    assert sender.send([_message(endpoint, phone)])[0].outcome is Outcome.LATER
    push_service.start()


def test_what_is_too_large_is_sent_once_more_as_small_as_can_be(sender: Sender, push_service: PushService) -> None:
    outcome, _, phone = _send(sender, push_service, "small-only")
    large, small = push_service.bodies_for(phone)
    assert outcome is Outcome.SENT
    assert len(small) < len(large)
    assert set(phone.read(small)["notification"]) == {"title", "navigate"}


def test_what_is_too_large_even_then_has_failed(sender: Sender, push_service: PushService) -> None:
    outcome, _, phone = _send(sender, push_service, "413")
    assert outcome is Outcome.FAILED
    assert len(push_service.bodies_for(phone)) == 2


def test_no_redirect_is_followed(sender: Sender, push_service: PushService) -> None:
    assert _send(sender, push_service, "redirect")[0] is Outcome.FAILED
    assert push_service.redirected == 0


def test_an_address_that_is_no_longer_allowed_is_not_asked(sender: Sender, push_service: PushService) -> None:
    phone = Phone()
    inside = f"http://localhost:{push_service.port}/201/{phone.name}"
    assert sender.send([_message(inside, phone)])[0].outcome is Outcome.FAILED
    assert push_service.received == []


def test_answers_come_in_the_order_of_their_messages(sender: Sender, push_service: PushService) -> None:
    wanted = ["201", "410", "503", "201", "403"]
    messages = [_message(push_service.endpoint(behaviour, phone), phone) for behaviour in wanted for phone in [Phone()]]
    outcomes = [answer.outcome for answer in sender.send(messages)]
    assert outcomes == [Outcome.SENT, Outcome.GONE, Outcome.LATER, Outcome.SENT, Outcome.FAILED]


def test_a_sender_that_stops_leaves_work_unfinished(settings: Settings) -> None:
    stopped = Sender(settings)
    stopped.start()
    stopped.stop()
    with pytest.raises(Stopping):
        stopped.send([])
