"""What a recipe is: a question that succeeds for the right person, and for whom else; with short ways to write one."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from app.permissions import PERMISSIONS, Who
from tests.access_matrix.world import World

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


def page(path: str, who: frozenset[str], by: str, status: int = 200, ids: Made = nothing) -> Recipe:
    """Return the recipe of a page."""
    return Recipe("GET", path, by, who, status, ids=ids)


def anybodys(path: str, status: int = 200, ids: Made = nothing, freely: frozenset[str] = frozenset()) -> Recipe:
    """Return the recipe of what everyone may see."""
    return Recipe("GET", path, "nobody", EVERYONE, status, ids=ids, freely=freely)


def by_staff(path: str, status: int = 303, body: Made = nothing, ids: Made = nothing) -> Recipe:
    """Return the recipe of a form of the staff of a group."""
    return Recipe("POST", f"/staff{path}", "sanne", OF_VLINDERS, status, body=body, ids=ids)


def by_coordinator(path: str, status: int = 303, body: Made = nothing, ids: Made = nothing) -> Recipe:
    """Return the recipe of a form of a coordinator."""
    return Recipe("POST", f"/staff{path}", "karima", OF_THE_SITE, status, body=body, ids=ids)


def api(method: str, path: str, people: frozenset[str], status: int = 200, body: Made = nothing) -> Recipe:
    """Return the recipe of a route of the interface."""
    by = next(name for name in ("nobody", "hala", "sanne") if name in people)
    return Recipe(method, f"/api/v1{path}", by, people, status, "json", body)


def of_some(path: str, people: frozenset[str], by: str, status: int = 200, method: str = "GET") -> Recipe:
    """Return the recipe of a route of the interface for a few."""
    return replace(api(method, path, people | {"hala"}, status), by=by, people=people)
