"""The table of languages, read from `locales/languages.toml`: the only place where a language is declared."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from app.config import get_settings

BASE = "nl"  # what the staff speak, and the last resort for a missing word
SOURCE = "en"  # what msgids are written in


@dataclass(frozen=True, slots=True)
class Language:
    """One language; each field is explained at the top of `languages.toml`."""

    tag: str
    autonym: str
    greeting: str
    direction: str
    script: str
    locale: str
    long_date: str
    plural_forms: str
    fallback: tuple[str, ...]
    device_voice: str
    server_voice: str
    webfont: str
    is_checked: bool


@cache
def languages() -> tuple[Language, ...]:
    """Return every language, in the order of the table."""
    table = tomllib.loads((get_settings().locales_folder / "languages.toml").read_text())
    return tuple(Language(tag=tag, **{**row, "fallback": tuple(row["fallback"])}) for tag, row in table.items())


def tags() -> list[str]:
    """Return the tag of every language, in the order of the table."""
    return [language.tag for language in languages()]


def is_language(tag: str) -> bool:
    """Whether we speak this language."""
    return tag in _by_tag()


def language_of(tag: str) -> Language:
    """Return a language; one that has left the table is read as Dutch, so that a phone bound to it still opens."""
    return _by_tag().get(tag) or _by_tag()[BASE]


def reading_order(tag: str) -> Iterator[Language]:
    """Yield a language, then those whose words stand in for its missing ones, each once; Dutch is always the last."""
    waiting, seen = [language_of(tag).tag], set[str]()
    while waiting:
        language = language_of(waiting.pop(0))
        if language.tag not in seen:
            seen.add(language.tag)
            yield language
            waiting.extend(language.fallback)
    if BASE not in seen:
        yield language_of(BASE)


@cache
def _by_tag() -> dict[str, Language]:
    return {language.tag: language for language in languages()}
