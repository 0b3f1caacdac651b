"""The pictures an operator has taken instead of ours: kept in the data folder with their credit, and read from memory.

One file names them all and is replaced in one step: an import is there whole or not at all, also after a power cut.
"""

import fcntl
import hashlib
import logging
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from pydantic import BaseModel, TypeAdapter, ValidationError

from app import durable
from app.clock import now
from app.config import get_settings
from app.pictograms.catalogue import catalogue
from app.pictograms.refusal import PictureRefused

log = logging.getLogger("dagkaart")
INDEX = "taken.json"
ADDRESS = "/assets/taken/"
LOOKING_SECONDS = 5
FILE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="2 2 68 68">{}</svg>'


class Credit(BaseModel):
    """Whose picture it is, and under which licence."""

    source: str
    id: str
    title: str
    author: str
    licence: str
    licence_url: str
    link: str


class TakenPicture(BaseModel):
    """A picture that stands for one concept on this installation; `file` is named by what is in it."""

    file: str
    credit: Credit
    taken_at: datetime


@dataclass(frozen=True, slots=True)
class _Taken:
    stamp: object = None
    version: str = ""
    pictures: Mapping[str, TakenPicture] = field(default_factory=dict)
    drawings: Mapping[str, str] = field(default_factory=dict)  # what stands inside each concept's `<svg>`


_INDEX_TYPE = TypeAdapter(dict[str, TakenPicture])
_NOTHING = _Taken()
_taken, _looked_at = _NOTHING, float("-inf")


def version() -> str:
    """Return what changes whenever a picture is taken or dropped; the disk is asked every few seconds only."""
    return _current().version


def pictures() -> Mapping[str, TakenPicture]:
    """Return the pictures that were taken, by concept."""
    return _current().pictures


def drawing_of(concept_id: str) -> str | None:
    """Return what stands inside the `<svg>` of a picture that was taken."""
    return _current().drawings.get(concept_id)


def address_of(concept_id: str) -> str | None:
    """Return the address of a picture that was taken; it changes with the picture."""
    found = _current().pictures.get(concept_id)
    return f"{ADDRESS}{concept_id}.{found.file}" if found else None


def file_at(name: str) -> bytes | None:
    """Return the file of a picture by its name in an address; None for one that is not in use now."""
    concept_id = name.partition(".")[0]
    is_current = address_of(concept_id) == f"{ADDRESS}{name}"
    return FILE.format(_current().drawings[concept_id]).encode() if is_current else None


def put(new: Mapping[str, tuple[str, Credit]]) -> None:
    """Keep the drawings and credits of some concepts, all or none."""
    if unknown := [concept_id for concept_id in new if concept_id not in catalogue()]:
        raise PictureRefused(f"there is no concept {', '.join(unknown)}")
    with _alone() as folder:
        kept = dict(_read(folder).pictures)
        for concept_id, (drawing, credit) in new.items():
            file = f"{hashlib.sha256(drawing.encode()).hexdigest()[:16]}.svg"
            durable.replace(folder / file, drawing.encode())
            kept[concept_id] = TakenPicture(file=file, credit=credit, taken_at=now())
        _write(folder, kept)


def drop(concept_id: str) -> None:
    """Give a concept our own drawing back."""
    with _alone() as folder:
        kept = dict(_read(folder).pictures)
        if kept.pop(concept_id, None) is None:
            raise PictureRefused(f"no picture was taken for {concept_id}")
        _write(folder, kept)


def look() -> None:
    """Take over what has changed on the disk."""
    global _taken, _looked_at  # noqa: PLW0603 -- one picture for the process, replaced as a whole
    _looked_at = time.monotonic()
    folder = _folder()
    try:
        if _stamp(folder) != _taken.stamp:
            _taken = _read(folder)
    except PictureRefused:
        log.warning("the pictures that were taken cannot be read; those known before are shown")


def _current() -> _Taken:
    if time.monotonic() - _looked_at > LOOKING_SECONDS:
        look()
    return _taken


def _folder() -> Path:
    return get_settings().data_folder / "pictograms"


@contextmanager
def _alone() -> Iterator[Path]:
    # Two commands at the same time would each write an index without the other's pictures.
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        try:
            yield folder
        finally:
            _forget_unused(folder)
    look()


def _write(folder: Path, kept: Mapping[str, TakenPicture]) -> None:
    durable.replace(folder / INDEX, _INDEX_TYPE.dump_json(dict(sorted(kept.items())), indent=1))
    durable.sync(folder)


def _forget_unused(folder: Path) -> None:
    used = {picture.file for picture in _read(folder).pictures.values()}
    for file in folder.glob("*.svg"):
        if file.name not in used:
            file.unlink()


def _stamp(folder: Path) -> object:
    try:
        told = (folder / INDEX).stat()
    except FileNotFoundError:
        return None
    return folder, told.st_mtime_ns, told.st_ino, told.st_size


def _read(folder: Path) -> _Taken:
    stamp = _stamp(folder)
    if stamp is None:
        return _NOTHING
    try:
        told = (folder / INDEX).read_bytes()
        found = _INDEX_TYPE.validate_json(told)
        drawings = {concept_id: (folder / one.file).read_text(encoding="utf-8") for concept_id, one in found.items()}
    except (OSError, ValidationError) as error:
        raise PictureRefused(f"{folder / INDEX} or a picture it names cannot be read") from error
    number = hashlib.sha256(told).hexdigest()[:12] if found else ""
    return _Taken(stamp, number, found, drawings)
