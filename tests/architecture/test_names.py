"""Names say what a thing is: its kind by its ending, its idea by the one term the glossary gives."""

import ast
import re
from functools import cache

import pytest

from tests.architecture.sources import classes, name_of, tracked, tree, written

EMPTY_ENDINGS = ("Manager", "Helper", "Helpers", "Utils", "Util", "Base", "Data", "Info")
# The left word is not ours; docs/glossary.md says what each right one means.
OTHER_TERMS = {
    "guardian": "caregiver",
    "teacher": "staff member",
    "kid": "child",
    "kids": "children",
    "pupil": "child",
    "classroom": "group",
    "emoji": "pictogram",
    "daycard": "day card",
    "timeline": "day card",
    "tenant": "organisation",
    "organization": "organisation",
}


def test_every_module_opens_with_one_sentence() -> None:
    modules = [path for path in written(".py") if path.read_text().strip()]
    assert not [name_of(path) for path in modules if not is_one_sentence(ast.get_docstring(tree(path)))]


def is_one_sentence(text: str | None) -> bool:
    """Tell whether a docstring opens with one sentence; how to run it and reasons may follow."""
    opening = (text or "").split("\n\n")[0].split(" Run as ")[0]
    return opening.endswith(".") and not re.search(r"[.!?]\s+[A-Z]", opening)


@pytest.mark.parametrize("ending", EMPTY_ENDINGS)
def test_no_class_has_a_name_that_says_nothing(ending: str) -> None:
    found = [name_of(path, made.lineno) for path in written(".py") for made in classes(path) if made.name == ending]
    found += [name_of(path, m.lineno) for path in written(".py") for m in classes(path) if m.name.endswith(ending)]
    assert not found


def test_fields_of_a_kind_end_as_their_kind_does() -> None:
    wrong = [
        f"{name_of(path, field.lineno)} {field.target.id}: {kind}"
        for path in written(".py", under="app")
        for made in classes(path)
        for field in made.body
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
        for kind in [ast.unparse(field.annotation).removesuffix(" | None")]
        if not is_well_named(field.target.id, kind)
    ]
    assert not wrong


def is_well_named(name: str, kind: str) -> bool:
    """Tell whether a field's name shows that it is a yes or no, a moment in time, or a length of time."""
    if kind == "bool":
        return name.lstrip("_").startswith(("is_", "has_", "may_"))
    if kind in {"datetime", "UtcDateTime"}:
        return name.endswith("_at")
    if kind == "timedelta":
        return "SECONDS" in name.upper() or name.endswith("_for")
    return True


@pytest.mark.parametrize("other", OTHER_TERMS)
def test_one_idea_has_one_term(other: str) -> None:
    term = re.compile(rf"(?<![a-z]){other}(?![a-z])", re.IGNORECASE)
    ours = [path for path in tracked() if path.suffix in {".py", ".ts"} and "architecture" not in path.parts]
    found = [name_of(path) for path in ours if any(term.search(name) for name in identifiers(path.read_text()))]
    assert not found, f"say {OTHER_TERMS[other]}"


@cache
def identifiers(text: str) -> set[str]:
    """Return the snake_case parts of every name in a text, comments and strings aside."""
    code = re.sub(r'"""(?:.|\n)*?"""|"(?:\\.|[^"\\\n])*"|`[^`]*`|#.*|//.*|/\*(?:.|\n)*?\*/', "", text)
    return {part for name in re.findall(r"[A-Za-z_]+", code) for part in re.split(r"_|(?<=[a-z])(?=[A-Z])", name)}
