"""What a phone has to fetch before it can do anything, compressed: it has to be little on a poor network."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from app.config import get_settings

MOST_BYTES_OF_SCRIPTS = 8_000
MOST_BYTES_OF_STYLES = 5_000
MOST_BYTES_OF_THE_WORKER = 4_000


def _manifest() -> dict[str, dict[str, Any]]:
    manifest: dict[str, dict[str, Any]] = json.loads((get_settings().build_folder / "manifest.json").read_text())
    return manifest


def _loaded(entry: str, manifest: dict[str, dict[str, Any]]) -> Iterator[str]:
    built = manifest[entry]
    yield built["file"]
    for other in [*built.get("imports", []), *built.get("dynamicImports", [])]:
        yield from _loaded(other, manifest)


def _bytes(file: str) -> int:
    return (get_settings().build_folder / f"{file}.br").stat().st_size


@pytest.mark.parametrize("entries", [("parent.ts",), ("parent.ts", "join.ts")], ids=["today", "us"])
def test_the_scripts_of_a_parents_page_are_light(entries: tuple[str, ...]) -> None:
    manifest = _manifest()
    files = {file for entry in entries for file in _loaded(f"frontend/{entry}", manifest)}
    assert sum(map(_bytes, files)) <= MOST_BYTES_OF_SCRIPTS


@pytest.mark.parametrize("sheet", ["parent", "join"])
def test_the_styles_of_a_parents_page_are_light(sheet: str) -> None:
    assert _bytes(_manifest()[f"frontend/styles/{sheet}.css"]["file"]) <= MOST_BYTES_OF_STYLES


def test_the_worker_is_light() -> None:
    assert _bytes("service-worker.js") <= MOST_BYTES_OF_THE_WORKER
