"""Finds where words and their translations have drifted apart. Run as `python -m app.language.drift`."""

import re
import sys
import unicodedata
from collections.abc import Iterator, Sequence

from babel.messages.catalog import Catalog, Message

from app.language.extract import used_words
from app.language.languages import BASE, Language, languages
from app.language.po_file import CONCEPTS, INTERFACE, SENTENCES, forms_of, plural_count, read_catalogue

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}|<[^>]+>")
MIN_OWN_SCRIPT = 0.5  # a sentence may hold "QR" or "iPhone"; a label may not

# ISO 15924 to how Unicode's character names begin.
SCRIPTS = {
    "Latn": "LATIN",
    "Arab": "ARABIC",
    "Cyrl": "CYRILLIC",
    "Ethi": "ETHIOPIC",
    "Grek": "GREEK",
    "Hebr": "HEBREW",
    "Deva": "DEVANAGARI",
    "Hans": "CJK",
    "Hant": "CJK",
    "Armn": "ARMENIAN",
    "Geor": "GEORGIAN",
    "Tfng": "TIFINAGH",
    "Thai": "THAI",
}


def problems() -> list[str]:
    """Return what is wrong with the catalogues, one line each; none is good."""
    used = set(map(_key, used_words()))
    concepts, sentences = (set(_messages(read_catalogue(BASE, domain))) for domain in (CONCEPTS, SENTENCES))
    found = list(_problems_of_fallbacks())
    for language in languages():
        for domain, wanted in ((INTERFACE, used), (CONCEPTS, concepts), (SENTENCES, sentences)):
            found += (f"{language.tag}/{domain}: {problem}" for problem in _problems(language, domain, wanted))
    return found


def _problems(language: Language, domain: str, wanted: set[str]) -> Iterator[str]:
    catalogue = read_catalogue(language.tag, domain)
    messages = _messages(catalogue)
    yield from (f"missing: {msgid}" for msgid in sorted(wanted - set(messages)))
    yield from (f"left over: {msgid}" for msgid in sorted(set(messages) - wanted))
    if catalogue.plural_forms != language.plural_forms:
        yield f"plural forms: {catalogue.plural_forms}"
    for msgid, message in messages.items():
        yield from (f"{problem}: {msgid}" for problem in _problems_of(language, domain, message))


def _problems_of(language: Language, domain: str, message: Message) -> Iterator[str]:
    forms = forms_of(message)
    if message.fuzzy:
        yield "fuzzy"
    if not all(forms):
        yield "without a translation"
        return
    if message.pluralizable and len(forms) != plural_count(language):
        yield "wrong number of plural forms"
    if not all(_has_placeholders_of(message, form) for form in forms):
        yield "other placeholders"
    if not all(own_script_share(form, language.script) >= _wanted_share(domain) for form in forms):
        yield f"not in {language.script}"


def own_script_share(text: str, script: str) -> float:
    """Return which part of a text's letters belongs to a script; 1.0 for a text without letters."""
    letters = [char for char in PLACEHOLDER.sub("", text) if unicodedata.category(char) in {"Lu", "Ll", "Lo"}]
    own = [char for char in letters if unicodedata.name(char, "").startswith(SCRIPTS.get(script, script.upper()))]
    return len(own) / len(letters) if letters else 1.0


def _has_placeholders_of(message: Message, form: str) -> bool:
    wanted, found = (sorted(PLACEHOLDER.findall(text)) for text in (_last(message.id), form))
    # "One photo" may leave its number out, as "two photos" may in Arabic; a sentence may leave out nothing.
    return set(found) <= set(wanted) if message.pluralizable else found == wanted


def _wanted_share(domain: str) -> float:
    return MIN_OWN_SCRIPT if domain == INTERFACE else 1.0


def _problems_of_fallbacks() -> Iterator[str]:
    known = {language.tag for language in languages()}
    for language in languages():
        unknown = [tag for tag in language.fallback if tag not in known]
        yield from (f"{language.tag}: falls back to {tag}, which is no language" for tag in unknown)


def _messages(catalogue: Catalog) -> dict[str, Message]:
    return {_key(message.id): message for message in catalogue if message.id}


def _key(msgid: Sequence[str]) -> str:
    return msgid if isinstance(msgid, str) else msgid[0]


def _last(msgid: Sequence[str]) -> str:
    return msgid if isinstance(msgid, str) else msgid[-1]


def main() -> int:
    """Print what is wrong; 1 if anything is."""
    found = problems()
    sys.stdout.write("".join(f"{problem}\n" for problem in found) or "Every word has its translation.\n")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
