"""For each route one recipe that succeeds for the right person; everybody else asks with the very same one."""

from dataclasses import replace
from typing import Any
from uuid import uuid4

from app.clock import today
from app.speech.sentences import sentence_of
from tests.access_matrix.meanings_recipes import MEANINGS
from tests.access_matrix.recipe import (
    CAREGIVERS,
    EVERYONE,
    OF_THE_SITE,
    OF_VLINDERS,
    STAFF,
    Recipe,
    anybodys,
    api,
    by_coordinator,
    by_staff,
    page,
)
from tests.access_matrix.voices_recipes import VOICES
from tests.access_matrix.world import World, tiny_jpeg
from tests.cast import PASSWORD


def _adult(_world: World) -> dict[str, Any]:
    ids = {"caregiver_id": str(uuid4()), "card_id": str(uuid4())}
    return {**ids, "name": "Zahra", "languages": ["ar", "nl", ""], "reading": "pictures"}


def _child(world: World) -> dict[str, Any]:
    photo_id = str(world.own["photo_id"])
    return {"child_id": str(uuid4()), "given_name": "Lina", "avatar": "avatar_bee", "photo_id": photo_id}


def _family(world: World) -> dict[str, Any]:
    return {**_child(world), **_adult(world)}


def _place(_world: World) -> dict[str, Any]:
    return {"name": "Bloemen", "avatar": "avatar_bee", "pick_up_at": "12:15"}


def _member(world: World) -> dict[str, Any]:
    roles = {"groups": [str(world.own["group_id"])], "sites": [str(world.own["site_id"])]}
    return {"name": "Noa", "email": "noa@example.org", "administrator": "", **roles}


def _change(world: World) -> dict[str, Any]:
    moment_id = str(world.extra["moment of own"])
    state = {"kind": "state", "moment_id": moment_id, "saw": "planned", "state": "now"}
    note = {"kind": "note", "moment_id": moment_id, "saw": "", "note": "Fijn"}
    return {"id": str(uuid4()), "steps": [state, note]}


def _id(_world: World) -> dict[str, Any]:
    return {"id": str(uuid4())}


def _rhythm(_world: World) -> dict[str, Any]:
    return {"saw_version": 1, "moments": [{"concept_id": "fruit", "starts_at": "09:30"}]}


def _card(world: World) -> dict[str, Any]:
    return {"token": world.cards["Hala"].token, "code": "", "language": "ar", "device_id": str(uuid4())}


def _code(world: World) -> dict[str, Any]:
    return {"code": world.cards["Hala"].code, "language": "ar"}


def _sign_in(_world: World) -> dict[str, Any]:
    return {"email": "sanne@example.org", "password": PASSWORD, "own_password": ""}


def _new_password(_world: World) -> dict[str, Any]:
    return {"old_password": PASSWORD, "new_password": "another long password"}


def _asset(_world: World) -> dict[str, Any]:
    from app import pages

    return {"path": pages.asset("parent.ts").removeprefix("/assets/")}


def _said(_world: World) -> dict[str, Any]:
    return {"language": "nl", "concept_id": "fruit", "key": "greeting"}


def _sentence(_world: World) -> dict[str, Any]:
    said = sentence_of("nl", ["fruit"], is_today=True)
    return {"language": "nl", "name": (said.clip or "").split("/")[-1].split(".m4a")[0] if said else ""}


def _day(_world: World) -> dict[str, Any]:
    return {"day": today()}


