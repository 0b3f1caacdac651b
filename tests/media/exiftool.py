"""What exiftool finds in files: everything, also what is embedded, and the same tag as often as it is there."""

import json
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from app.config import PROJECT_FOLDER

PROGRAM = PROJECT_FOLDER / "node_modules/exiftool-vendored.pl/bin/exiftool"
# What it says about the file itself, and works out by itself; the rest was read out of the file.
NOT_OF_THE_FILE = {"ExifTool", "System", "Composite"}


def found_in(files: Iterable[Path]) -> dict[str, dict[str, str]]:
    """Return every tag by the name of its file, as `group:tag`."""
    command = ["perl", str(PROGRAM), "-json", "-ee", "-a", "-G1", *(str(path) for path in files)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    answers: list[dict[str, Any]] = json.loads(done.stdout)
    return {Path(one["SourceFile"]).name: _tags(one) for one in answers}


def _tags(answer: dict[str, Any]) -> dict[str, str]:
    return {name: str(value) for name, value in answer.items() if _is_of_the_file(name)}


def _is_of_the_file(name: str) -> bool:
    group, _, tag = name.partition(":")
    return bool(tag) and group not in NOT_OF_THE_FILE
