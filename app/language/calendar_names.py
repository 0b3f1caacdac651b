"""Prints a locale's month and weekday names as JSON; run in a fresh process for each locale.

Babel 2.18 gives Pashto names to other locales once those of Pashto that stand alone have been read in a process (its
issue 1234).
"""

import json
import sys

from babel import Locale


def names(locale_id: str) -> dict[str, list[str]]:
    """Return the names as they stand in a date with its day: Polish "23 listopada", not "listopad"."""
    locale = Locale.parse(locale_id)
    weekdays, months = locale.days["format"]["wide"], locale.months["format"]["wide"]
    return {"weekdays": [weekdays[day] for day in range(7)], "months": [months[month] for month in range(1, 13)]}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(names(sys.argv[1])))
