"""Writes what speakers put right on this server into the catalogues, so that it can go to every site.

Run as `python -m app.speech.written_back`, and read `git diff locales` before it goes anywhere.
"""

import sys
from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import inspect
from sqlmodel import Session, col, select

from app.config import get_settings
from app.database import create_engine_for
from app.language.languages import is_language, language_of
from app.language.po_file import read_catalogue, write_catalogue
from app.speech.models import WordCorrection


def write_back(corrections: Sequence[WordCorrection]) -> list[str]:
    """Write corrections into their catalogues; return a line for each word that changed."""
    of_catalogue = defaultdict(list)
    for one in corrections:
        if is_language(one.language):
            of_catalogue[one.language, one.domain].append(one)
    return [line for (tag, domain), those in of_catalogue.items() for line in _written(tag, domain, those)]


def _written(tag: str, domain: str, corrections: Sequence[WordCorrection]) -> list[str]:
    catalogue, changed = read_catalogue(tag, domain), []
    for one in corrections:
        message = catalogue.get(one.msgid)
        if message is not None and message.string != one.text:
            changed.append(f"{tag}/{domain}: {one.msgid}: {message.string} -> {one.text}")
            message.string = one.text
    if changed:
        write_catalogue(language_of(tag), domain, catalogue)
    return changed


def main() -> None:
    """Print what changed."""
    engine = create_engine_for(get_settings().sqlalchemy_url)
    corrections: Sequence[WordCorrection] = []
    if inspect(engine).has_table(WordCorrection.__tablename__):
        with Session(engine) as session:
            corrections = session.exec(select(WordCorrection).order_by(col(WordCorrection.corrected_at))).all()
    engine.dispose()
    changed = write_back(corrections)
    sys.stdout.write("".join(f"{line}\n" for line in changed) or "The catalogues have every correction.\n")


if __name__ == "__main__":
    main()
