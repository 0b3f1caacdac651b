"""The keys of what can be said: a concept's id, or `words/<key>` for one of the interface's spoken words."""

from functools import cache

from app.language.catalogues import own_label
from app.language.corrections import Place
from app.language.languages import BASE
from app.language.po_file import CONCEPTS, INTERFACE
from app.pictograms import drawing
from app.pictograms.catalogue import Kind, catalogue
from app.speech.spoken_words import SPOKEN_WORDS, spoken_keys, spoken_word

WORDS = "words/"
# What shows a spoken word that is no concept; the rest is shown as something to listen to.
PICTURES = {
    "now": "ui_now",
    "next": "ui_next",
    "done": "ui_done",
    "today": "ui_today",
    "earlier_days": "ui_calendar",
    "yesterday": "ui_calendar",
    "tomorrow": "ui_calendar",
    "photo": "ui_photo",
    "play_my_day": "ui_play",
    "tap_to_listen": "ui_sound",
    "choose_your_language": "ui_language",
    "language_name": "ui_language",
    "unchecked": "ui_unchecked",
    "us": "ui_us",
    "card_comes_later": "ui_waiting",
    "no_card": "ui_clock",
    "something_new": "ui_changed",
    "no_connection": "ui_offline",
    "try_online": "ui_offline",
    "not_here": "ui_not_found",
    "went_wrong": "ui_error",
    "greeting": "ui_person",
    "studio": "ui_microphone",
    "consent_heard": "ui_heard",
    "consent_delete": "ui_remove",
    "consent_nameless": "ui_nameless",
    "record_hold": "ui_microphone",
    "record_silent": "ui_quiet",
    "record_short": "ui_short",
    "record_loud": "ui_loud",
    "record_denied": "ui_microphone_off",
    "record_thanks": "ui_done",
}


@cache
def all_keys() -> tuple[str, ...]:
    """Return every key, in the order of the tables: the spoken words, then the concepts as the catalogue has them."""
    concepts = (concept.id for concept in catalogue().values() if concept.kind is not Kind.INTERFACE)
    return (*(WORDS + key for key in spoken_keys()), *concepts)


def is_key(key: str) -> bool:
    """Whether something has this key."""
    return key in _places()


@cache
def _places() -> dict[str, int]:
    return {key: place for place, key in enumerate(all_keys())}


def text_of(language: str, key: str) -> str:
    """Return how a key is written in this very language; empty where it has no word of its own."""
    if key.startswith(WORDS):
        return spoken_word(language, key.removeprefix(WORDS))
    return own_label(language, key)


@cache
def spoken_key(msgid: str) -> str:
    """Return the key of a text of the interface that can be heard; empty for any other."""
    return next((WORDS + key for key, spoken in SPOKEN_WORDS.items() if spoken == msgid), "")


def dutch_of(key: str) -> str:
    """Return how a key is written in Dutch."""
    return text_of(BASE, key)


def picture_of(key: str) -> str:
    """Return the address of the picture that shows a key."""
    if not key.startswith(WORDS):
        return drawing.url(key)
    word = key.removeprefix(WORDS)
    by_default = "ui_bell" if word.startswith("push_") else "ui_listen"
    return drawing.url(PICTURES.get(word) or ("ui_calendar" if word.endswith("day") else by_default))


def catalogue_place(language: str, key: str) -> Place | None:
    """Return where a key's word stands in the catalogues; None for a name that no catalogue holds."""
    if not key.startswith(WORDS):
        return Place(language, CONCEPTS, key)
    msgid = SPOKEN_WORDS.get(key.removeprefix(WORDS))
    return Place(language, INTERFACE, msgid) if msgid else None
