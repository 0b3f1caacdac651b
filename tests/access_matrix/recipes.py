"""For each route one recipe that succeeds for the right person; everybody else asks with the very same one."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid4

from app.clock import today
from app.permissions import PERMISSIONS, Who
from tests.access_matrix.world import World, tiny_jpeg
from tests.cast import PASSWORD
from tests.speech.bundles import one_word
from tests.speech.phones import spoken

Made = Callable[[World], Any]
Key = tuple[str, str]

OF_VLINDERS = frozenset({"sanne", "karima", "ineke"})
OF_THE_SITE = frozenset({"karima", "ineke"})
STAFF = frozenset({"sanne", "joost", "karima", "ineke", "pieter"})
CAREGIVERS = frozenset({"hala", "omar", "selam", "fatma", "eva"})
VOLUNTEERS = frozenset({"zamzam"})
OUTSIDE = frozenset({"nobody", "rachid", "left"})
EVERYONE = STAFF | CAREGIVERS | VOLUNTEERS | OUTSIDE
OF_REGENBOOG = frozenset({"sanne", "joost", "karima", "ineke"})
SPEAKING = STAFF | CAREGIVERS | VOLUNTEERS
OF_SOMALI = frozenset({"hala", "omar", "zamzam", "eva"})


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
    query: str = ""

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
STUDIO = "/studio/languages/{language}"


def _somali(_world: World) -> dict[str, Any]:
    return {"language": "so"}


def _approved(world: World) -> dict[str, Any]:
    return _somali(world) | world.ids["approved"]


def _heard(path: str, people: frozenset[str], by: str, status: int = 200, method: str = "GET") -> Recipe:
    return replace(_api(method, path, people | {"hala"}, status), by=by, people=people)


def _speaker(_world: World) -> dict[str, Any]:
    return {"alias": "Hodan", "dialect": "", "has_consented": True}


def _volunteer(_world: World) -> dict[str, Any]:
    return {"name": "Hodan", "language": "so"}


VOICES = [
    _open("/recordings/{language}/{recording_id}.m4a", ids=_approved),
    _api("GET", "/studio", SPEAKING),
    replace(_api("PUT", "/studio/speakers/{language}", SPEAKING, body=_speaker), ids=_somali),
    replace(_api("DELETE", "/studio/speakers/{language}", SPEAKING, 204), ids=_somali),
    replace(_api("GET", f"{STUDIO}/words", OF_SOMALI), ids=_somali),
    replace(_api("GET", f"{STUDIO}/recordings", OF_SOMALI), ids=_somali),
    replace(_api("GET", f"{STUDIO}/waiting", OF_SOMALI), ids=_somali),
    replace(
        _api("PUT", f"{STUDIO}/recordings/{{recording_id}}", OF_SOMALI, 201, lambda _: spoken("Dansen")),
        kind="content",
        query="?key=dance",
        ids=lambda _: {"language": "so", "recording_id": uuid4()},
        freely=frozenset({"recording_id"}),
    ),
    _heard("/studio/recordings/{recording_id}/sound", OF_SOMALI - {"eva"} | OF_REGENBOOG, "hala"),
    _heard("/studio/recordings/{recording_id}", frozenset({"hala"}), "hala", 204, "DELETE"),
    replace(
        _heard("/studio/recordings/{recording_id}/decision", frozenset({"omar", "zamzam"}), "omar", method="PUT"),
        body=lambda _: {"state": "approved"},
    ),
    _api("GET", "/staff/voices", STAFF),
    replace(_api("GET", "/staff/voices/{language}/recordings", STAFF), ids=_somali),
    replace(_api("DELETE", "/staff/recordings/{recording_id}", OF_REGENBOOG, 204)),
    replace(_heard("/staff/voices/{language}/bundle", frozenset({"ineke"}), "ineke"), ids=_somali),
    replace(
        _heard("/staff/voices/bundles", frozenset({"ineke", "pieter"}), "ineke", 201, "POST"),
        kind="content",
        body=lambda _: one_word(),
    ),
    _api("GET", "/staff/word-corrections", STAFF),
    _api("DELETE", "/staff/word-corrections/{correction_id}", OF_REGENBOOG, 204),
    _api("GET", "/staff/volunteers", STAFF),
    replace(
        _api("PUT", "/staff/volunteers/{volunteer_id}", OF_REGENBOOG, 201, _volunteer),
        freely=frozenset({"volunteer_id"}),
    ),
    _api("DELETE", "/staff/volunteers/{volunteer_id}", OF_REGENBOOG, 204),
    _api("POST", "/volunteer-cards/redemption", EVERYONE, 204, lambda world: {"token": world.volunteer_token}),
    _heard("/volunteer", VOLUNTEERS, "zamzam", 204, "DELETE"),
]
ALL = [*ANYBODY, *VOICES, *FAMILIES_OWN, *DAYS, *OWN_ACCOUNT, *FAMILIES, *ORGANISATION]
