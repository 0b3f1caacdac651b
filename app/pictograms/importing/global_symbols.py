"""Global Symbols: many sets behind one API with a key, each set under a licence of its own."""

import re
from collections.abc import Mapping
from typing import TypeVar
from urllib.parse import urlencode

from pydantic import BaseModel

from app.config import Settings
from app.pictograms.importing.fetching import Service, get
from app.pictograms.importing.sources import (
    MOST_FOUND,
    NON_COMMERCIAL,
    Found,
    answered,
    language_of,
    link,
    number,
    tidy,
)
from app.pictograms.refusal import PictureRefused
from app.pictograms.taken import Credit

Answer = TypeVar("Answer")
SERVICE = Service("Global Symbols", "https://globalsymbols.com/api/v1", "https://globalsymbols.com")
EXPANDED = {"expand": "picto.symbolset"}


class Licence(BaseModel):
    """Under what a set may be used; `properties` is as in by-nc-sa."""

    name: str
    url: str | None = None
    version: str | None = None
    properties: str | None = None

    @property
    def words(self) -> set[str]:
        """Return what it asks, in words."""
        return set(re.split(r"[^a-z]+", f"{self.properties or ''} {self.name}".lower()))

    @property
    def full_name(self) -> str:
        """Return its name with its version."""
        version = self.version or ""
        return tidy(self.name if version in self.name else f"{self.name} {version}")


class Symbolset(BaseModel):
    """A set of pictures by one publisher."""

    id: int
    name: str
    publisher: str = ""
    publisher_url: str | None = None
    licence: Licence


class Picto(BaseModel):
    """A picture; its set stands in it when it was asked for, and the service does that."""

    symbolset_id: int
    image_url: str
    symbolset: Symbolset | None = None


class Label(BaseModel):
    """A word with its picture; what can be searched."""

    id: int
    text: str
    picto: Picto


class GlobalSymbols:
    """Searched by label; the id of a label is the id of the picture."""

    def __init__(self, settings: Settings, service: Service = SERVICE) -> None:
        if not settings.global_symbols_key:
            raise PictureRefused("Global Symbols wants a key: ask for one there, and set DAGKAART_GLOBAL_SYMBOLS_KEY")
        self._service, self._key = service, settings.global_symbols_key
        self._may_be_non_commercial = settings.is_arasaac_licence_confirmed
        self._sets: dict[int, Symbolset] = {}

    def search(self, word: str, language: str) -> list[Found]:
        """Return labels with this word, of every published set."""
        asked = {"query": word, "language": language_of(language), "language_iso_format": "639-1", "limit": MOST_FOUND}
        labels = self._get("/labels/search", list[Label], asked | EXPANDED) or []
        return [self._found(label) for label in labels]

    def fetch(self, picture_id: str) -> tuple[bytes, Credit]:
        """Return the picture of a label; the key goes to the API alone."""
        label = self._get(f"/labels/{number(picture_id)}", Label, EXPANDED)
        if label is None:
            raise PictureRefused(f"Global Symbols has no {picture_id}")
        symbolset = self._set_of(label)
        self._check(symbolset)
        content = get(self._service, label.picto.image_url)
        if content is None:
            raise PictureRefused(f"Global Symbols has lost the file of {picture_id}")
        return content, _credit(label, symbolset)

    def _check(self, symbolset: Symbolset) -> None:
        asked = symbolset.licence.words
        if asked & {"nd", "noderivs", "noderivatives"}:
            raise PictureRefused(f"the licence of {tidy(symbolset.name)} lets nobody change a picture, and we must")
        if asked & {"nc", "noncommercial"} and not self._may_be_non_commercial:
            raise PictureRefused(f"{tidy(symbolset.name)} {NON_COMMERCIAL}")

    def _found(self, label: Label) -> Found:
        symbolset = self._set_of(label)
        return Found(str(label.id), f"{tidy(label.text)} ({tidy(symbolset.name)})", symbolset.licence.full_name)

    def _set_of(self, label: Label) -> Symbolset:
        if label.picto.symbolset is not None:
            return label.picto.symbolset
        if not self._sets:
            self._sets = {one.id: one for one in self._get("/symbolsets", list[Symbolset], {}) or []}
        try:
            return self._sets[label.picto.symbolset_id]
        except KeyError as error:
            raise PictureRefused("Global Symbols does not say under which licence this picture is") from error

    def _get(self, path: str, kind: type[Answer], asked: Mapping[str, object]) -> Answer | None:
        address = f"{self._service.api}{path}?{urlencode(asked)}"
        content = get(self._service, address, {"X-Api-Key": self._key})
        return None if content is None else answered(self._service.name, content, kind)


def _credit(label: Label, symbolset: Symbolset) -> Credit:
    return Credit(
        source=f"{tidy(symbolset.name)}, Global Symbols",
        id=str(label.id),
        title=tidy(label.text),
        author=tidy(symbolset.publisher) or tidy(symbolset.name),
        licence=symbolset.licence.full_name,
        licence_url=link(symbolset.licence.url),
        link=link(symbolset.publisher_url),
    )
