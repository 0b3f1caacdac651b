"""Dates read as a newspaper of the language would print them, whatever else the process did with Babel."""

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from babel import Locale

from app.config import PROJECT_FOLDER, get_settings
from app.language import calendar
from app.language.calendar import calendar_names, long_date
from app.language.languages import tags

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("nl", "maandag 23 november"),
        ("en", "Monday 23 November"),
        ("ar", "الاثنين، 23 نوفمبر"),
        ("tr", "23 Kasım Pazartesi"),
        ("pl", "poniedziałek, 23 listopada"),
        ("uk", "понеділок, 23 листопада"),
        ("ti", "ሰኑይ፣ 23 ሕዳር"),
        ("so", "Isniin, 23 Noofeembar"),
    ],
)
def test_a_long_date_is_in_the_languages_own_words_and_order(tag: str, expected: str) -> None:
    assert long_date(tag, MONDAY) == expected


def test_every_month_and_every_weekday_has_its_own_name() -> None:
    counts = {tag: (len(set(calendar_names(tag).weekdays)), len(set(calendar_names(tag).months))) for tag in tags()}
    assert {tag: found for tag, found in counts.items() if found != (7, 12)} == {}


def test_no_two_languages_have_the_same_weekdays_unless_they_share_their_words() -> None:
    found: dict[tuple[str, ...], list[str]] = {}
    for tag in tags():
        found.setdefault(calendar_names(tag).weekdays, []).append(tag)
    assert [same for same in found.values() if len(same) > 1] == [["fa", "prs"]]


def test_the_week_begins_on_monday_and_the_year_in_january() -> None:
    assert long_date("ti", date(2027, 1, 3)) == "ሰንበት፣ 3 ጥሪ"
    assert long_date("so", date(2027, 5, 7)) == "Jimco, 7 Maajo"


@pytest.fixture
def spoiled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give a test names that are still to be made, in a process in which Babel gives others those of Pashto."""
    assert Locale.parse("ps").days["stand-alone"]["wide"][0]
    monkeypatch.setattr(get_settings(), "build_folder", tmp_path)
    calendar_names.cache_clear()
    yield tmp_path
    calendar_names.cache_clear()


def test_names_are_right_even_after_babel_read_the_locale_that_spoils_the_others(spoiled: Path) -> None:
    assert long_date("ti", MONDAY) == "ሰኑይ፣ 23 ሕዳር"
    assert long_date("so", MONDAY) == "Isniin, 23 Noofeembar"
    assert sorted(path.name for path in (spoiled / "calendar").iterdir()) == ["so.json", "ti.json"]


def test_without_a_process_of_their_own_they_would_be_pashto(spoiled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def of_this_process(locale: str) -> dict[str, list[str]]:
        days, months = (getattr(Locale.parse(locale), part)["stand-alone"]["wide"] for part in ("days", "months"))
        return {"weekdays": [days[day] for day in range(7)], "months": [months[month] for month in range(1, 13)]}

    monkeypatch.setattr(calendar, "_from_cldr", of_this_process)
    assert long_date("ti", MONDAY).startswith(Locale.parse("ps").days["stand-alone"]["wide"][0])


def test_no_other_module_of_ours_asks_babel_for_names() -> None:
    asking = re.compile(r"from babel import|babel\.(dates|core)|import babel$", re.MULTILINE)
    found = {path.name for path in (PROJECT_FOLDER / "app").rglob("*.py") if asking.search(path.read_text())}
    assert found == {"calendar_names.py"}


def test_scripts_find_the_same_names_in_a_small_file() -> None:
    names = calendar_names("uk")
    read = json.loads(calendar.calendar_path("uk").read_text())
    assert tuple(read["months"]) == names.months
    assert calendar.calendar_path("uk").stat().st_size < 700
