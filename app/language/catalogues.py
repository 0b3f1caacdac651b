"""Words: gettext catalogues, compiled from `locales/<tag>/LC_MESSAGES/*.po` into the build folder and cached."""

import gettext
import os
import tempfile
from functools import cache
from pathlib import Path

from babel.messages.mofile import write_mo
from typing_extensions import override

from app.config import get_settings
from app.language.corrections import corrected
from app.language.languages import is_language, language_of, reading_order, tags
from app.language.po_file import CONCEPTS, DOMAINS, INTERFACE, SENTENCES, po_path, read_catalogue


def translator(tag: str) -> gettext.NullTranslations:
    """Return the words of the interface; a word a language lacks comes from the next one in its reading order."""
    return _chain(language_of(tag).tag, INTERFACE)


def label(tag: str, concept_id: str) -> str:
    """Return the word for a concept in a language or in the next one that has it; the id itself if none has."""
    return _chain(language_of(tag).tag, CONCEPTS).gettext(concept_id)


def own_label(tag: str, concept_id: str) -> str:
    """Return the word for a concept in this very language, for a voice that speaks no other; empty if it has none."""
    return _own(tag, CONCEPTS).gettext(concept_id) if is_language(tag) else ""


def own_word(tag: str, msgid: str) -> str:
    """Return a text of the interface in this very language; empty if it isn't translated."""
    return _own(tag, INTERFACE).gettext(msgid) if is_language(tag) else ""


def own_sentence(tag: str, msgid: str) -> str:
    """Return a sentence with its slots, or a clause, in this very language; empty if nobody has written it."""
    return _own(tag, SENTENCES).gettext(msgid) if is_language(tag) else ""


def compile_catalogues() -> list[Path]:
    """Compile every catalogue whose words have changed; return the compiled files that belong to the table."""
    return [compiled for tag in tags() for domain in DOMAINS if (compiled := _fresh(tag, domain)) is not None]


@cache
def _chain(tag: str, domain: str) -> gettext.NullTranslations:
    first = _Corrected(tag, domain)
    for language in reading_order(tag):
        if language.tag != tag:
            first.add_fallback(_Corrected(language.tag, domain))
        if (words := _load(language.tag, domain)) is not None:
            first.add_fallback(words)
    return first


class _Corrected(gettext.NullTranslations):
    """What native speakers have put right in a language; it goes before the language's catalogue."""

    def __init__(self, tag: str, domain: str) -> None:
        super().__init__()
        self._place = (tag, domain)

    @override
    def gettext(self, message: str) -> str:
        """Return the corrected word, or what the catalogue says."""
        return corrected(*self._place, message) or super().gettext(message)


class _Nothing(gettext.NullTranslations):
    """The end of a chain: no words, rather than the msgid."""

    @override
    def gettext(self, message: str) -> str:
        """Return nothing for any word."""
        return ""


@cache
def _own(tag: str, domain: str) -> gettext.NullTranslations:
    own = _Corrected(tag, domain)
    if (words := _load(tag, domain)) is not None:
        own.add_fallback(words)
    own.add_fallback(_Nothing())
    return own


def _load(tag: str, domain: str) -> gettext.GNUTranslations | None:
    compiled = _fresh(tag, domain)
    if compiled is None:
        return None
    with compiled.open("rb") as file:
        return gettext.GNUTranslations(file)


def _fresh(tag: str, domain: str) -> Path | None:
    written = po_path(tag, domain)
    if not written.exists():
        return None
    compiled = get_settings().build_folder / "locales" / tag / "LC_MESSAGES" / f"{domain}.mo"
    if not compiled.exists() or (_is_stale(compiled, written) and os.access(compiled.parent, os.W_OK)):
        _compile(tag, domain, compiled)
    return compiled


def _is_stale(compiled: Path, written: Path) -> bool:
    # Not "older than": a checkout can bring back an older text under an older date.
    return compiled.stat().st_mtime_ns != written.stat().st_mtime_ns


def _compile(tag: str, domain: str, compiled: Path) -> None:
    compiled.parent.mkdir(parents=True, exist_ok=True)
    written_at = po_path(tag, domain).stat().st_mtime_ns
    with tempfile.NamedTemporaryFile(dir=compiled.parent, delete=False) as file:
        write_mo(file, read_catalogue(tag, domain))
    Path(file.name).chmod(0o644)  # built by one user, read by another
    os.utime(file.name, ns=(written_at, written_at))
    Path(file.name).replace(compiled)  # another process may read it at this moment
