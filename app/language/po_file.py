"""How catalogues are written: sorted, one line a text, no dates or line numbers, so that a change shows only itself."""

from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from app.config import get_settings
from app.language.languages import Language, languages

INTERFACE, CONCEPTS, SENTENCES = "app", "concepts", "sentences"
DOMAINS = (INTERFACE, CONCEPTS, SENTENCES)

HEADER = """\
msgid ""
msgstr ""
"Language: {tag}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plural_forms}\\n"

"""


def po_path(tag: str, domain: str) -> Path:
    """Return where a language's words for a domain are written."""
    return get_settings().locales_folder / tag / "LC_MESSAGES" / f"{domain}.po"


def read_catalogue(tag: str, domain: str) -> Catalog:
    """Return a catalogue as its translators wrote it; an empty one if there is no file."""
    path = po_path(tag, domain)
    if not path.exists():
        return Catalog()
    with path.open("rb") as file:
        return read_po(file, domain=domain, abort_invalid=True)


def new_catalogue(language: Language) -> Catalog:
    """Return a catalogue without words, that takes as many plural forms as the language has."""
    made = Catalog()
    made.mime_headers = [("Plural-Forms", language.plural_forms)]
    return made


def write_catalogue(language: Language, domain: str, catalogue: Catalog) -> None:
    """Write a catalogue with the plural rule of the table of languages."""
    path, text = po_path(language.tag, domain), BytesIO()
    write_po(text, catalogue, width=0, omit_header=True, no_location=True, sort_output=True, ignore_obsolete=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    header = HEADER.format(tag=language.tag, plural_forms=language.plural_forms)
    path.write_text(header + text.getvalue().decode().strip() + "\n")


def merge(
    domain: str, wanted: Mapping[str, str], fixed: Callable[[Language, str], str] = lambda *_: ""
) -> Iterator[str]:
    """Write every language's catalogue for the texts there are, each with its comment; yield a line on each.

    A text keeps its translation; `fixed` gives one that is not for translators, such as an English sentence's own.
    """
    for language in languages():
        old, new = read_catalogue(language.tag, domain), new_catalogue(language)
        for msgid, comment in wanted.items():
            before = old.get(msgid)
            new.add(msgid, fixed(language, msgid) or (before.string if before else ""), auto_comments=[comment])
        write_catalogue(language, domain, new)
        missing = sum(1 for message in new if message.id and not message.string)
        yield f"{language.tag}: {len(wanted)} texts, {missing} not written\n"


def plural_count(language: Language) -> int:
    """Return how many forms of a counted word the language has."""
    return int(language.plural_forms.split("nplurals=")[1].split(";")[0])


def forms_of(message: Message) -> tuple[str, ...]:
    """Return a message's translations: one, or one for each plural form."""
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
