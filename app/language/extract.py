"""Collects every msgid of code and templates and merges them into every language's `app.po`.

Run as `python -m app.language.extract`. A new msgid gets an empty translation (English is its own) and one that nobody
uses any more goes; nothing is guessed from a text that looks alike.
"""

import sys

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir

from app.config import PROJECT_FOLDER
from app.language.languages import SOURCE, Language, languages
from app.language.po_file import INTERFACE, forms_of, new_catalogue, plural_count, read_catalogue, write_catalogue

SOURCES = (
    (PROJECT_FOLDER / "app", [("**.py", "python")]),
    (PROJECT_FOLDER / "frontend" / "templates", [("**.html", "jinja2"), ("**.svg", "jinja2")]),
)
COMMENT_TAGS = ("Translators:",)
Msgid = str | tuple[str, ...]


def used_words() -> dict[Msgid, list[str]]:
    """Return every msgid in use (a pair for counted words) with the comments for its translators."""
    found: dict[Msgid, list[str]] = {}
    for folder, methods in SOURCES:
        for _file, _line, msgid, comments, _context in extract_from_dir(
            folder, methods, comment_tags=COMMENT_TAGS, strip_comment_tags=True
        ):
            key = tuple(msgid) if isinstance(msgid, (list, tuple)) else msgid
            found.setdefault(key, []).extend(comment for comment in comments if comment not in found.get(key, []))
    return found


def merged(language: Language, used: dict[Msgid, list[str]]) -> Catalog:
    """Return a language's catalogue for the words in use, with the translations it has."""
    old, new = read_catalogue(language.tag, INTERFACE), new_catalogue(language)
    for msgid, comments in used.items():
        before = old.get(msgid[0] if isinstance(msgid, tuple) else msgid)
        new.add(msgid, _translation(language, msgid, before), auto_comments=comments)
    return new


def _translation(language: Language, msgid: Msgid, before: Message | None) -> Msgid:
    if language.tag == SOURCE:
        return msgid
    if isinstance(msgid, str):
        return before.string if before and isinstance(before.string, str) else ""
    count = plural_count(language)
    forms = forms_of(before) if before and before.pluralizable else ()
    return forms if len(forms) == count else ("",) * count


def main() -> None:
    """Merge into every language, and say how many words wait for a translator."""
    used = used_words()
    for language in languages():
        catalogue = merged(language, used)
        write_catalogue(language, INTERFACE, catalogue)
        missing = sum(1 for message in catalogue if message.id and not all(forms_of(message)))
        sys.stdout.write(f"{language.tag}: {len(used)} words, {missing} without a translation\n")


if __name__ == "__main__":
    main()
