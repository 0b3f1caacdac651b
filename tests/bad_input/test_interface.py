"""Generated requests to every route of /api/v1, well formed and not, by those who may ask for it."""

from functools import cache
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.schemas import APIOperation, BaseSchema

from app.config import get_settings
from app.main import create_app
from tests.access_matrix.asking import Asking
from tests.access_matrix.recipes import ALL, Recipe
from tests.access_matrix.test_matrix import named
from tests.bad_input.test_fields import assert_pictured

EXAMPLES = 8  # of each kind, route and person
OPEN = [recipe for recipe in ALL if recipe.path.startswith("/api/v1") and recipe.method != "GET"]
WITH_BODY = [recipe for recipe in OPEN if recipe.kind == "json" and recipe.body.__name__ != "nothing"]
GENERATED = settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@cache
def schema() -> BaseSchema:
    """Return what the application says of itself; it is served to nobody."""
    return schemathesis.openapi.from_dict(create_app(get_settings(), is_at_work=False).openapi())


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
@pytest.mark.parametrize("recipe", WITH_BODY, ids=named)
def test_whatever_is_sent_for_real_rows_is_answered(asking: Asking, recipe: Recipe, mode: GenerationMode) -> None:
    operation: APIOperation = schema()[recipe.path][recipe.method]  # type: ignore[type-arg]
    ids = {name: str(value) for name, value in (asking.world.own | recipe.ids(asking.world)).items()}
    own = {name: value for name, value in ids.items() if f"{{{name}}}" in recipe.path}
    path_parameters: dict[str, Any] | None = own or None

    @given(case=operation.as_strategy(generation_mode=mode, path_parameters=path_parameters))
    @GENERATED
    def ask(case: schemathesis.Case) -> None:
        send(asking, case, recipe.by)

    ask()


@pytest.mark.parametrize("recipe", [one for one in OPEN if "{" in one.path], ids=named)
def test_whatever_stands_in_the_address_is_answered(asking: Asking, recipe: Recipe) -> None:
    operation: APIOperation = schema()[recipe.path][recipe.method]  # type: ignore[type-arg]

    @given(case=operation.as_strategy(generation_mode=GenerationMode.NEGATIVE))
    @GENERATED
    def ask(case: schemathesis.Case) -> None:
        send(asking, case, recipe.by)

    ask()


def send(asking: Asking, case: schemathesis.Case, by: str) -> None:
    sent = case.as_transport_kwargs(base_url="http://testserver")
    headers = {
        "accept": "application/json",
        "cookie": asking.world.cookies[by],
        "content-type": sent["headers"].get("Content-Type", ""),
    }
    parts = {name: sent[name] for name in ("params", "json") if sent.get(name) is not None}
    if isinstance(sent.get("data"), str | bytes):
        parts["content"] = sent["data"]
    asking.client.cookies.clear()
    answer = asking.client.request(sent["method"], sent["url"], headers=headers, **parts)
    assert answer.status_code < 500, answer.text
    if answer.status_code >= 400:
        assert_pictured(answer)
