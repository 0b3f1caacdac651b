"""A picture an operator has taken stands for its concept everywhere, until it is dropped."""

import logging
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli
import pytest
from fastapi.testclient import TestClient

from app import durable
from app.config import get_settings
from app.pictograms import drawing, taken
from app.pictograms.refusal import PictureRefused
from app.pictograms.taken import Credit

CREDIT = Credit(
    source="Mulberry Symbols",
    id="house",
    title="house",
    author="Steve Lee",
    licence="CC BY-SA 4.0",
    licence_url="",
    link="",
)
SQUARE, DISC = '<path d="M9 9h50v50H9z"/>', '<circle cx="36" cy="36" r="30"/>'


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(get_settings(), "data_folder", tmp_path)
    taken.look()
    yield tmp_path / "pictograms"
    monkeypatch.undo()
    taken.look()


def test_it_stands_in_pages_and_as_a_file_and_ours_is_back_after_a_drop() -> None:
    ours = drawing.inline("paint"), drawing.url("paint"), drawing.version()
    taken.put({"paint": (SQUARE, CREDIT)})
    assert drawing.inline("paint") == drawing.ELEMENT.format(drawing.Markup(SQUARE))
    assert drawing.url("paint").startswith("/assets/taken/paint.")
    assert drawing.version() != ours[2]
    taken.drop("paint")
    assert (drawing.inline("paint"), drawing.url("paint"), drawing.version()) == ours


def test_its_address_and_the_version_change_with_the_picture() -> None:
    seen = set()
    for markup in (SQUARE, DISC):
        taken.put({"paint": (markup, CREDIT)})
        seen.add((drawing.url("paint"), drawing.version()))
    assert len({url for url, _ in seen}) == len({version for _, version in seen}) == 2


def test_its_file_is_sent_to_keep_and_an_old_address_is_gone(client: TestClient) -> None:
    taken.put({"paint": (SQUARE, CREDIT)})
    old = drawing.url("paint")
    answer = client.get(old, headers={"accept-encoding": "identity"})
    assert answer.text == taken.FILE.format(SQUARE)
    assert answer.headers["content-type"] == "image/svg+xml"
    assert "immutable" in answer.headers["cache-control"]
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    small = client.get(old, headers={"accept-encoding": "br"})
    assert small.headers["content-encoding"] == "br"
    assert small.text == answer.text or brotli.decompress(small.content).decode() == answer.text
    taken.put({"paint": (DISC, CREDIT)})
    assert client.get(old).status_code == 404


@pytest.mark.parametrize("name", ["", "paint", "paint.svg", "../secret.key", "paint.../../x.svg", "none.0.svg", "%00"])
def test_no_other_file_can_be_had(client: TestClient, name: str) -> None:
    taken.put({"paint": (SQUARE, CREDIT)})
    assert client.get(f"/assets/taken/{name}").status_code == 404


def test_an_unknown_concept_keeps_all_out(folder: Path) -> None:
    with pytest.raises(PictureRefused, match="there is no concept nonsense"):
        taken.put({"paint": (SQUARE, CREDIT), "nonsense": (SQUARE, CREDIT)})
    assert not folder.exists()


def test_a_full_disk_half_way_leaves_everything_as_it_was(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    taken.put({"paint": (SQUARE, CREDIT)})
    before = sorted(file.name for file in folder.iterdir())
    replace = durable.replace

    def full(path: Path, content: bytes) -> None:
        if path.name == taken.INDEX:
            raise OSError(28, os.strerror(28))
        replace(path, content)

    monkeypatch.setattr(durable, "replace", full)
    with pytest.raises(OSError, match="No space"):
        taken.put({"paint": (DISC, CREDIT), "fruit": (DISC, CREDIT)})
    assert sorted(file.name for file in folder.iterdir()) == before
    assert list(taken.pictures()) == ["paint"]


def test_what_nothing_names_any_more_is_removed(folder: Path) -> None:
    taken.put({"paint": (SQUARE, CREDIT), "fruit": (SQUARE, CREDIT)})
    taken.drop("paint")
    assert len(list(folder.glob("*.svg"))) == 1
    taken.drop("fruit")
    assert not list(folder.glob("*.svg"))


def test_commands_at_the_same_moment_all_count() -> None:
    ids = ["paint", "fruit", "drink", "sing", "dance", "puzzle", "clay", "draw"]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda concept_id: taken.put({concept_id: (SQUARE, CREDIT)}), ids))
    assert sorted(taken.pictures()) == sorted(ids)


def test_another_process_is_followed_within_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(taken, "look", lambda: None)  # as it is for a server, when the command runs beside it
        taken.put({"paint": (SQUARE, CREDIT)})
        assert not taken.pictures()
    monkeypatch.setattr(taken, "_looked_at", float("-inf"))
    assert list(taken.pictures()) == ["paint"]


def test_a_damaged_index_leaves_pages_as_they_were_and_stops_the_command(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    taken.put({"paint": (SQUARE, CREDIT)})
    (folder / taken.INDEX).write_text("{")
    with caplog.at_level(logging.WARNING):
        taken.look()
    assert "cannot be read" in caplog.text
    assert SQUARE in drawing.inline("paint")
    with pytest.raises(PictureRefused, match=r"taken\.json"):
        taken.put({"fruit": (SQUARE, CREDIT)})
