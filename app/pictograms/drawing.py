"""The built drawing of each concept: as markup inside a page, as a file of its own, and all of them as one sprite."""

import json
from functools import cache

from markupsafe import Markup

from app.config import get_settings

ELEMENT = Markup('<svg class="pictogram" viewBox="2 2 68 68" aria-hidden="true" focusable="false">{}</svg>')
SPRITE = "sprite"


@cache
def inline(concept_id: str) -> Markup:
    """Return a drawing as an element that needs no other file; for those seen first. `KeyError` when there is none."""
    return ELEMENT.format(Markup(_built()[concept_id]["svg"]))  # noqa: S704 -- built from our own catalogue


def url(concept_id: str) -> str:
    """Return the address of a drawing's file; the address changes with the drawing. `KeyError` when there is none."""
    return _built()[concept_id]["url"]


def sprite_url() -> str:
    """Return the address of the one file with a `<symbol>` for every concept."""
    return url(SPRITE)


@cache
def _built() -> dict[str, dict[str, str]]:
    built: dict[str, dict[str, str]] = json.loads((get_settings().build_folder / "pictograms.json").read_text())
    return built
