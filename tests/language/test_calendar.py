"""Dates read as a newspaper of the language would print them, whatever else the process did with Babel."""

import json
from datetime import date
from pathlib import Path

import pytest
from babel import Locale

from app.config import get_settings
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


@pytest.mark.parametrize("tag", tags())
def test_every_month_and_every_weekday_has_its_own_name(tag: str) -> None:
    assert len(set(calendar_names(tag).weekdays)) == 7
    assert len(set(calendar_names(tag).months)) == 12


def test_the_week_begins_on_monday_and_the_year_in_january() -> None:
    assert long_date("ti", date(2027, 1, 3)) == "ሰንበት፣ 3 ጥሪ"
    assert long_date("so", date(2027, 5, 7)) == "Jimco, 7 Maajo"


def test_names_are_right_even_after_babel_read_the_locale_that_spoils_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert Locale.parse("ps").days["stand-alone"]
    monkeypatch.setattr(get_settings(), "build_folder", tmp_path)
    calendar_names.cache_clear()
    assert long_date("ti", MONDAY) == "ሰኑይ፣ 23 ሕዳር"
    assert long_date("so", MONDAY) == "Isniin, 23 Noofeembar"
    assert sorted(path.name for path in (tmp_path / "calendar").iterdir()) == ["so.json", "ti.json"]


def test_scripts_find_the_same_names_in_a_small_file() -> None:
    names = calendar_names("uk")
    read = json.loads(calendar.calendar_path("uk").read_text())
    assert tuple(read["months"]) == names.months
    assert calendar.calendar_path("uk").stat().st_size < 700
