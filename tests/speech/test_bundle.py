"""A bundle carries voices to another server: whole, and only when every part of it is what it says."""

import hashlib
import io
import json
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine
from sqlmodel import Session, select

from app.media.storage import get_storage
from app.people.models import StaffMember
from app.speech import bundle_reading
from app.speech.clips import clip_url
from app.speech.espeak import say
from app.speech.models import Recording
from tests.cast import Cast
from tests.speech.bundles import clip, entry, manifest, one_word, zipped
from tests.speech.conftest import Speaking
from tests.speech.phones import made, spoken

BUNDLES = "/api/v1/staff/voices/bundles"


def with_clip(sound: bytes) -> bytes:
    return zipped({"manifest.json": manifest(entry(sound)), "clips/1.m4a": sound})


def files() -> set[str]:
    return {key for keys in get_storage().keys("recordings/") for key in keys}


def test_voices_of_one_site_serve_another(
    fatma: Speaking, hala: Speaking, ineke: TestClient, cast: Cast, as_staff: Callable[[StaffMember], TestClient]
) -> None:
    hala.decide(fatma.recorded())
    fatma.recorded("dance")  # waits, and stays here
    answer = ineke.get("/api/v1/staff/voices/so/bundle")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/zip")
    fatma.browser.delete("/api/v1/studio/speakers/so")
    assert clip_url("so", "wash_hands") is None
    pieter = as_staff(cast.pieter)
    assert pieter.post(BUNDLES, content=answer.content).json() == {"language": "so", "added": 1, "known": 0}
    assert str(clip_url("so", "wash_hands")).startswith("/recordings/so/")
    assert pieter.get(str(clip_url("so", "wash_hands"))).status_code == 200
    assert pieter.post(BUNDLES, content=answer.content).json() == {"language": "so", "added": 0, "known": 1}
    [shown] = pieter.get("/api/v1/staff/voices/so/recordings").json()["recordings"]
    assert (shown["alias"], shown["dialect"], shown["state"]) == ("Hodan", "Hargeisa", "approved")


def test_a_bundle_is_an_open_format(fatma: Speaking, hala: Speaking, ineke: TestClient) -> None:
    hala.decide(fatma.recorded())
    with zipfile.ZipFile(io.BytesIO(ineke.get("/api/v1/staff/voices/so/bundle").content)) as archive:
        told = json.loads(archive.read("manifest.json"))
        [one] = told["entries"]
        assert hashlib.sha256(archive.read(one["file"])).hexdigest() == one["sha256"]
    assert (told["format"], told["language"], told["licence"]) == (1, "so", "CC BY-SA 4.0")
    assert set(one) == {"key", "text", "alias", "dialect", "date", "seconds", "sha256", "file"}
    assert (one["key"], one["alias"], one["dialect"]) == ("wash_hands", "Hodan", "Hargeisa")


def test_where_nothing_is_approved_there_is_no_bundle(fatma: Speaking, ineke: TestClient) -> None:
    fatma.recorded()
    assert ineke.get("/api/v1/staff/voices/so/bundle").status_code == 404


