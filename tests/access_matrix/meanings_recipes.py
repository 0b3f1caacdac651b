"""The recipes of meanings: a group's own photos, and what parents take the pictures for."""

from dataclasses import replace
from typing import Any

from tests.access_matrix.recipe import OF_VLINDERS, api, page
from tests.access_matrix.world import World

OWN_PHOTOS = "/groups/{group_id}/own-photos"


def _placing(world: World) -> dict[str, Any]:
    return {"saw": None, "photo_id": str(world.own["photo_id"])}


def _sandpit(_world: World) -> dict[str, Any]:
    return {"concept_id": "sandpit"}


MEANINGS = [
    page(f"/staff{OWN_PHOTOS}", OF_VLINDERS, "sanne"),
    replace(api("PUT", f"{OWN_PHOTOS}/{{concept_id}}", OF_VLINDERS, 204, _placing), ids=_sandpit),
]
