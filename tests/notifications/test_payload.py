"""What a phone shows."""

import json
from datetime import date
from typing import Any

import pytest

from app.language.languages import tags
from app.notifications.models import Kind
from app.notifications.payload import payload, smallest_payload

DAY = date(2026, 11, 4)
URL = "https://dag.example/"


def _shown(language: str, kind: Kind = Kind.DIGEST) -> dict[str, Any]:
    message: dict[str, Any] = json.loads(payload(kind, DAY, language, URL))
    shown: dict[str, Any] = message["notification"]
    return shown


@pytest.mark.parametrize(
    ("language", "title", "direction"),
    [("nl", "Er is iets nieuws te zien", "ltr"), ("ar", "هناك شيء جديد لتراه", "rtl")],
)
def test_the_title_is_in_the_phones_language(language: str, title: str, direction: str) -> None:
    shown = _shown(language)
    assert (shown["title"], shown["lang"], shown["dir"]) == (title, language, direction)


def test_every_language_has_words_of_its_own_for_it() -> None:
    titles = [_shown(language, kind)["title"] for language in tags() for kind in (Kind.DIGEST, Kind.TEST)]
    assert len(set(titles)) == len(titles)


def test_a_language_that_left_is_read_as_dutch() -> None:
    assert _shown("xx")["lang"] == "nl"


def test_two_messages_of_a_day_are_one_on_the_screen() -> None:
    assert _shown("nl")["tag"] == _shown("ti")["tag"] == "digest-2026-11-04"
    assert _shown("nl", Kind.TEST)["tag"] != _shown("nl")["tag"]


def test_it_opens_todays_card() -> None:
    assert _shown("nl")["navigate"] == "https://dag.example/today"


def test_every_message_is_small() -> None:
    for language in tags():
        assert len(smallest_payload(Kind.DIGEST, language, URL)) < len(payload(Kind.DIGEST, DAY, language, URL)) < 1000
