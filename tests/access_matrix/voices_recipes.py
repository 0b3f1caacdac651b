"""The recipes of voices: recording, judging, hearing and carrying them, and volunteers."""

from dataclasses import replace
from typing import Any
from uuid import uuid4

from tests.access_matrix.recipe import (
    EVERYONE,
    OF_REGENBOOG,
    OF_SOMALI,
    SPEAKING,
    STAFF,
    VOLUNTEERS,
    Recipe,
    anybodys,
    api,
    of_some,
    page,
)
from tests.access_matrix.world import World
from tests.speech.bundles import one_word
from tests.speech.phones import spoken

STUDIO = "/studio/languages/{language}"


def _somali(_world: World) -> dict[str, Any]:
    return {"language": "so"}


def _approved(world: World) -> dict[str, Any]:
    return _somali(world) | world.ids["approved"]


def _speaker(_world: World) -> dict[str, Any]:
    return {"alias": "Hodan", "dialect": "", "has_consented": True}


def _volunteer(_world: World) -> dict[str, Any]:
    return {"name": "Hodan", "language": "so"}


VOICES = [
    anybodys("/recordings/{language}/{recording_id}.m4a", ids=_approved),
    page("/studio", SPEAKING, "hala"),
    anybodys("/studio/join"),
    page("/staff/voices", STAFF, "sanne"),
    page("/staff/voices/{language}", STAFF, "sanne", ids=_somali),
    Recipe(
        "POST",
        "/staff/voices/volunteers/{volunteer_id}",
        "sanne",
        OF_REGENBOOG,
        200,
        body=_volunteer,
        freely=frozenset({"volunteer_id"}),
    ),
    api("GET", "/studio", SPEAKING),
    replace(api("PUT", "/studio/speakers/{language}", SPEAKING, body=_speaker), ids=_somali),
    replace(api("DELETE", "/studio/speakers/{language}", SPEAKING, 204), ids=_somali),
    replace(api("GET", f"{STUDIO}/words", OF_SOMALI), ids=_somali),
    replace(api("GET", f"{STUDIO}/recordings", OF_SOMALI), ids=_somali),
    replace(api("GET", f"{STUDIO}/waiting", OF_SOMALI), ids=_somali),
    replace(
        api("PUT", f"{STUDIO}/recordings/{{recording_id}}", OF_SOMALI, 201, lambda _: spoken("Dansen")),
        kind="content",
        query="?key=dance",
        ids=lambda _: {"language": "so", "recording_id": uuid4()},
        freely=frozenset({"recording_id"}),
    ),
    of_some("/studio/recordings/{recording_id}/sound", OF_SOMALI - {"eva"} | OF_REGENBOOG, "hala"),
    of_some("/studio/recordings/{recording_id}", frozenset({"hala"}), "hala", 204, "DELETE"),
    replace(
        of_some("/studio/recordings/{recording_id}/decision", frozenset({"omar", "zamzam"}), "omar", method="PUT"),
        body=lambda _: {"state": "approved"},
    ),
    api("GET", "/staff/voices", STAFF),
    replace(api("GET", "/staff/voices/{language}/recordings", STAFF), ids=_somali),
    replace(api("DELETE", "/staff/recordings/{recording_id}", OF_REGENBOOG, 204)),
    replace(of_some("/staff/voices/{language}/bundle", frozenset({"ineke"}), "ineke"), ids=_somali),
    replace(
        of_some("/staff/voices/bundles", frozenset({"ineke", "pieter"}), "ineke", 201, "POST"),
        kind="content",
        body=lambda _: one_word(),
    ),
    api("GET", "/staff/word-corrections", STAFF),
    api("DELETE", "/staff/word-corrections/{correction_id}", OF_REGENBOOG, 204),
    api("GET", "/staff/volunteers", STAFF),
    replace(
        api("PUT", "/staff/volunteers/{volunteer_id}", OF_REGENBOOG, 201, _volunteer),
        freely=frozenset({"volunteer_id"}),
    ),
    api("DELETE", "/staff/volunteers/{volunteer_id}", OF_REGENBOOG, 204),
    api("POST", "/volunteer-cards/redemption", EVERYONE, 204, lambda world: {"token": world.volunteer_token}),
    of_some("/volunteer", VOLUNTEERS, "zamzam", 204, "DELETE"),
]
