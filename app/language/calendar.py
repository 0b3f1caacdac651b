"""Dates in words: names are made once per language into `build/calendar/<tag>.json`, which scripts read too."""

import json
import subprocess
import sys
import tempfile
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from app.config import PROJECT_FOLDER, get_settings
from app.language.languages import Language, language_of, languages


@dataclass(frozen=True, slots=True)
class CalendarNames:
    """Weekday names from Monday, and Gregorian month names from January."""

    weekdays: tuple[str, ...]
    months: tuple[str, ...]


def long_date(tag: str, day: date) -> str:
    """Return a date without its year in the language's own order, such as "maandag 23 november"."""
    # The digits 0-9 are the ones people meet on phones and tickets here, in every language.
    order = language_of(tag).long_date
    return order.format(weekday=weekday_name(tag, day), day=day.day, month=month_name(tag, day))


def weekday_name(tag: str, day: date) -> str:
    """Return the day of the week in words."""
    return calendar_names(tag).weekdays[day.weekday()]


def month_name(tag: str, day: date) -> str:
    """Return the month in words, as it stands beside a day."""
    return calendar_names(tag).months[day.month - 1]


@cache
def calendar_names(tag: str) -> CalendarNames:
    """Return a language's names; they are made now if the build hasn't made them, or before their last correction."""
    language = language_of(tag)
    path = calendar_path(language.tag)
    if _is_stale(language, path):
        _write(language, path)
    read = json.loads(path.read_text())
    return CalendarNames(tuple(read["weekdays"]), tuple(read["months"]))


def make_calendars() -> list[Path]:
    """Make every language's names; return their files. Part of the build."""
    for language in languages():
        _write(language, calendar_path(language.tag))
    return [calendar_path(language.tag) for language in languages()]


def calendar_path(tag: str) -> Path:
    """Return the file of a language's names: `weekdays` from Monday, `months` from January, `long_date`."""
    return get_settings().build_folder / "calendar" / f"{tag}.json"


def _is_stale(language: Language, path: Path) -> bool:
    if not path.exists():
        return True
    sources = (_corrections_path(language.tag), get_settings().locales_folder / "languages.toml")
    return any(source.exists() and source.stat().st_mtime > path.stat().st_mtime for source in sources)


def _write(language: Language, path: Path) -> None:
    names = {**_from_cldr(language.locale), **_corrections(language.tag), "long_date": language.long_date}
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False) as file:
        json.dump(names, file, ensure_ascii=False)
    Path(file.name).chmod(0o644)
    Path(file.name).replace(path)


def _from_cldr(locale: str) -> dict[str, list[str]]:
    if not locale:
        return {}
    command = [sys.executable, "-m", "app.language.calendar_names", locale]
    made = subprocess.run(command, cwd=PROJECT_FOLDER, capture_output=True, check=True, timeout=30)  # noqa: S603 -- our own module, and a locale from our own table
    names: dict[str, list[str]] = json.loads(made.stdout)
    return names


def _corrections(tag: str) -> dict[str, list[str]]:
    """Return the names a translator put right, or those of a language CLDR doesn't know: `weekdays`, `months`."""
    path = _corrections_path(tag)
    return tomllib.loads(path.read_text()) if path.exists() else {}


def _corrections_path(tag: str) -> Path:
    return get_settings().locales_folder / tag / "calendar.toml"
