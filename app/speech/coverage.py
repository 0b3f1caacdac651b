"""How far each language is: what is written, what a speaker has checked, and what people, the server or nobody says.

Run as `python -m app.speech.coverage`; it fails when a language misses a word of the interface or the concepts.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import inspect

from app.config import get_settings
from app.database import create_engine_for
from app.language.languages import BASE, SOURCE, Language, languages
from app.language.po_file import CONCEPTS, DOMAINS, forms_of, read_catalogue
from app.speech.clips import synthetic_url
from app.speech.keys import all_keys
from app.speech.voices import look, recorded_keys

COLUMNS = ("language", "labels", "reviewed", "human", "synthetic", "no voice")


@dataclass(frozen=True, slots=True)
class Coverage:
    """One language: each of `total` words is said by a person, by the server, or by nobody."""

    tag: str
    autonym: str
    is_checked: bool
    total: int
    reviewed: int
    human: int
    synthetic: int
    none: int


def coverage_of(language: Language) -> Coverage:
    """Return how a language sounds now."""
    keys = set(all_keys())
    human = recorded_keys(language.tag) & keys
    synthetic = {key for key in keys - human if synthetic_url(language.tag, key)}
    reviewed = keys if language.is_checked else human  # who approves a recording reads its word too
    return Coverage(
        tag=language.tag,
        autonym=language.autonym,
        is_checked=language.is_checked,
        total=len(keys),
        reviewed=len(reviewed),
        human=len(human),
        synthetic=len(synthetic),
        none=len(keys) - len(human) - len(synthetic),
    )


def missing_labels(language: Language) -> list[str]:
    """Return the words of the interface and the concepts that a language lacks."""
    return [msgid for domain in DOMAINS for msgid in _missing(language, domain)]


def label_count() -> int:
    """Return how many words there are to write."""
    return sum(1 for domain in DOMAINS for message in read_catalogue(BASE, domain) if message.id)


def _missing(language: Language, domain: str) -> Iterator[str]:
    own = read_catalogue(language.tag, domain)
    for message in read_catalogue(BASE, domain):
        if message.id:
            msgid = message.id if isinstance(message.id, str) else message.id[0]
            found = own.get(msgid)
            is_own = found is not None and all(forms_of(found)) and bool(forms_of(found))
            if not is_own and (language.tag != SOURCE or domain == CONCEPTS):
                yield msgid


def main() -> int:
    """Print a line for each language; 1 if one of them lacks a word."""
    engine = create_engine_for(get_settings().sqlalchemy_url)
    if inspect(engine).has_table("voices_version"):
        look(engine)
    engine.dispose()
    total, lacking = label_count(), 0
    sys.stdout.write(_line(COLUMNS))
    for language in languages():
        found, missing = coverage_of(language), missing_labels(language)
        lacking += len(missing)
        labels, reviewed = f"{total - len(missing)}/{total}", f"{found.reviewed}/{found.total}"
        sys.stdout.write(_line((language.tag, labels, reviewed, found.human, found.synthetic, found.none)))
    return int(lacking > 0)


def _line(values: tuple[object, ...]) -> str:
    return "".join(f"{value!s:>12}" for value in values) + "\n"


if __name__ == "__main__":
    sys.exit(main())
