"""For each route one recipe that succeeds for the right person; everybody else asks with the very same one."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid4

from app.clock import today
from app.permissions import PERMISSIONS, Who
from tests.access_matrix.world import World, tiny_jpeg
from tests.cast import PASSWORD

Made = Callable[[World], Any]
Key = tuple[str, str]

OF_VLINDERS = frozenset({"sanne", "karima", "ineke"})
OF_THE_SITE = frozenset({"karima", "ineke"})
STAFF = frozenset({"sanne", "joost", "karima", "ineke", "pieter"})
CAREGIVERS = frozenset({"hala", "omar", "selam", "fatma", "eva"})
OUTSIDE = frozenset({"nobody", "rachid", "left"})
EVERYONE = STAFF | CAREGIVERS | OUTSIDE


def nothing(_world: World) -> dict[str, Any]:
    """Return no body, or no ids of its own."""
    return {}


@dataclass(frozen=True)
class Recipe:
    """A question: `by` is the right person, `people` all for whom it succeeds, `ids` other ids than the own ones.

    `freely` are the parts of the address that may be anything: they name no row of anybody's.
    """

    method: str
    path: str
    by: str
    people: frozenset[str]
    status: int = 303
    kind: str = "data"
    body: Made = nothing
    ids: Made = nothing
    freely: frozenset[str] = frozenset()

    @property
    def who(self) -> Who:
        """Return whom the permission table names."""
        return PERMISSIONS[self.method, self.path]

    @property
    def row_names(self) -> list[str]:
        """Return the parts of the address that name a row of somebody's."""
        names = [part.partition("}")[0] for part in self.path.split("{")[1:]]
        return [name for name in names if name.endswith("_id") and name not in self.freely | {"concept_id"}]


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


def _page(path: str, who: frozenset[str], by: str, status: int = 200, ids: Made = nothing) -> Recipe:
    return Recipe("GET", path, by, who, status, ids=ids)


def _open(path: str, status: int = 200, ids: Made = nothing, freely: frozenset[str] = frozenset()) -> Recipe:
    return Recipe("GET", path, "nobody", EVERYONE, status, ids=ids, freely=freely)


def _by_staff(path: str, status: int = 303, body: Made = nothing, ids: Made = nothing) -> Recipe:
    return Recipe("POST", f"/staff{path}", "sanne", OF_VLINDERS, status, body=body, ids=ids)


def _by_coordinator(path: str, status: int = 303, body: Made = nothing, ids: Made = nothing) -> Recipe:
    return Recipe("POST", f"/staff{path}", "karima", OF_THE_SITE, status, body=body, ids=ids)


def _api(method: str, path: str, people: frozenset[str], status: int = 200, body: Made = nothing) -> Recipe:
    by = next(name for name in ("nobody", "hala", "sanne") if name in people)
    return Recipe(method, f"/api/v1{path}", by, people, status, "json", body)


def _day(_world: World) -> dict[str, Any]:
    return {"day": today()}


