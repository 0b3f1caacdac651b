"""The commands about pictures: each does one thing for the operator and returns what to print."""

import argparse
from collections.abc import Callable, Iterator
from pathlib import Path

from app.config import Settings, get_settings
from app.language.catalogues import label
from app.language.languages import BASE
from app.pictograms import taken
from app.pictograms.catalogue import catalogue
from app.pictograms.importing import mulberry
from app.pictograms.importing.arasaac import Arasaac
from app.pictograms.importing.cleaning import clean
from app.pictograms.importing.global_symbols import GlobalSymbols
from app.pictograms.importing.painting import is_png, paint
from app.pictograms.importing.sources import Source
from app.pictograms.refusal import PictureRefused

SOURCES: dict[str, Callable[[Settings], Source]] = {"global-symbols": GlobalSymbols, "arasaac": Arasaac}


def add_actions(parser: argparse.ArgumentParser) -> None:
    """Tell the command what can be done with pictures."""
    actions = parser.add_subparsers(dest="action", required=True)
    searching = actions.add_parser("search", help="look what a picture service has for a word")
    searching.add_argument("source", choices=SOURCES)
    searching.add_argument("word")
    searching.add_argument("--language", default="en", help="the language of the word, such as nl; default en")
    taking = actions.add_parser("take", help="let a picture of a service stand for a concept")
    taking.add_argument("source", choices=SOURCES)
    taking.add_argument("id")
    taking.add_argument("--for", dest="concept", required=True, help="the concept it stands for")
    importing = actions.add_parser("import-mulberry", help="take drawings from a Mulberry zip, all or none")
    importing.add_argument("zip", type=Path)
    importing.add_argument("--map", type=Path, help="a CSV with a concept and a symbol on each line")
    actions.add_parser("list", help="what was taken, from whom, under which licence")
    actions.add_parser("drop", help="show our own drawing again").add_argument("concept")


def outcome(arguments: argparse.Namespace) -> Iterator[str]:
    """Do one of the actions, and return the lines to print."""
    if arguments.action == "search":
        return search(arguments.source, arguments.word, arguments.language)
    if arguments.action == "take":
        return take(arguments.source, arguments.id, arguments.concept)
    if arguments.action == "import-mulberry":
        return import_mulberry(arguments.zip, arguments.map)
    return drop(arguments.concept) if arguments.action == "drop" else listed()


def search(name: str, word: str, language: str) -> Iterator[str]:
    """Yield what a service has for a word."""
    found = _source(name).search(word, language)
    yield from (f"{one.id:>8}  {one.title}, {one.licence}" for one in found)
    yield f"{len(found)} found. Take one: dagkaart pictures take {name} ID --for CONCEPT" if found else "None found."


def take(name: str, picture_id: str, concept_id: str) -> Iterator[str]:
    """Let a picture of a service stand for a concept."""
    if concept_id not in catalogue():
        raise PictureRefused(f"there is no concept {concept_id}")
    content, credit = _source(name).fetch(picture_id)
    taken.put({concept_id: (paint(content) if is_png(content) else clean(content), credit)})
    yield f"{concept_id} is now shown by {credit.title} ({credit.source}, {credit.licence})."


def import_mulberry(archive: Path, map_file: Path | None) -> Iterator[str]:
    """Let drawings of a Mulberry zip stand for concepts, all that were asked for or none."""
    wanted = mulberry.read_map(map_file.read_bytes()) if map_file else None
    with archive.open("rb") as source:
        found = mulberry.read_zip(source, wanted)
    taken.put(found)
    yield f"{len(found)} taken: {', '.join(found)}"


def listed() -> Iterator[str]:
    """Yield what was taken."""
    for concept_id, picture in taken.pictures().items():
        credit = picture.credit
        means = label(BASE, concept_id) if concept_id in catalogue() else "no longer a concept"
        whose = f"{credit.title}, {credit.source} {credit.id}, {credit.author}, {credit.licence}"
        yield f"{concept_id} ({means}): {whose}, taken {picture.taken_at:%Y-%m-%d}"
    if not taken.pictures():
        yield "No picture was taken: all are ours."


def drop(concept_id: str) -> Iterator[str]:
    """Show our own drawing again."""
    taken.drop(concept_id)
    yield f"{concept_id} is shown by our own drawing again."


def _source(name: str) -> Source:
    return SOURCES[name](get_settings())