WRONG: dict[str, Callable[[], bytes]] = {
    "not a zip file": lambda: b"hello",
    "half a zip file": lambda: one_word()[:-30],
    "no manifest": lambda: zipped({"clips/1.m4a": clip()}),
    "a manifest that is no JSON": lambda: one_word(b"{"),
    "a manifest of brackets": lambda: one_word(b"[" * 100_000),
    "a manifest without entries": lambda: one_word(manifest(entries=[])),
    "a newer format": lambda: one_word(manifest(format=2)),
    "another licence": lambda: one_word(manifest(licence="CC BY-NC 4.0")),
    "an unknown language": lambda: one_word(manifest(language="tlh")),
    "Dutch": lambda: one_word(manifest(language="nl")),
    "an unknown key": lambda: one_word(manifest(entry(key="unknown"))),
    "an interface picture as key": lambda: one_word(manifest(entry(key="ui_camera"))),
    "no alias": lambda: one_word(manifest(entry(alias=" "))),
    "a path out of the folder": lambda: one_word(manifest(entry(file="../1.m4a"))),
    "an absolute path": lambda: zipped({"manifest.json": manifest(entry(file="/etc/1.m4a")), "/etc/1.m4a": clip()}),
    "a file that no entry names": lambda: one_word(**{"clips/2.m4a": clip()}),
    "an entry without its file": lambda: zipped({"manifest.json": manifest()}),
    "two entries for one file": lambda: one_word(manifest(entry(), entry(key="sing"))),
    "another file than named": lambda: one_word(manifest(entry(sha256="0" * 64))),
    "no sound": lambda: with_clip(b"\0\0\0\x18ftypM4A " + bytes(500)),
    "a recording as it came": lambda: with_clip(spoken()),
    "mp3 in m4a": lambda: with_clip(spoken(kind=("-c:a", "libmp3lame", "-f", "mp4"))),
    "two sounds": lambda: with_clip(made(say("nl", "Ja"), "-map", "0", "-map", "0", "-c:a", "aac", "-f", "mp4")),
    "a minute": lambda: with_clip(made(say("nl", "Ja"), "-b:a", "8k", "-f", "mp4", effect="apad=pad_dur=60")),
    "a large clip": lambda: with_clip(clip() + bytes(100_000)),
    "a bomb": lambda: one_word(bytes(40_000_000)),
}


@pytest.mark.parametrize("content", WRONG.values(), ids=WRONG.keys())
def test_what_is_wrong_is_refused_with_a_reason_and_nothing_is_taken_in(
    ineke: TestClient, session: Session, content: Callable[[], bytes]
) -> None:
    before, sent = files(), content()
    answer = ineke.post(BUNDLES, content=sent)
    assert (answer.status_code, answer.json()["code"]) == (422, "wrong_bundle"), answer.text
    assert answer.json()["reason"]
    assert session.exec(select(Recording)).all() == []
    assert files() == before


def test_one_wrong_clip_among_good_ones_keeps_all_out(ineke: TestClient, session: Session) -> None:
    broken = clip()[:-400] + bytes(400)
    told = manifest(entry(), entry(broken[:900], key="sing", file="clips/2.m4a"))
    sent = zipped({"manifest.json": told, "clips/1.m4a": clip(), "clips/2.m4a": broken[:900]})
    assert ineke.post(BUNDLES, content=sent).json()["code"] == "wrong_bundle"
    assert session.exec(select(Recording)).all() == []


def test_more_files_than_there_can_be_words_are_refused(ineke: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundle_reading, "MAX_FILES", 3)
    sent = one_word(**{f"clips/{place}.m4a": b"" for place in range(4)})
    assert "more than" in ineke.post(BUNDLES, content=sent).json()["reason"]


def test_many_small_clips_are_no_way_around_the_limit(ineke: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundle_reading, "MAX_UNPACKED_BYTES", len(clip()) + 10)
    told = manifest(entry(), entry(key="sing", file="clips/2.m4a"))
    answer = ineke.post(BUNDLES, content=one_word(told, **{"clips/2.m4a": clip()}))
    assert answer.json()["reason"] == "too large"


def test_a_file_beyond_the_limit_is_not_even_read(ineke: TestClient) -> None:
    assert ineke.post(BUNDLES, content=bytes(25_000_001)).status_code == 413


def test_the_operator_carries_voices_with_the_command(
    fatma: Speaking, hala: Speaking, engine: Engine, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    from app import cli

    monkeypatch.setattr(cli, "_engine", lambda: engine)
    hala.decide(fatma.recorded())
    path = tmp_path / "so.zip"
    for arguments, said in {
        ("export", "so", str(path)): f"The recordings are in {path}.",
        ("import", str(path)): "so: 0 added, 1 known already.",
    }.items():
        monkeypatch.setattr(sys, "argv", ["dagkaart", "voices", *arguments])
        cli.main()
        assert said in capsys.readouterr().out
    path.write_bytes(b"hello")
    with pytest.raises(SystemExit, match="cannot be used"):
        cli.main()
