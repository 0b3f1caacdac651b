"""A body that is too large is stopped, whether it says how large it is or not."""

from collections.abc import Callable, Iterator

import pytest

from app.body_limit import MAX_BYTES
from tests.access_matrix.asking import Asking

FORM, JSON = "application/x-www-form-urlencoded", "application/json"


def too_much() -> Iterator[bytes]:
    for _ in range(MAX_BYTES // 100_000 + 1):
        yield b" " * 100_000


@pytest.mark.parametrize("content", [lambda: b" " * (MAX_BYTES + 1), too_much], ids=["told", "untold"])
@pytest.mark.parametrize(
    ("path", "content_type"), [("/api/v1/sign-in-cards/redemption", JSON), ("/staff/sign-in", FORM), ("/join", FORM)]
)
def test_more_than_a_megabyte_is_refused(
    asking: Asking, path: str, content_type: str, content: Callable[[], bytes | Iterator[bytes]]
) -> None:
    answer = asking.client.post(path, content=content(), headers={"content-type": content_type})
    assert (answer.status_code, answer.json()["pictogram"]) == (413, "ui_too_large")


def test_a_photo_may_be_larger(asking: Asking) -> None:
    path = "/api/v1/groups/{group_id}/photos/00000000-0000-4000-8000-000000000000".format(**asking.world.own)
    answer = asking.client.put(path, content=b"-" * (MAX_BYTES + 1), headers={"cookie": asking.world.cookies["sanne"]})
    assert (answer.status_code, answer.json()["pictogram"]) == (422, "ui_wrong_file")


@pytest.mark.parametrize(
    "path",
    ["/assets/%00.js", f"/assets/{'a' * 300}.js", "/assets/..%2f..%2fpyproject.toml", "/clips/%00/x.m4a", "/%ff"],
)
def test_an_address_that_names_no_file_is_not_found(asking: Asking, path: str) -> None:
    assert asking.client.get(path).status_code == 404


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2026-13-01", "1e9", "%00", "\u0663"])
def test_a_day_that_is_none_is_not_found(asking: Asking, day: str) -> None:
    for by, path in (("hala", "/today"), ("sanne", "/staff/groups/{group_id}/cards")):
        address = f"{path}/{day}".format(**asking.world.own)
        answer = asking.client.get(address, headers={"cookie": asking.world.cookies[by]})
        assert (by, answer.status_code) == (by, 404)


@pytest.mark.parametrize("place", ["cookie", "accept-language", "user-agent", "if-none-match", "range", "origin"])
@pytest.mark.parametrize("value", ["\x7f", "é" * 4_000, ";;==,,", "bytes=9999999999999999999999-", "http://[", "*"])
def test_a_header_does_no_harm(asking: Asking, place: str, value: str) -> None:
    for method, path in (
        ("GET", "/join"),
        ("POST", "/staff/sign-in"),
        ("GET", "/today"),
        ("GET", "/service-worker.js"),
    ):
        headers = {place: value.encode(), "cookie": f"dagkaart_device={value}".encode()}
        answer = asking.client.request(method, path, headers={**headers, place: value.encode()})
        assert answer.status_code < 500
