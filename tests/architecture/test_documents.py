"""What an operator or a new colleague looks up is written down."""

import re
from pathlib import Path

import pytest

from app.config import Settings
from tests.architecture.sources import PROJECT, name_of, tracked

DOCS = PROJECT / "docs"
TERMS = (
    *("concept", "pictogram", "label", "clip", "rhythm", "moment", "badge", "change", "publication", "report"),
    *("theme", "pack", "word", "reply", "gathering", "caregiver", "child", "group", "site", "organisation", "device"),
    *("consent", "subscription", "notification", "delivery", "digest", "outbox"),
    *("day card", "staff member", "sign-in card", "home activity", "talk poster", "home moment"),
)


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_in_the_operators_guide(name: str) -> None:
    assert f"`DAGKAART_{name.upper()}`" in (DOCS / "operating.md").read_text()


def test_no_setting_is_in_the_guide_that_does_not_exist() -> None:
    named = set(re.findall(r"`DAGKAART_([A-Z_]+)`", (DOCS / "operating.md").read_text()))
    assert named <= {name.upper() for name in Settings.model_fields}


def test_every_command_is_in_the_operators_guide() -> None:
    told = "".join((PROJECT / "app" / name).read_text() for name in ("cli.py", "pictures.py"))
    commands = re.findall(r"add_parser\(\s*\"([a-z-]+)\"", told)
    guide = (DOCS / "operating.md").read_text()
    assert commands
    assert not [command for command in commands if not re.search(rf"`dagkaart (\w+ )?{command}\b", guide)]


def test_every_make_target_is_in_the_contributors_guide() -> None:
    targets = re.findall(r"^([a-z]+):.*##", (PROJECT / "Makefile").read_text(), re.MULTILINE)
    guide = (PROJECT / "CONTRIBUTING.md").read_text()
    assert not [target for target in targets if f"`make {target}" not in guide]


@pytest.mark.parametrize("term", TERMS)
def test_every_term_is_in_the_glossary(term: str) -> None:
    assert f"**{term}**" in (DOCS / "glossary.md").read_text()


def test_every_decision_is_dated_and_in_the_list() -> None:
    records = sorted((DOCS / "decisions").glob("[0-9]*.md"))
    listed = (DOCS / "decisions" / "README.md").read_text()
    assert records
    assert all(f"({record.name})" in listed for record in records)
    assert all(re.search(r"^Decided on \d{4}-\d\d-\d\d\.", record.read_text(), re.MULTILINE) for record in records)


@pytest.mark.parametrize("page", [path for path in tracked() if path.suffix == ".md"], ids=name_of)
def test_a_document_points_only_at_files_that_are_there(page: Path) -> None:
    targets = re.findall(r"\]\((?!https?:|mailto:|#)([^)#]+)", page.read_text())
    assert not [target for target in targets if not (page.parent / target).exists()]
