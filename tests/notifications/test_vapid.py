"""Who we say we are to a push service."""

import base64
import json
import logging
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from py_vapid import Vapid02
from yarl import URL

from app.config import Settings, get_settings
from app.notifications.vapid import Vapid, check_contact, vapid_of

NOON = datetime(2026, 11, 4, 12, tzinfo=UTC)
SERVICE = URL("https://fcm.googleapis.com/fcm/send/secret-of-a-phone")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return get_settings().model_copy(update={"data_folder": tmp_path, "contact": "mailto:beheer@regenboog.nl"})


def _claims(vapid: Vapid, url: URL = SERVICE) -> dict[str, object]:
    token = vapid.header(url).removeprefix("vapid t=").split(",")[0].split(".")[1]
    claims: dict[str, object] = json.loads(base64.urlsafe_b64decode(token + "=="))
    return claims


def test_the_key_is_made_once_and_kept_for_us_alone(settings: Settings) -> None:
    first = vapid_of(settings).public_key
    path = settings.data_folder / "vapid.pem"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    vapid_of.__globals__["_vapid"].cache_clear()  # as after a restart
    assert vapid_of(settings).public_key == first
    assert len(first) == 87


def test_the_note_names_the_service_and_the_contact_but_no_phone(settings: Settings) -> None:
    claims = _claims(vapid_of(settings))
    assert claims["aud"] == "https://fcm.googleapis.com"
    assert claims["sub"] == "mailto:beheer@regenboog.nl"


def test_the_note_is_signed_with_our_key(settings: Settings) -> None:
    assert Vapid02.verify(vapid_of(settings).header(SERVICE))


def test_a_note_serves_a_service_until_an_hour_before_it_ends(settings: Settings) -> None:
    vapid = vapid_of(settings)
    with time_machine.travel(NOON, tick=False) as clock:
        first = vapid.header(SERVICE)
        clock.shift(10 * 3600)
        assert vapid.header(URL("https://fcm.googleapis.com/fcm/send/another")) == first
        clock.shift(2 * 3600)
        assert vapid.header(SERVICE) != first
        assert _claims(vapid)["exp"] == NOON.timestamp() + 24 * 3600


def test_each_service_gets_its_own_note(settings: Settings) -> None:
    vapid = vapid_of(settings)
    assert vapid.header(SERVICE) != vapid.header(URL("https://web.push.apple.com/x"))


@pytest.mark.parametrize("contact", ["", "beheer", "beheer@regenboog.nl", "http://regenboog.nl", "mailto:", "mailto:x"])
def test_a_contact_that_is_no_address_is_refused(contact: str) -> None:
    with pytest.raises(ValueError, match="DAGKAART_CONTACT"):
        check_contact(contact)


@pytest.mark.parametrize(
    ("contact", "is_warned"),
    [
        ("mailto:beheer@dagkaart.example", True),
        ("mailto:me@localhost", True),
        ("https://example.com/contact", True),
        ("mailto:beheer@regenboog.nl", False),
        ("https://regenboog.nl/contact", False),
    ],
)
def test_a_contact_nobody_reads_is_warned_of(contact: str, is_warned: bool, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "dagkaart"):
        check_contact(contact)
    assert ("not a real address" in caplog.text) is is_warned
