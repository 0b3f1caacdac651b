"""One caregiver never learns of another: no page and no answer of theirs holds anything of anybody else's."""

import re
from uuid import UUID

import pytest

from tests.access_matrix.asking import Asking
from tests.access_matrix.conftest import asking, shared_asking
from tests.access_matrix.recipes import ALL, Recipe
from tests.access_matrix.test_matrix import named

__all__ = ["asking", "shared_asking"]

FILES = ("/assets", "/clips", "/service-worker.js")  # the same for everybody
THEIRS = [recipe for recipe in ALL if "hala" in recipe.people and not recipe.path.startswith(FILES)]
OTHERS = (
    "Omar",
    "Selam",
    "Fatma",
    "Eva",
    "Rachid",
    "Bilal",
    "Yonas",
    "Mia",
    "Tim",
    "Sanne",
    "Joost",
    "Karima",
    "Ineke",
)


@pytest.mark.parametrize("recipe", THEIRS, ids=named)
def test_nothing_a_parent_gets_names_anybody_else(asking: Asking, recipe: Recipe) -> None:
    for accept in ("text/html", "application/json"):
        answer = asking.ask(recipe, "hala", accept=accept)
        said = answer.text if "image" not in answer.headers.get("content-type", "") else ""
        said += str(answer.headers)
        assert not [name for name in OTHERS if re.search(rf"\b{name}\b", said)]
        assert not [id_ for id_ in ids_of_others(asking) if str(id_) in said]
        asking.put_back()


def ids_of_others(asking: Asking) -> set[UUID]:
    cast, world = asking.world.cast, asking.world
    people = (cast.omar, cast.selam, cast.fatma, cast.eva, cast.ended, cast.yonas, cast.mia, cast.tim, cast.sanne)
    devices = {value for name, value in world.extra.items() if name in {"omar", "selam", "fatma", "eva", "rachid"}}
    return {one.id for one in people} | devices
