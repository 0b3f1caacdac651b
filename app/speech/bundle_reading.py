"""Reading a bundle that somebody sends: everything is checked, against limits, before anything of it is believed."""

import hashlib
import json
import struct
import tempfile
import zipfile
import zlib
from dataclasses import dataclass
from datetime import date
from typing import Annotated, BinaryIO

from pydantic import BaseModel, Field, StringConstraints, ValidationError

from app.errors import DagkaartError, Refused
from app.language.languages import BASE, is_language
from app.people.wording import MAX_NAME_LENGTH, clean_name, clean_note
from app.speech.encode import MIN_SECONDS, RATE
from app.speech.keys import is_key
from app.speech.programs import outcome_of
from app.speech.recorded import MAX_SECONDS, SLACK_SECONDS, command

FORMAT = 1
LICENCE = "CC BY-SA 4.0"
MANIFEST = "manifest.json"
MAX_BYTES = 25_000_000  # of the file that is sent
MAX_FILES = 5_000
MAX_MANIFEST_BYTES = 2_000_000
MAX_CLIP_BYTES = 100_000  # ten seconds at more than twice our own rate
MAX_UNPACKED_BYTES = 50_000_000
BYTES_OF_SAMPLE = 2

# What zipfile and json raise for bytes that aren't what they say they are.
UNREADABLE = (
    *(zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError),
    *(struct.error, KeyError, IndexError, OverflowError),
)


def _(msgid: str) -> str:
    return msgid


class Entry(BaseModel):
    """One recording of a bundle."""

    key: Annotated[str, StringConstraints(max_length=100)]
    text: Annotated[str, StringConstraints(max_length=280)]
    alias: Annotated[str, StringConstraints(max_length=MAX_NAME_LENGTH)]
    dialect: Annotated[str, StringConstraints(max_length=40)] = ""
    date: date
    seconds: Annotated[float, Field(gt=0, le=MAX_SECONDS + SLACK_SECONDS)]
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    file: Annotated[str, StringConstraints(pattern=r"^clips/[A-Za-z0-9_-]{1,100}\.m4a$")]


class Manifest(BaseModel):
    """What a bundle says about itself."""

    format: int
    language: Annotated[str, StringConstraints(max_length=20)]
    created: Annotated[str, StringConstraints(max_length=40)]
    licence: str
    entries: Annotated[list[Entry], Field(min_length=1, max_length=MAX_FILES)]


@dataclass(frozen=True, slots=True)
class CheckedBundle:
    """A bundle of which every part has been looked at; clips by their name in it."""

    language: str
    entries: list[Entry]
    clips: dict[str, bytes]


def wrong_bundle(reason: str) -> DagkaartError:
    """Return why a bundle is refused; `reason` is for the person who made it."""
    message = _("This file with voices cannot be used. Nothing was taken in.")
    return Refused("wrong_bundle", pictogram="ui_wrong_file", message=message, reason=reason)


def read_bundle(source: BinaryIO) -> CheckedBundle:
    """Return a bundle of which everything is as it must be, or refuse it whole."""
    try:
        with zipfile.ZipFile(source) as archive:
            files = _files_of(archive)
            manifest = _manifest(archive, files)
            clips = _clips(archive, files, manifest.entries)
    except UNREADABLE as error:
        raise wrong_bundle("not a zip file as we know them") from error
    for entry in manifest.entries:
        _check_sound(clips[entry.file])
    return CheckedBundle(manifest.language, manifest.entries, clips)


def _files_of(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    found = [info for info in archive.infolist() if info.filename != "clips/"]
    if len(found) > MAX_FILES + 1:
        raise wrong_bundle(f"more than {MAX_FILES} files")
    files = {info.filename: info for info in found}
    if len(files) != len(found):
        raise wrong_bundle("two files with one name")
    return files


def _manifest(archive: zipfile.ZipFile, files: dict[str, zipfile.ZipInfo]) -> Manifest:
    if MANIFEST not in files:
        raise wrong_bundle(f"no {MANIFEST}")
    try:
        told = json.loads(_unpacked(archive, files[MANIFEST], MAX_MANIFEST_BYTES))
        manifest = Manifest.model_validate(told)
    except (ValidationError, RecursionError) as error:
        raise wrong_bundle(f"{MANIFEST} is not as the schema says") from error
    _check_words(manifest)
    _clean_words(manifest)
    if {entry.file for entry in manifest.entries} | {MANIFEST} != set(files):
        raise wrong_bundle("files and entries do not agree")
    return manifest


def _check_words(manifest: Manifest) -> None:
    if manifest.format != FORMAT:
        raise wrong_bundle("another version of the format")
    if manifest.licence != LICENCE:
        raise wrong_bundle(f"a licence other than {LICENCE}")
    if not is_language(manifest.language) or manifest.language == BASE:
        raise wrong_bundle("an unknown language")
    if not all(is_key(entry.key) for entry in manifest.entries):
        raise wrong_bundle("an unknown key")
    if len({entry.file for entry in manifest.entries}) != len(manifest.entries):
        raise wrong_bundle("two entries for one file")


def _clean_words(manifest: Manifest) -> None:
    try:
        for entry in manifest.entries:
            entry.alias, entry.dialect = clean_name(entry.alias), clean_note(entry.dialect)
            entry.text = clean_note(entry.text)
    except Refused as error:
        raise wrong_bundle("a name or a word that nobody can read") from error


def _clips(archive: zipfile.ZipFile, files: dict[str, zipfile.ZipInfo], entries: list[Entry]) -> dict[str, bytes]:
    clips: dict[str, bytes] = {}
    left = MAX_UNPACKED_BYTES
    for entry in entries:
        clip = _unpacked(archive, files[entry.file], min(MAX_CLIP_BYTES, left))
        if hashlib.sha256(clip).hexdigest() != entry.sha256:
            raise wrong_bundle("a file that is not the one its entry names")
        clips[entry.file] = clip
        left -= len(clip)
    return clips


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo, most_bytes: int) -> bytes:
    # What a zip says about its sizes may be a lie, so what comes out is counted.
    with archive.open(info) as file:
        content = file.read(most_bytes + 1)
    if len(content) > most_bytes:
        raise wrong_bundle("too large")
    return content


def _check_sound(clip: bytes) -> None:
    if clip[4:8] != b"ftyp":
        raise wrong_bundle("a file that is no m4a")
    with tempfile.TemporaryFile() as file:
        file.write(clip)
        file.seek(0)
        done = outcome_of(command("mov", "aac", "info"), file)
    told = done.complaint.partition("Stream mapping:")[0]
    seconds = len(done.output) / BYTES_OF_SAMPLE / int(RATE)
    is_single = told.count("Stream #0:") == 1 and "Audio: aac (LC)" in told
    if not (done.is_good and is_single and MIN_SECONDS <= seconds <= MAX_SECONDS + SLACK_SECONDS):
        raise wrong_bundle("a sound that is not one word in AAC-LC")
