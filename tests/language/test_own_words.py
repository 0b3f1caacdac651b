"""No Dutch or English is left over where a language has its own word, and every label is written in its script."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

from app.language.catalogues import own_label, own_word
from app.language.drift import own_script_share
from app.language.languages import BASE, SOURCE, languages, tags
from app.language.po_file import INTERFACE, read_catalogue
from app.pictograms.labels import labelled

LOANWORDS: dict[str, list[str]] = tomllib.loads(Path(__file__).with_name("loanwords.toml").read_text())


def test_a_word_that_is_also_dutch_or_english_is_a_loanword_of_the_language() -> None:
    left_over = {tag: sorted(set(_shared(tag)) - set(LOANWORDS.get(tag, []))) for tag in tags() if tag != BASE}
    assert {tag: words for tag, words in left_over.items() if words} == {}


def test_no_loanword_is_listed_that_no_catalogue_uses() -> None:
    unused = {tag: sorted(set(words) - set(_shared(tag))) for tag, words in LOANWORDS.items()}
    assert {tag: words for tag, words in unused.items() if words} == {}


def test_every_label_is_written_in_the_script_of_its_language() -> None:
    wrong = [
        f"{one.tag}: {text}"
        for one in languages()
        for text in (own_label(one.tag, concept_id) for concept_id in labelled())
        if own_script_share(text, one.script) < 1
    ]
    assert wrong == []


def _shared(tag: str) -> Iterator[str]:
    """Yield the words of a language that are spelled as the Dutch or English one."""
    for concept_id in labelled():
        yield from _same(
            own_label(tag, concept_id), *(own_label(one, concept_id) for one in (BASE, SOURCE) if one != tag)
        )
    if tag != SOURCE:
        for message in read_catalogue(BASE, INTERFACE):
            if isinstance(message.id, str) and message.id:
                yield from _same(own_word(tag, message.id), message.id, own_word(BASE, message.id))


def _same(text: str, *others: str) -> list[str]:
    return [text] if text and text.casefold() in {other.casefold() for other in others} else []
