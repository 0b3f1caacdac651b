"""Every route, asked by every kind of person, for what is theirs and for what is not."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from sqlmodel import Session

from app.clock import today
from app.main import ROUTERS
from app.media.models import Photo
from app.people.models import Caregiver, StaffMember
from app.permissions import PERMISSIONS, Who
from tests.cast import Cast

BODIES: dict[tuple[str, str], Callable[[], Any]] = {
    ("POST", "/api/v1/groups/{group_id}/cards/{day}/publication"): lambda: {"id": str(uuid4())},
    ("PUT", "/api/v1/groups/{group_id}/rhythm/{weekday}"): lambda: {"saw_version": 0, "moments": []},
}


def routes() -> Iterator[tuple[str, str]]:
    for router in ROUTERS:
        for route in router.routes:
            assert isinstance(route, APIRoute)
            for method in route.methods:
                yield method, route.path


def guarded(*kinds: Who) -> list[tuple[str, str]]:
    return sorted(key for key, who in PERMISSIONS.items() if who in kinds)


def ask(client: TestClient, method: str, path: str, **ids: object) -> int:
    values = {"day": today(), "weekday": 0, "name": "320.avif", "language": "nl", **ids}
    unknown = {name: uuid4() for name in _names(path) if name not in values}
    body = BODIES.get((method, path))
    headers = {"accept": "application/json"}
    return client.request(
        method, path.format(**values, **unknown), headers=headers, json=body() if body else None
    ).status_code


def _names(path: str) -> list[str]:
    return [part.partition("}")[0].partition(":")[0] for part in path.split("{")[1:]]


def test_every_route_stands_in_the_permission_table_and_every_entry_is_a_route() -> None:
    assert set(routes()) == set(PERMISSIONS)


@pytest.mark.parametrize(("method", "path"), guarded(*(set(Who) - {Who.EVERYONE})))
def test_nobody_gets_in_without_signing_in(client: TestClient, cast: Cast, method: str, path: str) -> None:
    assert ask(client, method, path) == 401


@pytest.mark.parametrize(("method", "path"), guarded(Who.STAFF, Who.COORDINATOR, Who.ADMINISTRATOR))
def test_a_caregiver_reaches_nothing_of_the_staff(
    as_caregiver: Callable[[Caregiver], TestClient], cast: Cast, method: str, path: str
) -> None:
    assert ask(as_caregiver(cast.hala), method, path, group_id=cast.vlinders.id) in {401, 403}


@pytest.mark.parametrize(("method", "path"), guarded(Who.CAREGIVER))
def test_staff_reach_nothing_of_a_caregiver(
    as_staff: Callable[[StaffMember], TestClient], cast: Cast, method: str, path: str
) -> None:
    assert ask(as_staff(cast.sanne), method, path) == 401


@pytest.mark.parametrize(("method", "path"), guarded(Who.CAREGIVER, Who.SIGNED_IN))
def test_a_caregiver_whose_access_ended_is_signed_out(
    as_caregiver: Callable[[Caregiver], TestClient], cast: Cast, method: str, path: str
) -> None:
    assert ask(as_caregiver(cast.ended), method, path) == 401


@pytest.mark.parametrize(
    ("method", "path"), [key for key in guarded(Who.STAFF) if "{group_id}" in key[1] and key[0] == "GET"]
)
def test_staff_see_their_own_group_and_no_other(
    as_staff: Callable[[StaffMember], TestClient], cast: Cast, method: str, path: str
) -> None:
    own = {"group_id": cast.vlinders.id, "child_id": cast.amal.id}
    for member in (cast.sanne, cast.karima, cast.ineke):
        assert ask(as_staff(member), method, path, **own) == 200
    for stranger in (cast.joost, cast.pieter):
        assert ask(as_staff(stranger), method, path, **own) == 404
    assert ask(as_staff(cast.sanne), method, path, group_id=uuid4()) == 404


@pytest.mark.parametrize(
    ("method", "path"), [key for key in guarded(Who.STAFF) if "{group_id}" in key[1] and key[0] != "GET"]
)
def test_staff_change_nothing_in_another_group(
    as_staff: Callable[[StaffMember], TestClient], cast: Cast, method: str, path: str
) -> None:
    for stranger in (cast.joost, cast.pieter):
        assert ask(as_staff(stranger), method, path, group_id=cast.vlinders.id) in {404, 422}


def test_a_photo_that_is_not_published_is_seen_by_the_groups_staff_and_by_no_caregiver(
    session: Session,
    as_staff: Callable[[StaffMember], TestClient],
    as_caregiver: Callable[[Caregiver], TestClient],
    cast: Cast,
) -> None:
    photo = Photo(
        id=uuid4(), group_id=cast.vlinders.id, staff_member_id=cast.sanne.id, width=1, height=1, placeholder=""
    )
    session.add(photo)
    session.commit()
    url, asked = f"/photos/{photo.id}/320.avif", {"if-none-match": f'"{photo.id}-320.avif"'}
    assert as_staff(cast.sanne).get(url, headers=asked).status_code == 304
    for stranger in (cast.joost, cast.pieter):
        assert as_staff(stranger).get(url, headers=asked).status_code == 404
    for caregiver in (cast.hala, cast.fatma, cast.eva):
        assert as_caregiver(caregiver).get(url, headers=asked).status_code == 404
