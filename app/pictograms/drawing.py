"""The drawing of each concept, as markup in a page and as a file of its own: ours, or what an operator has taken."""

import json
from functools import cache, lru_cache

from markupsafe import Markup

from app.config import get_settings
from app.pictograms import taken

# On the credits page and on every print, in its owner's words.
CREDIT = "All emojis designed by OpenMoji – the open-source emoji and icon project. License: CC BY-SA 4.0"
ELEMENT = Markup('<svg class="pictogram" viewBox="2 2 68 68" aria-hidden="true" focusable="false">{}</svg>')
SPRITE = "sprite"


def inline(concept_id: str) -> Markup:
    """Return a drawing as an element that needs no other file; for those seen first. `KeyError` when there is none."""
    return _element(concept_id, taken.version())


def url(concept_id: str) -> str:
    """Return the address of a drawing's file; the address changes with the drawing. `KeyError` when there is none."""
    return taken.address_of(concept_id) or _built()[concept_id]["url"]


def sprite_url() -> str:
    """Return the address of the one file with a `<symbol>` for every concept, as we drew them."""
    return url(SPRITE)


def version() -> str:
    """Return what changes whenever a picture is taken or dropped on this installation; asks nobody, so any page may."""
    return taken.version()


@lru_cache(maxsize=4096)
def _element(concept_id: str, _version: str) -> Markup:
    ours = _built()[concept_id]["svg"]
    # Built from our own catalogue, or cleaned when it was taken.
    return ELEMENT.format(Markup(taken.drawing_of(concept_id) or ours))  # noqa: S704


@cache
def _built() -> dict[str, dict[str, str]]:
    built: dict[str, dict[str, str]] = json.loads((get_settings().build_folder / "pictograms.json").read_text())
    return built
