"""Clips are served to everyone, in parts too, and kept for a year only under the address of this very sound."""

from fastapi.testclient import TestClient

from app.speech.clips import clip_url, word_clip_url
from tests.speech.hearing import heard


def test_a_concepts_clip_plays(client: TestClient) -> None:
    answer = client.get(clip_url("ti", "wash_hands") or "")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "audio/mp4")
    assert heard(answer.content).audible_seconds() > 0.3


def test_a_word_of_the_interface_plays(client: TestClient) -> None:
    answer = client.get(word_clip_url("uk", "greeting") or "")
    assert answer.status_code == 200
    assert heard(answer.content).audible_seconds() > 0.3


def test_only_the_address_of_this_very_sound_is_kept_for_a_year(client: TestClient) -> None:
    address = clip_url("nl", "dance") or ""
    assert client.get(address).headers["cache-control"] == "public, max-age=31536000, immutable"
    for other in (address.split("?")[0], address.split("?")[0] + "?v=000000000000", address[:-8]):
        assert client.get(other).headers["cache-control"] == "public, max-age=300"


def test_a_phone_gets_the_part_it_asks_for(client: TestClient) -> None:
    address = clip_url("nl", "dance") or ""
    whole = client.get(address).content
    part = client.get(address, headers={"Range": "bytes=100-199"})
    assert (part.status_code, part.content) == (206, whole[100:200])
    assert part.headers["content-range"] == f"bytes 100-199/{len(whole)}"
    assert client.get(address, headers={"Range": "bytes=999999-"}).status_code == 416


def test_what_has_no_clip_is_not_found(client: TestClient) -> None:
    for path in ("so/dance", "nl/unknown", "tlh/dance", "nl/words/unknown", "so/words/greeting", "nl/..%2f..%2fx"):
        assert client.get(f"/clips/{path}.m4a").status_code == 404, path


def test_nobody_can_make_the_server_say_a_text_of_theirs(client: TestClient) -> None:
    assert client.get("/clips/nl/Hallo%20daar.m4a").status_code == 404
