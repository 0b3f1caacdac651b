"""Clips: a text said by a language's voice, made once, kept in the data folder under a hash of what went into it."""

import fcntl
import hashlib
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, lru_cache
from pathlib import Path

from app.config import get_settings
from app.language.languages import is_language, language_of
from app.media.storage import Storage
from app.speech.encode import encode
from app.speech.errors import NoSound, TooShort
from app.speech.espeak import SLOW, say
from app.speech.keys import WORDS, text_of
from app.speech.voices import recording_url

VERSION = "2"  # another voice engine, speed or encoding makes every clip anew
LANES = 2  # clips made at the same moment, over all processes: the cores of a small server


def has_voice(language: str) -> bool:
    """Whether the server can say this language."""
    return is_language(language) and language_of(language).server_voice != ""


def clip(language: str, text: str, folder: str = "") -> Path:
    """Return the file of a text said in a language; made now if it never was. `NoSound` if there is no voice."""
    if not has_voice(language):
        raise NoSound("no voice")
    path = clips_folder() / folder / f"{clip_key(language, text)}.m4a"
    if not path.exists():
        with _lane(path.name):
            if not path.exists():
                Storage("", path.parent).put(path.name, _made(language, text))
    return path


def _made(language: str, text: str) -> bytes:
    voice, spelled = language_of(language).server_voice, as_said(language, text)
    try:
        return encode(say(voice, spelled))
    except TooShort:  # a word of one syllable
        return encode(say(voice, spelled, SLOW))


@lru_cache(maxsize=4096)
def clip_key(language: str, text: str) -> str:
    """Return the hash of all that decides how a clip sounds."""
    parts = (VERSION, language, language_of(language).server_voice, as_said(language, text))
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]


def clip_url(language: str, concept_id: str) -> str | None:
    """Return the address of a concept's sound; None where nobody says it and the language has no voice or word."""
    return sound_url(language, concept_id)


def word_clip_url(language: str, key: str) -> str | None:
    """Return the address of the sound of one of the spoken words; None where there is none."""
    return sound_url(language, f"{WORDS}{key}")


def sound_url(language: str, key: str) -> str | None:
    """Return the address of what a key sounds like in a language: a person first, then the server's voice."""
    return recording_url(language, key) or synthetic_url(language, key)


def synthetic_url(language: str, key: str) -> str | None:
    """Return the address of the server's clip of a key; None where the language has no voice or lacks the word."""
    if not has_voice(language) or not (text := text_of(language, key)):
        return None
    return f"/clips/{language}/{key}.m4a?v={clip_key(language, text)[:12]}"


def as_said(language: str, text: str) -> str:
    """Return a text as the voice needs it: Arabic with its short vowels, which are heard but not written."""
    spellings = _spellings(language)
    return spellings.get(text) or " ".join(spellings.get(word, word) for word in text.split())


def clips_folder() -> Path:
    """Return where clips are kept."""
    return get_settings().data_folder / "clips"


@contextmanager
def _lane(name: str) -> Iterator[None]:
    # A lock of the file system holds between threads and between processes, and is let go when its holder dies.
    lane = clips_folder() / f".lane-{int(name[:8], 16) % LANES}"
    lane.parent.mkdir(parents=True, exist_ok=True)
    with lane.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@cache
def _spellings(language: str) -> dict[str, str]:
    path = get_settings().locales_folder / language / "spoken.toml"
    return tomllib.loads(path.read_text()) if path.exists() else {}
