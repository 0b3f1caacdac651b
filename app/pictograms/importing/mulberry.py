"""A zip of Mulberry Symbols: which of its drawings stand for which concept, all of them checked before any is kept.

What a zip says about its sizes may be a lie, so what comes out is counted; names in it are looked up and never opened.
"""

import csv
import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import BinaryIO

from app.pictograms.catalogue import catalogue
from app.pictograms.importing.cleaning import MOST_BYTES_IN, clean
from app.pictograms.importing.sources import tidy
from app.pictograms.refusal import PictureRefused
from app.pictograms.taken import Credit

Taking = tuple[str, Credit]  # what stands inside a drawing's `<svg>`, and its credit
MOST_BYTES, MOST_FILES = 60_000_000, 10_000
MOST_UNPACKED_BYTES = 10_000_000
MOST_MAP_BYTES = 1_000_000
LICENCE, LICENCE_URL = "CC BY-SA 4.0", "https://creativecommons.org/licenses/by-sa/4.0/"
AUTHOR, LINK = "Steve Lee", "https://mulberrysymbols.org"
# What zipfile raises for bytes that are not what they say they are.
UNREADABLE = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError, struct.error)


def read_map(content: bytes) -> dict[str, str]:
    """Return the symbol for each concept, from lines of `concept,symbol`."""
    if len(content) > MOST_MAP_BYTES:
        raise PictureRefused(f"the map is more than {MOST_MAP_BYTES} bytes")
    try:
        rows = [row for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))) if row]
    except (UnicodeDecodeError, csv.Error) as error:
        raise PictureRefused("the map is no CSV in UTF-8") from error
    wanted: dict[str, str] = {}
    for place, row in enumerate(rows, 1):
        if place == 1 and row[0].strip().lower() == "concept":
            continue
        if len(row) != 2 or row[0].strip() not in catalogue() or row[0].strip() in wanted:
            raise PictureRefused(f"row {place} of the map must be concept,symbol, with a concept of ours, each once")
        wanted[row[0].strip()] = row[1].strip().removesuffix(".svg")
    return wanted


def read_zip(source: BinaryIO, wanted: Mapping[str, str] | None = None) -> dict[str, Taking]:
    """Return the cleaned drawings of a zip by concept; without a map, those that are called as a concept is."""
    if source.seek(0, io.SEEK_END) > MOST_BYTES:
        raise PictureRefused(f"it is more than {MOST_BYTES} bytes")
    try:
        with zipfile.ZipFile(source) as archive:
            files = _files_of(archive)
            return _cleaned(archive, files, _asked(files, wanted))
    except UNREADABLE as error:
        raise PictureRefused("it is no zip as we know them") from error


def _files_of(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the names of the drawings in a zip by symbol."""
    names = [info.filename for info in archive.infolist() if not info.is_dir()]
    if len(names) > MOST_FILES:
        raise PictureRefused(f"it has more than {MOST_FILES} files")
    files: dict[str, str] = {}
    for name in names:
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name:
            raise PictureRefused(f"{tidy(name)} points outside the zip")
        if path.suffix.lower() == ".zip":
            raise PictureRefused(f"{tidy(name)} is a zip inside the zip")
        if path.suffix.lower() == ".svg":
            if path.stem in files:
                raise PictureRefused(f"it has two files {tidy(path.name)}")
            files[path.stem] = name
    return files


def _asked(files: Mapping[str, str], wanted: Mapping[str, str] | None) -> dict[str, str]:
    asked = dict(wanted) if wanted is not None else {id_: id_ for id_ in catalogue() if id_ in files}
    if not asked:
        raise PictureRefused("none of its drawings is called as a concept of ours is; give a map")
    if missing := [symbol for symbol in asked.values() if symbol not in files]:
        raise PictureRefused(f"it has no {tidy(missing[0])}.svg")
    return asked


def _cleaned(archive: zipfile.ZipFile, files: Mapping[str, str], asked: Mapping[str, str]) -> dict[str, Taking]:
    """Return what was asked for, or every fault at once; nothing else in the zip is ever unpacked."""
    found: dict[str, Taking] = {}
    faults: list[str] = []
    left = MOST_UNPACKED_BYTES
    for concept_id, symbol in asked.items():
        name = files[symbol]
        try:
            content = _unpacked(archive, name, min(MOST_BYTES_IN, left))
            left -= len(content)
            found[concept_id] = clean(content), _credit(symbol)
        except PictureRefused as error:
            faults.append(f"{tidy(name)}: {error}")
    if faults:
        raise PictureRefused("; ".join(faults))
    return found


def _unpacked(archive: zipfile.ZipFile, name: str, most_bytes: int) -> bytes:
    with archive.open(name) as file:
        content = file.read(most_bytes + 1)
    if len(content) > most_bytes:
        raise PictureRefused(f"it is more than {most_bytes} bytes")
    return content


def _credit(symbol: str) -> Credit:
    return Credit(
        source="Mulberry Symbols",
        id=tidy(symbol),
        title=tidy(symbol.replace("_,_", ", ").replace("_", " ")),
        author=AUTHOR,
        licence=LICENCE,
        licence_url=LICENCE_URL,
        link=LINK,
    )
