"""Writes the numbers of a drawing shorter: no more decimals than a phone's screen can show."""

import math
import re

from app.pictograms.outline import COMMAND, NUMBER, steps_of

READABLE = re.compile(r"[MLHVCSQTAZ\d\s,.+\-E]*", re.IGNORECASE)
HIGHEST = 1e6


def rounded_number(text: str, decimals: int) -> str:
    """Return a number with at most so many decimals; `ValueError` for none, and for one that no drawing needs."""
    number = float(text)
    if not math.isfinite(number) or abs(number) > HIGHEST:
        raise ValueError(text)
    return _short(number, decimals)


def rounded_numbers(text: str, decimals: int) -> str:
    """Return a list of numbers, such as the points of a polygon, shorter."""
    return " ".join(rounded_number(number, decimals) for number in NUMBER.findall(text))


def rounded_path(text: str, decimals: int) -> str:
    """Return a path shorter; `ValueError` when it is no path."""
    if not READABLE.fullmatch(text) or text.strip()[:1] not in {"M", "m"}:
        raise ValueError("no path")
    return "".join(_command(letter, rest, decimals) for letter, rest in COMMAND.findall(text))


def _command(letter: str, text: str, decimals: int) -> str:
    numbers = [number for step in steps_of(letter.upper(), text) for number in step]
    if any(not math.isfinite(number) or abs(number) > HIGHEST for number in numbers):
        raise ValueError(text[:30])
    # A minus sign parts two numbers by itself.
    return letter + " ".join(_short(number, decimals) for number in numbers).replace(" -", "-")


def _short(number: float, decimals: int) -> str:
    text = f"{number:.{decimals}f}".rstrip("0").rstrip(".")
    if text in {"", "-", "-0"}:
        return "0"
    return text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text
