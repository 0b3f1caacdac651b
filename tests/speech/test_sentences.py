"""A day's sentence is heard as a person's recordings or as one clip, and nobody else can have one made."""

import os
import time
from uuid import UUID

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app.config import get_settings
from app.language.sentences import sentence
from app.media.storage import get_storage
from app.speech import voices
from app.speech.clips import clips_folder
from app.speech.sentences import FOLDER, sentence_of
from app.speech.sweeping import sweep_sentences
from tests.speech.hearing import heard

TODAY_KEY = "words/today"
THINGS = ("paint", "outside_play")


def recorded(monkeypatch: pytest.MonkeyPatch, *keys: str) -> None:
    """Let a speaker of Dutch have recorded these."""
    recordings = {("nl", key): UUID(int=number) for number, key in enumerate(keys, 1)}
    monkeypatch.setattr(voices, "_voices", voices._Voices(recordings=recordings))


def test_a_sentence_is_made_by_its_languages_own_grammar() -> None:
    assert sentence("nl", THINGS, is_today=True) == "Vandaag hebben we geverfd en buiten gespeeld."
    assert sentence("nl", ("paint", "sing", "dance"), is_today=False) == "We hebben geverfd, gezongen en gedanst."
    assert sentence("en", ("fruit",), is_today=True) == "Today we ate fruit."


def test_a_language_that_lacks_a_part_says_nothing_rather_than_something_wrong() -> None:
    assert sentence("nl", ("paint", "no_such_thing"), is_today=True) == ""
    assert sentence("nl", (), is_today=True) == ""
    assert sentence("tlh", THINGS, is_today=True) == ""
    assert sentence_of("nl", ("no_such_thing",), is_today=True) is None


def test_a_sentence_of_our_own_pages_plays(client: TestClient) -> None:
    said = sentence_of("nl", THINGS, is_today=True)
    assert said
    answer = client.get(said.clip or "")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "audio/mp4")
    assert "immutable" in answer.headers["cache-control"]
    assert heard(answer.content).audible_seconds() > 1.0


def test_nobody_can_have_another_sentence_made(client: TestClient) -> None:
    said = sentence_of("nl", THINGS, is_today=True)
    assert said
    before = len(list((clips_folder() / FOLDER).glob("*")))
    address = (said.clip or "").split("?")[0]
    seal = address.split(".")[-2]
    told = ("today.paint.sing", "earlier.paint.outside_play", "today.paint", "", "today.paint.outside_play.ü")
    for path in (*(f"/clips/nl/sentences/{one}.{seal}.m4a" for one in told), address.replace("/nl/", "/en/")):
        assert client.get(path).status_code == 404, path
    assert len(list((clips_folder() / FOLDER).glob("*"))) == before


def test_recordings_of_all_parts_are_played_one_after_another(monkeypatch: pytest.MonkeyPatch) -> None:
    recorded(monkeypatch, TODAY_KEY, "did/paint", "paint", "outside_play")
    said = sentence_of("nl", THINGS, is_today=True)
    assert said
    assert [part.text for part in said.parts] == ["Vandaag", "geverfd", "Buiten spelen"]
    assert [part.clip[-6:-4] for part in said.parts] == ["01", "02", "04"]
    earlier = sentence_of("nl", THINGS, is_today=False)
    assert earlier
    assert [part.text for part in earlier.parts] == ["geverfd", "Buiten spelen"]


def test_two_voices_never_share_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    recorded(monkeypatch, TODAY_KEY, "did/paint")
    said = sentence_of("nl", THINGS, is_today=True)
    assert said
    assert (said.parts, bool(said.clip)) == ((), True)


def test_the_sentence_of_a_day_that_nobody_can_open_any_more_is_removed(client: TestClient, engine: Engine) -> None:
    said = sentence_of("nl", ("sing", "dance", "ball"), is_today=True)
    client.get((said.clip if said else None) or "")
    assert sweep_sentences(engine, get_storage()) == 0
    newest = max(
        (get_settings().data_folder / "clips" / FOLDER).glob("*.m4a"), key=lambda path: path.stat().st_mtime_ns
    )
    os.utime(newest, (0, time.time() - 61 * 24 * 3600))
    assert sweep_sentences(engine, get_storage()) == 1
    assert not newest.exists()
