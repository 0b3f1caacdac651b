"""A data folder of its own, and both services on this machine, so that nothing is asked of the real ones."""

import io
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw

from app import cli, pictures
from app.config import get_settings
from app.pictograms import taken
from app.pictograms.importing import arasaac, global_symbols
from tests.pictograms.importing.drawings import DRAWN
from tests.pictograms.importing.services import Answer, PictureService, picture_service

SETS = {
    14: {"name": "Mulberry", "publisher": "Steve Lee", "url": "https://mulberrysymbols.org", "asks": "by-sa"},
    17: {"name": "ARASAAC", "publisher": "Government of Aragon", "url": "http://www.arasaac.org", "asks": "by-nc-sa"},
    23: {"name": "Closed", "publisher": "Somebody", "url": "javascript:alert(1)", "asks": "by-nd"},
}


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return the folder where pictures are kept."""
    monkeypatch.setattr(get_settings(), "data_folder", tmp_path / "data")
    taken.look()
    yield tmp_path / "data" / "pictograms"
    monkeypatch.undo()
    taken.look()


@pytest.fixture
def service(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PictureService]:
    """Return a server that stands for both services, with a house in each; the command asks it."""
    with picture_service(tmp_path) as found:
        of_both = partial(replace, pictures=found.address, tls=found.tls)
        settings = get_settings()
        monkeypatch.setattr(settings, "global_symbols_key", "secret-key")
        symbols = partial(
            global_symbols.GlobalSymbols, service=of_both(global_symbols.SERVICE, api=f"{found.address}/api/v1")
        )
        pictos = partial(arasaac.Arasaac, service=of_both(arasaac.SERVICE, api=f"{found.address}/v1"))
        monkeypatch.setattr(pictures, "SOURCES", {"global-symbols": symbols, "arasaac": pictos})
        found.answers |= global_symbols_with_houses(found.address) | arasaac_with_a_house()
        yield found


@pytest.fixture
def dagkaart(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[[str], str]:
    """Return a function that runs the command and returns what it prints, or why it refuses."""

    def run(line: str) -> str:
        monkeypatch.setattr("sys.argv", ["dagkaart", "pictures", *line.split()])
        capsys.readouterr()
        try:
            cli.main()
        except SystemExit as stopped:
            return str(stopped)
        return capsys.readouterr().out

    return run


def global_symbols_with_houses(address: str) -> dict[str, Answer]:
    """Return answers as https://globalsymbols.com/api/docs describes them: a house in each of three sets."""
    labels = [label(address, 7000 + set_id, set_id) for set_id in SETS]
    by_id = {f"/api/v1/labels/{one['id']}": Answer(json.dumps(one).encode()) for one in labels}
    files = {f"/uploads/production/image/imagefile/{set_id}/house.svg": Answer(DRAWN) for set_id in SETS}
    return {"/api/v1/labels/search": Answer(json.dumps(labels).encode()), **by_id, **files}


def label(address: str, label_id: int, set_id: int) -> dict[str, Any]:
    """Return a label with its picture, and with its set as `expand=picto.symbolset` gives it."""
    return {
        "id": label_id,
        "text": "house",
        "text_diacritised": None,
        "description": None,
        "language": "eng",
        "picto": {
            "id": 5000 + set_id,
            "symbolset_id": set_id,
            "part_of_speech": "noun",
            "image_url": f"{address}/uploads/production/image/imagefile/{set_id}/house.svg",
            "native_format": "svg",
            "adaptable": None,
            "symbolset": symbolset(set_id),
        },
    }


def symbolset(set_id: int) -> dict[str, Any]:
    """Return a set."""
    known = SETS[set_id]
    licence = {"name": f"Creative Commons {known['asks'].upper()}", "version": "4.0", "properties": known["asks"]}
    return {
        "id": set_id,
        "slug": known["name"].lower(),
        "name": known["name"],
        "publisher": known["publisher"],
        "publisher_url": known["url"],
        "status": "published",
        "licence": licence | {"url": f"https://creativecommons.org/licenses/{known['asks']}/4.0/"},
        "featured_level": None,
    }


def arasaac_with_a_house() -> dict[str, Answer]:
    """Return answers as https://api.arasaac.org describes them."""
    house = pictogram(2317, "house")
    found = json.dumps([house, pictogram(2318, "weapon", violence=True)]).encode()
    return {
        "/v1/pictograms/en/search/house": Answer(found),
        "/v1/pictograms/en/2317": Answer(json.dumps(house).encode()),
        "/pictograms/2317/2317_500.png": Answer(painted_png()),
    }


def pictogram(number: int, word: str, *, violence: bool = False) -> dict[str, Any]:
    """Return what ARASAAC tells of a pictogram."""
    return {
        "_id": number,
        "keywords": [{"idKeyword": 1, "keyword": word, "plural": f"{word}s", "hasLocution": True, "type": 2}],
        "schematic": False,
        "sex": False,
        "violence": violence,
        "created": "2007-10-09T18:31:05.000Z",
        "downloads": 0,
        "categories": ["building"],
        "synsets": ["03549540-n"],
        "tags": ["building"],
        "desc": "",
    }


def painted_png(size: tuple[int, int] = (500, 500)) -> bytes:
    """Return a PNG with a house, a comment and nothing behind it."""
    picture = Image.new("RGBA", size)
    pen = ImageDraw.Draw(picture)
    pen.polygon([(50, 200), (250, 50), (450, 200), (450, 450), (50, 450)], "#a8d7f4", "#231f20", 20)
    file = io.BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()
