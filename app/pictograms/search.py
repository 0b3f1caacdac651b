"""The index that staff search concepts by: every label in every language, our own keywords, and CLDR's."""

import json
from collections.abc import Iterator
from functools import cache
from hashlib import sha256

import brotli

from app.config import get_settings
from app.language.languages import tags
from app.language.po_file import CONCEPTS, read_catalogue
from app.pictograms.catalogue import Concept, Kind, catalogue
from app.pictograms.cldr import keywords, plain

KEYWORDS = "*"  # our own keywords stand under no language: the catalogue has Dutch and English ones in one list


def searched() -> list[Concept]:
    """Return the concepts that can be searched: those that people read a label of."""
    return [concept for concept in catalogue().values() if concept.kind is not Kind.INTERFACE]


def index() -> dict[str, object]:
    """Return the ids, and by language a line of words for each: its label, a bar, and its other words.

    The words are as people write them: one way of folding them, the one for what is typed, is in `folding.ts`.
    """
    concepts = searched()
    lines = {tag: _lines(tag, concepts) for tag in tags()}
    own = [f"|{','.join(concept.keywords)}" for concept in concepts]
    return {"ids": [concept.id for concept in concepts], "lines": {KEYWORDS: own} | lines}


def make_index() -> None:
    """Write the index under a name that holds its hash, and remove an earlier one."""
    folder = get_settings().build_folder / "assets" / "search"
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(index(), ensure_ascii=False, separators=(",", ":")).encode()
    name = f"concepts.{sha256(text).hexdigest()[:10]}.json"
    (folder / name).write_bytes(text)
    (folder / f"{name}.br").write_bytes(brotli.compress(text))
    for file in folder.iterdir():
        if not file.name.startswith(name):
            file.unlink()


@cache
def index_url() -> str:
    """Return the address of the index; one that was never built is built now."""
    folder = get_settings().build_folder / "assets" / "search"
    if not any(folder.glob("*.json")):
        make_index()
    return f"/assets/search/{next(folder.glob('*.json')).name}"


def _lines(tag: str, concepts: list[Concept]) -> list[str]:
    labels = {str(message.id): str(message.string) for message in read_catalogue(tag, CONCEPTS) if message.id}
    return [f"{labels.get(one.id, '')}|{','.join(_others(tag, one, labels.get(one.id, '')))}" for one in concepts]


def _others(tag: str, concept: Concept, label: str) -> Iterator[str]:
    said = {label.lower()}
    for sign in concept.signs:
        for word in keywords().get(plain(sign), {}).get(tag, ()):
            if word not in said:
                said.add(word)
                yield word
