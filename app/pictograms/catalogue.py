"""The catalogue of meanings: what happens, what is said about it, the words of the themes, the interface's pictures."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType

from app.config import PROJECT_FOLDER

CATALOGUE_FILE = PROJECT_FOLDER / "pictograms" / "catalogue.toml"


class Kind(StrEnum):
    """What an entry of the catalogue is for."""

    MOMENT = "moment"
    BADGE = "badge"
    PERSON = "person"
    FEELING = "feeling"
    REPORT = "report"
    BRING = "bring"
    TIME = "time"
    ANSWER = "answer"
    RULE = "rule"
    ACTIVITY = "activity"
    WORD = "word"
    INTERFACE = "interface"
    AVATAR = "avatar"


@dataclass(frozen=True, slots=True)
class Concept:
    """A meaning; its label in each language is in the catalogues `concepts.po`."""

    id: str
    kind: Kind
    category: str
    gloss: Mapping[str, str]  # by language tag, `nl` and `en`: one line that says what is meant
    keywords: tuple[str, ...]
    signs: tuple[str, ...]  # the emoji that mean about the same, its OpenMoji drawing's own first; for the search alone


@lru_cache
def catalogue() -> Mapping[str, Concept]:
    """Return every concept by its id, in the catalogue's order."""
    kinds = tomllib.loads(CATALOGUE_FILE.read_text(encoding="utf-8"))
    concepts = (_concept(Kind(kind), id_, entry) for kind, entries in kinds.items() for id_, entry in entries.items())
    return MappingProxyType({concept.id: concept for concept in concepts})


@lru_cache
def of_kind(kind: Kind) -> tuple[Concept, ...]:
    """Return the concepts of a kind, in the catalogue's order."""
    return tuple(concept for concept in catalogue().values() if concept.kind is kind)


def moments() -> tuple[Concept, ...]:
    """Return what can stand on a day card."""
    return of_kind(Kind.MOMENT)


def moments_by_category() -> Mapping[str, tuple[Concept, ...]]:
    """Return what can stand on a day card by category, both in the catalogue's order."""
    categories = dict.fromkeys(concept.category for concept in moments())
    return {name: tuple(concept for concept in moments() if concept.category == name) for name in categories}


def badges() -> tuple[Concept, ...]:
    """Return what can be said about a moment."""
    return of_kind(Kind.BADGE)


def avatars() -> tuple[Concept, ...]:
    """Return what can stand for a child who has no photo."""
    return of_kind(Kind.AVATAR)


def is_moment(concept_id: str) -> bool:
    """Whether a concept can stand on a day card."""
    return _is(concept_id, Kind.MOMENT)


def is_badge(concept_id: str) -> bool:
    """Whether a concept can be said about a moment."""
    return _is(concept_id, Kind.BADGE)


def is_avatar(concept_id: str) -> bool:
    """Whether a concept can stand for a child."""
    return _is(concept_id, Kind.AVATAR)


def _is(concept_id: str, kind: Kind) -> bool:
    concept = catalogue().get(concept_id)
    return concept is not None and concept.kind is kind


def _concept(kind: Kind, concept_id: str, entry: Mapping[str, object]) -> Concept:
    gloss = MappingProxyType({tag: str(entry[tag]) for tag in ("nl", "en")})
    signs = _drawn_sign(entry) + _words(concept_id, entry, "emoji")
    return Concept(concept_id, kind, str(entry["category"]), gloss, _words(concept_id, entry, "keywords"), signs)


def _words(concept_id: str, entry: Mapping[str, object], name: str) -> tuple[str, ...]:
    words = entry.get(name, [])
    if not isinstance(words, list):
        raise TypeError(f"{concept_id}: {name} must be a list")
    return tuple(map(str, words))


def _drawn_sign(entry: Mapping[str, object]) -> tuple[str, ...]:
    code = str(entry.get("openmoji", ""))
    return ("".join(chr(int(part, 16)) for part in code.split("-")),) if code else ()
