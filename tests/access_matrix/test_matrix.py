"""Every route, asked by every kind of person, for what is theirs and for what is not."""

from collections.abc import Iterator

import pytest
from fastapi.routing import APIRoute

from app.main import ROUTERS
from app.permissions import PERMISSIONS, Who
from tests.access_matrix.asking import Asking
from tests.access_matrix.recipe import CAREGIVERS, EVERYONE, OUTSIDE, STAFF, VOLUNTEERS, Key, Recipe
from tests.access_matrix.recipes import ALL

OF_ORGANISATION = {"recording_id", "correction_id", "volunteer_id"}
OF_EVERY_STAFF_MEMBER, OF_FEW = {Who.STAFF, Who.SIGNED_IN}, {Who.COORDINATOR, Who.ADMINISTRATOR}


def key_of(recipe: Recipe) -> Key:
    path = recipe.path.replace("/assets/{path}", "/assets/{path:path}")
    return recipe.method, path


def named(recipe: Recipe) -> str:
    return f"{recipe.method} {recipe.path}"


def routes() -> Iterator[Key]:
    for router in ROUTERS:
        for route in router.routes:
            assert isinstance(route, APIRoute)
            for method in route.methods:
                yield method, route.path


def who_of(recipe: Recipe) -> Who:
    return PERMISSIONS[key_of(recipe)]


def refusal(recipe: Recipe, by: str) -> int:
    """Return how somebody is refused: the kind of person is told, whose it is never."""
    who = who_of(recipe)
    if by in OUTSIDE or (by in VOLUNTEERS and who is not Who.SPEAKER):
        return 401
    if who is Who.VOLUNTEER:
        return 401
    if who is Who.SPEAKER:
        return 403 if "/languages/" in recipe.path else 404  # who has not said yes to a language is told so
    if who in OF_FEW:
        return 404 if by in {"karima", "ineke", "pieter"} and _is_of_kind(who, by) else 403
    is_of_kind = by in STAFF if who is Who.STAFF else by in CAREGIVERS if who is Who.CAREGIVER else True
    return 404 if is_of_kind else 401


def _is_of_kind(who: Who, by: str) -> bool:
    return by in {"ineke", "pieter"} or (who is Who.COORDINATOR and by == "karima")


def test_every_route_stands_in_the_permission_table_and_every_entry_is_a_route() -> None:
    assert set(routes()) == set(PERMISSIONS)


def test_every_route_has_one_recipe() -> None:
    assert sorted(key_of(recipe) for recipe in ALL) == sorted(PERMISSIONS)


@pytest.mark.parametrize("recipe", ALL, ids=named)
def test_the_right_people_may(asking: Asking, recipe: Recipe) -> None:
    for by in sorted(recipe.people):
        answer = asking.ask(recipe, by)
        allowed = {recipe.status, 303} if recipe.path == "/join" else {recipe.status}  # who is in goes to today
        assert (by, answer.status_code) in {(by, status) for status in allowed}, answer.text
        if recipe.method != "GET":
            asking.put_back()


@pytest.mark.parametrize("recipe", [one for one in ALL if one.people < EVERYONE], ids=named)
def test_nobody_else_may_and_nothing_changes(asking: Asking, recipe: Recipe) -> None:
    before = asking.rows()
    for by in sorted(EVERYONE - recipe.people):
        if recipe.path == "/api/v1/test-notification" and by in CAREGIVERS:
            continue  # a phone without a subscription is refused for that reason
        answer = asking.ask(recipe, by)
        assert (by, answer.status_code) == (by, refusal(recipe, by))
        assert set(answer.json()) == {"code", "message", "pictogram"}
    assert asking.rows() == before


@pytest.mark.parametrize("recipe", [one for one in ALL if one.row_names], ids=named)
def test_the_right_people_may_not_with_the_id_of_something_else(asking: Asking, recipe: Recipe) -> None:
    before = asking.rows()
    for scope in foreign_scopes(recipe):
        ids = asking.world.ids[scope]
        foreign = {name: ids[name] for name in recipe.row_names if name in ids and not is_own(recipe, scope, name)}
        whole = [foreign] if len(foreign) > 1 and scope != "same_group" else []
        for changed in [*({name: value} for name, value in foreign.items()), *whole]:
            answer = asking.ask(recipe, recipe.by, **changed)
            assert (scope, sorted(changed), answer.status_code) == (scope, sorted(changed), 404)
    assert asking.rows() == before


def foreign_scopes(recipe: Recipe) -> list[str]:
    """Return whose things aren't the right person's; another group at the site is a coordinator's own."""
    near = ["same_group", "other_site"] if who_of(recipe) in OF_FEW else ["same_group", "other_group"]
    return [*near, "other_organisation", "not_existing", "ended"]


def is_own(recipe: Recipe, scope: str, name: str) -> bool:
    """Whether an id of a scope still belongs to what the right person may ask for."""
    if name in OF_ORGANISATION and who_of(recipe) is Who.STAFF:
        return scope in {"same_group", "other_group"}
    if scope != "same_group":
        return False
    return name in {"group_id", "site_id"} or (name in {"child_id", "photo_id", "change_id"} and not is_pair(recipe))


def is_pair(recipe: Recipe) -> bool:
    """Whether the address names a child together with something of one of its caregivers."""
    return "caregiver_id" in recipe.path or "card_id" in recipe.path
