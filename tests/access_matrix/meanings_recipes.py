"""The recipes of meanings: a group's own photos, and what parents take the pictures for."""

from dataclasses import replace
from typing import Any
from uuid import uuid4

from app.meanings.tickets import Ticket, signed, this_fortnight
from tests.access_matrix.recipe import CAREGIVERS, EVERYONE, OF_THE_SITE, OF_VLINDERS, Recipe, api, page
from tests.access_matrix.world import World

OWN_PHOTOS = "/groups/{group_id}/own-photos"
CHOICES = ("paint", "draw", "cut")


def _placing(world: World) -> dict[str, Any]:
    return {"saw": None, "photo_id": str(world.own["photo_id"])}


def _sandpit(_world: World) -> dict[str, Any]:
    return {"concept_id": "sandpit"}


def _had(_world: World) -> dict[str, Any]:
    return {"had": ["paint"]}


def _answer(world: World) -> dict[str, Any]:
    ticket = Ticket(uuid4().hex, this_fortnight(), str(world.cast.regenboog.id), "paint", "ar", CHOICES)
    return {"ticket": signed(ticket), "chosen_id": "draw"}


MEANINGS = [
    page(f"/staff{OWN_PHOTOS}", OF_VLINDERS, "sanne"),
    replace(api("PUT", f"{OWN_PHOTOS}/{{concept_id}}", OF_VLINDERS, 204, _placing), ids=_sandpit),
    Recipe("POST", "/checks", "hala", CAREGIVERS, 204, "json", _had),
    api("POST", "/check-answers", EVERYONE, 204, _answer),
    page("/staff/pictograms", OF_THE_SITE | {"pieter"}, "karima"),
]
