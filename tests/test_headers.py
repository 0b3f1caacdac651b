"""Every answer carries the headers; what another website asks for is refused."""

import base64
import hashlib
import re

import pytest
from fastapi.testclient import TestClient

from app.permissions import PERMISSIONS
from tests.access_matrix.asking import Asking
from tests.access_matrix.conftest import asking, shared_asking
from tests.access_matrix.recipes import ALL, Recipe
from tests.access_matrix.test_matrix import named

__all__ = ["asking", "shared_asking"]

CHANGING = [recipe for recipe in ALL if recipe.method != "GET"]
CARD, RHYTHM = "/staff/groups/{group_id}/cards/{day}", "/staff/groups/{group_id}/rhythm"
LISTENING = {"/studio", "/staff/groups/{group_id}/today", CARD, RHYTHM}
PATHS = ["/join", "/health", "/nowhere", "/service-worker.js", "/staff", "/api/v1/push-key"]


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_carries_the_headers(client: TestClient, path: str) -> None:
    sent = client.get(path, headers={"accept": "text/html"}).headers
    assert sent["x-content-type-options"] == "nosniff"
    assert sent["referrer-policy"] == "same-origin"
    assert "geolocation=()" in sent["permissions-policy"]
    policy = dict(part.strip().split(" ", 1) for part in sent["content-security-policy"].split(";"))
    assert policy["default-src"] == "'self'"
    assert "unsafe" not in sent["content-security-policy"]
    assert (policy["object-src"], policy["base-uri"], policy["frame-ancestors"]) == ("'none'", "'none'", "'none'")
    assert policy["form-action"] == "'self'"


def test_a_file_carries_few_headers_and_may_do_nothing(client: TestClient) -> None:
    script = re.findall(r"/assets/[\w.-]+\.js", client.get("/join").text)[0]
    for path in (script, "/clips/nl/words/now.m4a"):
        sent = client.get(path).headers
        assert sent["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"
        assert sent["x-content-type-options"] == "nosniff"
        assert "permissions-policy" not in sent


def test_a_page_that_says_a_file_is_not_here_is_a_page(client: TestClient) -> None:
    sent = client.get("/assets/nothing.js", headers={"accept": "text/html"})
    assert (sent.status_code, "style-src" in sent.headers["content-security-policy"]) == (404, True)


def test_only_pages_that_listen_may_use_the_microphone(asking: Asking) -> None:
    for recipe in ALL:
        if recipe.method == "GET":
            page = asking.ask(recipe, recipe.by, accept="text/html")
            expected = "microphone=(self)" if recipe.path in LISTENING else "microphone=()"
            assert expected in page.headers.get("permissions-policy", "microphone=()"), recipe.path


def test_no_page_holds_a_script_or_a_style_that_the_policy_would_stop(asking: Asking) -> None:
    for recipe in ALL:
        if recipe.method == "GET":
            page = asking.ask(recipe, recipe.by, accept="text/html")
            if "html" in page.headers.get("content-type", ""):
                policy = page.headers["content-security-policy"]
                inline = re.findall(r"<(?:style|script)>(.*?)</(?:style|script)>", page.text, re.DOTALL)
                assert not [text for text in inline if f"'sha256-{sha256(text)}'" not in policy], recipe.path
                assert not re.search(r"<[a-z-]+[^<>]*\s(style=|on\w+=)|javascript:", page.text), recipe.path


def sha256(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@pytest.mark.parametrize("recipe", CHANGING, ids=named)
def test_what_another_website_asks_for_is_refused(asking: Asking, recipe: Recipe) -> None:
    path = recipe.path.format(**asking.world.own | recipe.ids(asking.world))
    body = recipe.body(asking.world)
    for sent in (
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://["},
        {"origin": "https://testserver.evil.example"},
    ):
        headers = {"accept": "application/json", "cookie": asking.world.cookies[recipe.by], **sent}
        answer = asking.client.request(recipe.method, path, headers=headers, **{recipe.kind: body} if body else {})
        assert (sent, answer.status_code) == (sent, 403)
    assert asking.is_untouched


def test_its_own_pages_and_what_is_typed_are_answered(asking: Asking) -> None:
    recipe = next(one for one in CHANGING if one.path == "/staff/account/language")
    cookie = asking.world.cookies["sanne"]
    for sent in ({"sec-fetch-site": "same-origin"}, {"sec-fetch-site": "none"}, {"origin": "http://testserver"}, {}):
        answer = asking.client.post(recipe.path, data={"language": "en"}, headers={"cookie": cookie, **sent})
        assert answer.status_code == 303


def test_every_change_is_in_this_test() -> None:
    assert {(one.method, one.path) for one in CHANGING} == {key for key in PERMISSIONS if key[0] != "GET"}