ANYBODY = [
    anybodys("/", 303),
    anybodys("/health"),
    anybodys("/assets/{path}", ids=_asset),
    anybodys("/service-worker.js"),
    anybodys("/manifest/{language}.webmanifest", ids=_said),
    anybodys("/offline/{language}", ids=_said),
    anybodys("/credits"),
    anybodys("/clips/{language}/{concept_id}.m4a", ids=_said),
    anybodys("/clips/{language}/words/{key}.m4a", ids=_said),
    anybodys("/clips/{language}/sentences/{name}.m4a", ids=_sentence),
    anybodys("/join"),
    anybodys("/join/{site_id}", freely=frozenset({"site_id"})),
    anybodys("/staff/sign-in"),
    api("GET", "/push-key", EVERYONE),
    Recipe("POST", "/join", "nobody", EVERYONE, body=_code),
    Recipe("POST", "/staff/sign-in", "nobody", EVERYONE, body=_sign_in),
    api("POST", "/sign-in-cards/redemption", EVERYONE, 204, body=_card),
]
FAMILIES_OWN = [
    page("/today", CAREGIVERS, "hala"),
    page("/today/{day}", CAREGIVERS, "hala", ids=_day),
    page("/us", CAREGIVERS, "hala"),
    api("PUT", "/subscription", CAREGIVERS, 204, body=lambda world: world.phone()),
    api("DELETE", "/subscription", CAREGIVERS, 204),
    api("POST", "/test-notification", frozenset({"hala"}), 202),
    api("PATCH", "/device", CAREGIVERS, 204, body=lambda _: {"language": "so"}),
    api("PATCH", "/caregiver", CAREGIVERS, 204, body=lambda _: {"reading": "pictures"}),
    api("DELETE", "/device", CAREGIVERS, 204),
    api("DELETE", "/devices/{device_id}", frozenset({"hala"}), 204),
    page(
        "/photos/{photo_id}/{name}",
        OF_VLINDERS | {"hala", "omar", "selam"},
        "hala",
        ids=lambda _: {"name": "320.avif"},
    ),
]
CARD = "/groups/{group_id}/cards/{day}"
DAYS = [
    page("/staff/groups/{group_id}/today", OF_VLINDERS, "sanne"),
    page("/staff/groups/{group_id}/cards/{day}", OF_VLINDERS, "sanne", ids=_day),
    page("/staff/groups/{group_id}/rhythm", OF_VLINDERS, "sanne"),
    replace(
        api("PUT", "/groups/{group_id}/photos/{photo_id}", OF_VLINDERS, 201, lambda _: tiny_jpeg()),
        kind="content",
        freely=frozenset({"photo_id"}),
    ),
    replace(api("POST", f"{CARD}/changes", OF_VLINDERS, body=_change), ids=_day),
    replace(api("POST", f"{CARD}/publication", OF_VLINDERS, body=_id), ids=_day),
    api("POST", "/changes/{change_id}/reversal", OF_VLINDERS, body=_id),
    replace(api("PUT", "/groups/{group_id}/rhythm/{weekday}", OF_VLINDERS, body=_rhythm), ids=lambda _: {"weekday": 0}),
]
OWN_ACCOUNT = [
    page("/staff", STAFF, "sanne", 303),
    page("/staff/account", STAFF, "sanne"),
    Recipe("POST", "/staff/account/password", "sanne", STAFF, body=_new_password),
    Recipe("POST", "/staff/account/language", "sanne", STAFF, body=lambda _: {"language": "en"}),
    Recipe("POST", "/staff/sessions/ending", "sanne", STAFF),
    Recipe("POST", "/staff/sessions/{staff_session_id}/ending", "sanne", frozenset({"sanne"})),
]
CHILD, ADULT = "/children/{child_id}", "/children/{child_id}/caregivers/{caregiver_id}"
FAMILIES = [
    page("/staff/groups/{group_id}/families", OF_VLINDERS, "sanne"),
    page("/staff/groups/{group_id}/families/new", OF_VLINDERS, "sanne"),
    page("/staff/groups/{group_id}/families/{child_id}", OF_VLINDERS, "sanne"),
    by_staff("/groups/{group_id}/families", 200, body=_family),
    by_staff(
        "/groups/{group_id}/families/{child_id}/return", ids=lambda world: {"child_id": world.extra["left today"]}
    ),
    by_staff(CHILD, body=_child),
    by_staff(f"{CHILD}/departure"),
    by_staff(f"{CHILD}/caregivers", 200, body=_adult),
    by_staff(f"{CHILD}/shared-caregivers", body=lambda world: {"caregiver_id": str(world.cast.selam.id)}),
    by_staff(ADULT, body=_adult),
    by_staff(f"{ADULT}/sign-in-cards", 200, body=lambda _: {"card_id": str(uuid4())}),
    by_staff(f"{CHILD}/sign-in-cards/{{card_id}}/revocation"),
    by_staff(f"{ADULT}/sign-out"),
    by_staff(f"{ADULT}/ending"),
    by_staff(f"{ADULT}/restoration", ids=lambda world: {"caregiver_id": world.cast.ended.id}),
]
MEMBER = "/members/{staff_member_id}"
ORGANISATION = [
    page("/staff/organisation", OF_THE_SITE | {"pieter"}, "karima"),
    Recipe("POST", "/staff/sites", "ineke", frozenset({"ineke", "pieter"}), body=_place),
    by_coordinator("/sites/{site_id}", body=_place),
    by_coordinator("/sites/{site_id}/groups", body=_place),
    by_coordinator("/groups/{group_id}", body=_place),
    by_coordinator("/members", 200, body=_member),
    by_coordinator(f"{MEMBER}/password", 200),
    by_coordinator(f"{MEMBER}/roles", body=_member),
    by_coordinator(f"{MEMBER}/ending"),
    by_coordinator(f"{MEMBER}/restoration", ids=lambda world: {"staff_member_id": world.extra["ended just now"]}),
]
ALL = [*ANYBODY, *VOICES, *FAMILIES_OWN, *DAYS, *MEANINGS, *OWN_ACCOUNT, *FAMILIES, *ORGANISATION]
