"""A small catalogue of its own, to build drawings from."""

import json
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from app.config import PROJECT_FOLDER

DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 72 72"><g fill="none" stroke="#000" stroke-width="2">'
    '<path id="a" class="b" fill="#fcea2b" d="M10.123 10.001H60.5V60.5z"/><g id="hair"/></g></svg>'
)
CATALOGUE = """
[moment.paint]
own = true
[interface.ui_bell]
openmoji = "1F514"
"""


@dataclass
class Workshop:
    """A folder laid out like the project, with two entries in its catalogue."""

    folder: Path

    def write(self, name: str, text: str) -> None:
        path = self.folder / "pictograms" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def build(self, *options: str) -> subprocess.CompletedProcess[str]:
        script = self.folder / "frontend" / "build" / "pictograms.mjs"
        return subprocess.run(["node", script, *options], capture_output=True, text=True, check=False)

    def built(self) -> dict[str, dict[str, Any]]:
        found: dict[str, dict[str, Any]] = json.loads((self.folder / "build" / "pictograms.json").read_text())
        return found

    def file(self, url: str) -> Path:
        return self.folder / "build" / url.removeprefix("/")


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    scripts = tmp_path / "frontend" / "build"
    scripts.mkdir(parents=True)
    shutil.copy(PROJECT_FOLDER / "frontend" / "build" / "pictograms.mjs", scripts)
    (tmp_path / "node_modules").symlink_to(PROJECT_FOLDER / "node_modules")
    made = Workshop(tmp_path)
    made.write("catalogue.toml", CATALOGUE)
    made.write("own/paint.svg", DRAWING)
    return made
