"""Every field of every route, with a text in it that nobody means well with."""

import json
import logging
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from httpx import Response

from app.pictograms.catalogue import catalogue
from tests.access_matrix.asking import Asking, Rows
from tests.access_matrix.recipes import ALL, Recipe
from tests.access_matrix.test_matrix import named
from tests.bad_input.texts import MARK, TEXTS, WRONG_VALUES, unwanted_in

FORMS = [recipe for recipe in ALL if recipe.kind == "data" and recipe.method == "POST"]
TYPED = {"name", "given_name", "email", "note"}
JSON = [recipe for recipe in ALL if recipe.kind == "json" and recipe.method != "GET"]


@pytest.mark.parametrize("recipe", FORMS, ids=named)
def test_a_form_takes_no_harm(asking: Asking, recipe: Recipe, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    before = asking.rows()
    for turn, (field, value) in enumerate(recipe.body(asking.world).items()):
        for name, text in texts_for(field, value, turn).items():
            sent = {**recipe.body(asking.world), field: text}
            answer = asking.ask(recipe, recipe.by, accept="text/html", sent=sent)
            check(asking, answer, before, (field, name))
    assert_silent(caplog, asking)


@pytest.mark.parametrize("recipe", JSON, ids=named)
def test_an_interface_takes_no_harm(asking: Asking, recipe: Recipe, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    before = asking.rows()
    body = recipe.body(asking.world)
    for turn, (place, was) in enumerate(places_in(body)):
        for name, value in {**WRONG_VALUES, **texts_for(place[-1], was, turn)}.items():
            changed = with_value(recipe.body(asking.world), place, value)
            answer = send(asking, recipe, json.dumps(changed).encode())
            check(asking, answer, before, (*place, name))
    assert_silent(caplog, asking)


@pytest.mark.parametrize("recipe", [FORMS[0], FORMS[4], *JSON[:2]], ids=named)
def test_a_body_that_cannot_be_read_is_refused(asking: Asking, recipe: Recipe) -> None:
    before = asking.rows()
    deep = b"[" * 20_000 + b"]" * 20_000
    for body in (
        b"\xff\xfe\xfa",
        b'{"a": "\x00',
        deep,
        b"[]",
        b"null",
        b'"text"',
        b"{}x",
        b"\xc3\x28=1",
        b"a=&" * 5_000,
    ):
        for content_type in ("application/json", "application/x-www-form-urlencoded", "multipart/form-data"):
            answer = send(asking, recipe, body, content_type)
            check(asking, answer, before, (body[:9], content_type))


def check(asking: Asking, answer: Response, before: Rows, about: object) -> None:
    """Check that it was refused in a way a person can act on, or done with a clean text; never anything between."""
    assert answer.status_code < 500, (about, answer.text)
    assert "Traceback" not in answer.text
    assert "<script>alert" not in answer.text
    if answer.status_code >= 400:
        assert_pictured(answer)
    if asking.is_untouched:
        return
    rows = asking.rows()
    if answer.status_code >= 400:
        assert changed_tables(before, rows) <= {"failed_attempt"}, about
    assert not [unwanted_in(text) for text in texts_in(rows) if unwanted_in(text)], about
    asking.put_back()


def changed_tables(before: Rows, rows: Rows) -> set[str]:
    return {new[0] for old, new in zip(before, rows, strict=True) if old != new}


def assert_pictured(answer: Response) -> None:
    if "html" in answer.headers["content-type"]:
        assert "<svg" in answer.text
        return
    problem = answer.json()
    assert problem["pictogram"] in catalogue()
    assert problem["message"]


def assert_silent(caplog: pytest.LogCaptureFixture, asking: Asking) -> None:
    ours = "\n".join(record.getMessage() for record in caplog.records if record.name not in {"httpx", "asyncio"})
    secrets = [cookie.partition("=")[2] for cookie in asking.world.cookies.values() if cookie]
    for word in (MARK, "Amal", "Hala", "Zahra", "Lina", "sanne@", *secrets):
        assert word not in ours


def texts_for(field: object, value: object, turn: int) -> dict[str, str]:
    """Return all texts for a field that keeps what is typed; of the others each gets a part, in turn."""
    if field in TYPED:
        return TEXTS
    is_text = isinstance(value, str | list) and len(value) != len(str(UUID(int=0)))
    return {name: TEXTS[name] for name in [*TEXTS][turn % 3 :: 3 if is_text else 6]}


def texts_in(rows: Rows) -> Iterator[str]:
    for _table, found in rows:
        for row in found:
            yield from (value for value in row if isinstance(value, str))


def places_in(body: object, place: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], object]]:
    """Return the way to each value in a body, and the value."""
    inner = body.items() if isinstance(body, dict) else enumerate(body) if isinstance(body, list) else ()
    for key, value in inner:
        yield (*place, key), value
        yield from places_in(value, (*place, key))


def with_value(body: object, place: tuple[Any, ...], value: object) -> object:
    """Return a body with another value at a place."""
    target: Any = body
    for key in place[:-1]:
        target = target[key]
    target[place[-1]] = value
    return body


def send(asking: Asking, recipe: Recipe, body: bytes, content_type: str = "application/json") -> Response:
    path = recipe.path.format(**asking.world.own | recipe.ids(asking.world))
    headers = {"accept": "application/json", "content-type": content_type, "cookie": asking.world.cookies[recipe.by]}
    asking.client.cookies.clear()
    return asking.client.request(recipe.method, path, content=body, headers=headers)
