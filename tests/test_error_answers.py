"""Every error has words in every language and a picture; a page shows both, and a mistake of ours tells nothing."""

import ast
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from app.config import get_settings
from app.errors import DagkaartError
from app.language.catalogues import own_word
from app.language.languages import tags
from app.main import create_app
from app.pictograms.catalogue import catalogue
from tests.cast import Cast

APP = Path(__file__).parent.parent / "app"


def kinds(of: type[DagkaartError] = DagkaartError) -> Iterator[type[DagkaartError]]:
    yield of
    for kind in of.__subclasses__():
        yield from kinds(kind)


def written(keyword: str) -> set[str]:
    """Return what the code gives errors as their `message` or `pictogram`."""
    found = set()
    for path in APP.rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text())):
            if isinstance(call, ast.Call):
                values = [one.value for one in call.keywords if one.arg == keyword]
                inner = [value.args[0] if isinstance(value, ast.Call) else value for value in values]
                found |= {one.value for one in inner if isinstance(one, ast.Constant) and isinstance(one.value, str)}
    return found


def test_every_error_has_words_in_every_language() -> None:
    messages = {kind.message for kind in kinds()} | written("message")
    assert len(messages) > 20
    for tag in set(tags()) - {"en"}:
        assert (tag, [message for message in messages if own_word(tag, message) in {"", message}]) == (tag, [])


def test_every_error_has_a_picture_that_exists() -> None:
    pictures = {kind.pictogram for kind in kinds()} | written("pictogram")
    assert not pictures - set(catalogue())


@pytest.mark.parametrize("tag", ["nl", "ar", "ti"])
def test_a_page_says_it_in_the_readers_language_with_a_picture(client: TestClient, tag: str) -> None:
    answer = client.get("/nowhere", headers={"accept": "text/html", "accept-language": tag})
    message = own_word(tag, "This is not here.") or "This is not here."
    assert (answer.status_code, message in answer.text, "<svg" in answer.text) == (404, True, True)
    assert f'lang="{tag}"' in answer.text


def test_whoever_is_signed_in_reads_it_in_their_own_language(client: TestClient, cast: Cast) -> None:
    client.post("/staff/sign-in", data={"email": "sanne@example.org", "password": "a good long password"})
    client.post("/staff/account/language", data={"language": "ti"})
    answer = client.get("/staff/groups/none/families", headers={"accept": "text/html", "accept-language": "en"})
    assert (answer.status_code, 'lang="ti"' in answer.text) == (404, True)


def test_a_mistake_of_ours_is_a_picture_and_its_text_stays_here(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    app = create_app(get_settings())

    def broken() -> None:
        raise RuntimeError(cast.amal.given_name)

    app.add_api_route("/health", broken)
    app.router.routes.insert(0, app.router.routes.pop())
    caplog.set_level(logging.DEBUG)
    answer = TestClient(app).get("/health", headers={"accept": "text/html", "accept-language": "nl"})
    assert (answer.status_code, "<svg" in answer.text) == (500, True)
    assert "content-security-policy" in answer.headers
    assert "RuntimeError in GET /health" in caplog.text
    assert "Amal" not in answer.text + caplog.text
    assert "Traceback" not in answer.text


def test_another_method_is_told_which_ones_there_are(client: TestClient) -> None:
    answer = client.put("/join")
    assert (answer.status_code, answer.json()["code"]) == (405, "wrong_method")
    assert answer.headers["allow"] in {"GET", "POST"}
