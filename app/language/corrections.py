"""Corrections: words that native speakers have put right in the app; they go before those of the catalogues."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.language.drift import MIN_OWN_SCRIPT, PLACEHOLDER, own_script_share
from app.language.languages import language_of
from app.language.po_file import CONCEPTS

MAX_LABEL_LENGTH = 24  # characters; more does not fit under a pictogram on a phone
MAX_SENTENCE_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Place:
    """Where a word stands: the same three things that find it in a catalogue."""

    language: str
    domain: str
    msgid: str


_corrections: Mapping[Place, str] = {}


def use_corrections(corrections: Mapping[Place, str]) -> None:
    """Let these go before the catalogues from now on, and no others; given by the layer that keeps them."""
    global _corrections  # noqa: PLW0603 -- one table for the process, replaced as a whole
    _corrections = corrections


def corrected(language: str, domain: str, msgid: str) -> str:
    """Return the corrected word of a language; empty where nobody corrected it."""
    return _corrections.get(Place(language, domain, msgid), "") if _corrections else ""


def fault_of(place: Place, text: str) -> str:
    """Return the code of what is wrong with a corrected word, as the catalogues are checked; empty if it will do."""
    is_label = place.domain == CONCEPTS
    if not text:
        return "word_missing"
    if len(text) > (MAX_LABEL_LENGTH if is_label else MAX_SENTENCE_LENGTH):
        return "word_too_long"
    if sorted(PLACEHOLDER.findall(text)) != ([] if is_label else sorted(PLACEHOLDER.findall(place.msgid))):
        return "wrong_placeholders"
    wanted = 1.0 if is_label else MIN_OWN_SCRIPT
    return "" if own_script_share(text, language_of(place.language).script) >= wanted else "wrong_script"
