"""What time and what day it is, by the server's clock and the preschool's calendar."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def now() -> datetime:
    """Return this moment, aware, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """Return the date in Amsterdam; a phone's clock never decides which day it is."""
    return now().astimezone(AMSTERDAM).date()


def moment_of(day: date, at: time) -> datetime:
    """Return the UTC moment of a wall-clock time in Amsterdam.

    A time that a clock change skips means the one an hour later; one that happens twice means the first.
    """
    return datetime.combine(day, at, tzinfo=AMSTERDAM).astimezone(UTC)