ANYBODY = [
    _open("/", 303),
    _open("/health"),
    _open("/assets/{path}", ids=_asset),
    _open("/service-worker.js"),
    _open("/manifest/{language}.webmanifest", ids=_said),
    _open("/offline/{language}", ids=_said),
    _open("/clips/{language}/{concept_id}.m4a", ids=_said),
    _open("/clips/{language}/words/{key}.m4a", ids=_said),
    _open("/join"),
    _open("/join/{site_id}", freely=frozenset({"site_id"})),
    _open("/staff/sign-in"),
    _api("GET", "/push-key", EVERYONE),
    Recipe("POST", "/join", "nobody", EVERYONE, body=_code),
    Recipe("POST", "/staff/sign-in", "nobody", EVERYONE, body=_sign_in),
    _api("POST", "/sign-in-cards/redemption", EVERYONE, 204, body=_card),
]
FAMILIES_OWN = [
    _page("/today", CAREGIVERS, "hala"),
    _page("/today/{day}", CAREGIVERS, "hala", ids=_day),
    _page("/us", CAREGIVERS, "hala"),
    _api("PUT", "/subscription", CAREGIVERS, 204, body=lambda world: world.phone()),
    _api("DELETE", "/subscription", CAREGIVERS, 204),
    _api("POST", "/test-notification", frozenset({"hala"}), 202),
    _api("PATCH", "/device", CAREGIVERS, 204, body=lambda _: {"language": "so"}),
    _api("PATCH", "/caregiver", CAREGIVERS, 204, body=lambda _: {"reading": "pictures"}),
    _api("DELETE", "/device", CAREGIVERS, 204),
    _api("DELETE", "/devices/{device_id}", frozenset({"hala"}), 204),
    _page(
        "/photos/{photo_id}/{name}",
        OF_VLINDERS | {"hala", "omar", "selam"},
        "hala",
        ids=lambda _: {"name": "320.avif"},
    ),
]
CARD = "/groups/{group_id}/cards/{day}"
DAYS = [
    _page("/staff/groups/{group_id}/today", OF_VLINDERS, "sanne"),
    _page("/staff/groups/{group_id}/cards/{day}", OF_VLINDERS, "sanne", ids=_day),
    _page("/staff/groups/{group_id}/rhythm", OF_VLINDERS, "sanne"),
    replace(
        _api("PUT", "/groups/{group_id}/photos/{photo_id}", OF_VLINDERS, 201, lambda _: tiny_jpeg()),
        kind="content",
        freely=frozenset({"photo_id"}),
    ),
    replace(_api("POST", f"{CARD}/changes", OF_VLINDERS, body=_change), ids=_day),
    replace(_api("POST", f"{CARD}/publication", OF_VLINDERS, body=_id), ids=_day),
    _api("POST", "/changes/{change_id}/reversal", OF_VLINDERS, body=_id),
    replace(
        _api("PUT", "/groups/{group_id}/rhythm/{weekday}", OF_VLINDERS, body=_rhythm), ids=lambda _: {"weekday": 0}
    ),
]
OWN_ACCOUNT = [
    _page("/staff", STAFF, "sanne", 303),
    _page("/staff/account", STAFF, "sanne"),
    Recipe("POST", "/staff/account/password", "sanne", STAFF, body=_new_password),
    Recipe("POST", "/staff/account/language", "sanne", STAFF, body=lambda _: {"language": "en"}),
    Recipe("POST", "/staff/sessions/ending", "sanne", STAFF),
    Recipe("POST", "/staff/sessions/{staff_session_id}/ending", "sanne", frozenset({"sanne"})),
]
CHILD, ADULT = "/children/{child_id}", "/children/{child_id}/caregivers/{caregiver_id}"
FAMILIES = [
    _page("/staff/groups/{group_id}/families", OF_VLINDERS, "sanne"),
    _page("/staff/groups/{group_id}/families/new", OF_VLINDERS, "sanne"),
    _page("/staff/groups/{group_id}/families/{child_id}", OF_VLINDERS, "sanne"),
    _by_staff("/groups/{group_id}/families", 200, body=_family),
    _by_staff(
        "/groups/{group_id}/families/{child_id}/return", ids=lambda world: {"child_id": world.extra["left today"]}
    ),
    _by_staff(CHILD, body=_child),
    _by_staff(f"{CHILD}/departure"),
    _by_staff(f"{CHILD}/caregivers", 200, body=_adult),
    _by_staff(f"{CHILD}/shared-caregivers", body=lambda world: {"caregiver_id": str(world.cast.selam.id)}),
    _by_staff(ADULT, body=_adult),
    _by_staff(f"{ADULT}/sign-in-cards", 200, body=lambda _: {"card_id": str(uuid4())}),
    _by_staff(f"{CHILD}/sign-in-cards/{{card_id}}/revocation"),
    _by_staff(f"{ADULT}/sign-out"),
    _by_staff(f"{ADULT}/ending"),
    _by_staff(f"{ADULT}/restoration", ids=lambda world: {"caregiver_id": world.cast.ended.id}),
]
MEMBER = "/members/{staff_member_id}"
ORGANISATION = [
    _page("/staff/organisation", OF_THE_SITE | {"pieter"}, "karima"),
    Recipe("POST", "/staff/sites", "ineke", frozenset({"ineke", "pieter"}), body=_place),
    _by_coordinator("/sites/{site_id}", body=_place),
    _by_coordinator("/sites/{site_id}/groups", body=_place),
    _by_coordinator("/groups/{group_id}", body=_place),
    _by_coordinator("/members", 200, body=_member),
    _by_coordinator(f"{MEMBER}/password", 200),
    _by_coordinator(f"{MEMBER}/roles", body=_member),
    _by_coordinator(f"{MEMBER}/ending"),
    _by_coordinator(f"{MEMBER}/restoration", ids=lambda world: {"staff_member_id": world.extra["ended just now"]}),
]
ALL = [*ANYBODY, *FAMILIES_OWN, *DAYS, *OWN_ACCOUNT, *FAMILIES, *ORGANISATION]
