"""What every picture service has in common: it is searched for a word, it gives a picture with its credit."""

import re
from dataclasses import dataclass
from typing import Protocol, TypeVar

from pydantic import TypeAdapter, ValidationError

from app.pictograms.refusal import PictureRefused
from app.pictograms.taken import Credit

Answer = TypeVar("Answer")
MOST_FOUND = 20
LONGEST_TITLE = 80
LANGUAGE = re.compile(r"[a-z]{2,3}")
NON_COMMERCIAL = (
    "is for non-commercial use only (CC BY-NC-SA): nobody may earn money with it, nor with what you make of it. "
    "When you know that this holds for you, set DAGKAART_IS_ARASAAC_LICENCE_CONFIRMED=true"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A picture that a service has for a word."""

    id: str
    title: str
    licence: str


class Source(Protocol):
    """A picture service."""

    def search(self, word: str, language: str) -> list[Found]:
        """Return the pictures for a word in a language."""
        ...

    def fetch(self, picture_id: str) -> tuple[bytes, Credit]:
        """Return a picture's file and its credit."""
        ...


def answered(name: str, content: bytes, kind: type[Answer]) -> Answer:
    """Return an answer of a service as what it should be."""
    try:
        return TypeAdapter(kind).validate_json(content)
    except (ValidationError, RecursionError) as error:
        raise PictureRefused(f"{name} answers something we do not understand") from error


def number(picture_id: str) -> int:
    """Return an id that is a number, as both services have them."""
    if not re.fullmatch(r"[0-9]{1,12}", picture_id):
        raise PictureRefused(f"{tidy(picture_id)} is no id: search first, ids are numbers")
    return int(picture_id)


def language_of(tag: str) -> str:
    """Return the language to search in."""
    if not LANGUAGE.fullmatch(tag):
        raise PictureRefused("a language is two or three letters, such as en or nl")
    return tag


def tidy(text: str) -> str:
    """Return somebody else's words in one line, without what a terminal or a page could obey."""
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    return line[:LONGEST_TITLE]


def link(address: str | None) -> str:
    """Return somebody else's address if it can stand in a page."""
    is_plain = address is not None and re.fullmatch(r"https?://[\w.-]+(?:/[\w./?=&%+~#:-]*)?", address)
    return address[:200] if address and is_plain else ""
