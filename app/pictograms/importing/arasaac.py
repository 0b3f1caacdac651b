"""ARASAAC: pictograms of the Government of Aragon, for non-commercial use; off until the operator confirms that."""

from urllib.parse import quote

from pydantic import BaseModel, Field

from app.config import Settings
from app.pictograms.importing.fetching import Service, get
from app.pictograms.importing.sources import MOST_FOUND, NON_COMMERCIAL, Found, answered, language_of, number, tidy
from app.pictograms.refusal import PictureRefused
from app.pictograms.taken import Credit

SERVICE = Service("ARASAAC", "https://api.arasaac.org/v1", "https://static.arasaac.org")
LICENCE, LICENCE_URL = "CC BY-NC-SA 4.0", "https://creativecommons.org/licenses/by-nc-sa/4.0/"
AUTHOR = "Sergio Palao, for ARASAAC, owned by the Government of Aragon (Spain)"


class Keyword(BaseModel):
    """One of a pictogram's words."""

    keyword: str | None = None


class Pictogram(BaseModel):
    """What ARASAAC tells of one."""

    id: int = Field(alias="_id")
    keywords: list[Keyword] = []
    is_sexual: bool = Field(False, alias="sex")
    is_violent: bool = Field(False, alias="violence")

    @property
    def title(self) -> str:
        """Return its first word."""
        return tidy(next((one.keyword for one in self.keywords if one.keyword), str(self.id)))


class Arasaac:
    """Searched by word; its pictures are PNG, for its API gives nothing else."""

    def __init__(self, settings: Settings, service: Service = SERVICE) -> None:
        if not settings.is_arasaac_licence_confirmed:
            raise PictureRefused(f"ARASAAC {NON_COMMERCIAL}")
        self._service = service

    def search(self, word: str, language: str) -> list[Found]:
        """Return the pictograms for a word, but for those marked as not for children."""
        address = f"{self._service.api}/pictograms/{language_of(language)}/search/{quote(word, safe='')}"
        content = get(self._service, address)  # nothing found is a 404 there
        found = [] if content is None else answered(self._service.name, content, list[Pictogram])
        seemly = [one for one in found if not one.is_sexual and not one.is_violent]
        return [Found(str(one.id), one.title, LICENCE) for one in seemly[:MOST_FOUND]]

    def fetch(self, picture_id: str) -> tuple[bytes, Credit]:
        """Return a pictogram."""
        place = number(picture_id)
        told = get(self._service, f"{self._service.api}/pictograms/en/{place}")
        content = get(self._service, f"{self._service.pictures}/pictograms/{place}/{place}_500.png")
        if told is None or content is None:
            raise PictureRefused(f"ARASAAC has no {place}")
        title = answered(self._service.name, told, Pictogram).title
        return content, Credit(
            source="ARASAAC",
            id=str(place),
            title=title,
            author=AUTHOR,
            licence=LICENCE,
            licence_url=LICENCE_URL,
            link=f"https://arasaac.org/pictograms/en/{place}",
        )
