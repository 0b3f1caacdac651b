"""Answering with the part of a file that was asked for (RFC 9110, section 14)."""

import re

ONE_RANGE = re.compile(r"bytes=(\d*)-(\d*)\s*")


class NoSuchRange(ValueError):
    """The part that was asked for begins beyond the end."""


def asked_range(header: str, size: int) -> tuple[int, int] | None:
    """Return the first and last byte asked for; None for the whole file, also where the header makes no sense."""
    asked = ONE_RANGE.fullmatch(header.strip())
    if asked is None or asked.groups() == ("", ""):
        return None
    first, last = asked.groups()
    if not first:
        return _the_last(int(last), size)
    if last and int(last) < int(first):
        return None
    if int(first) >= size:
        raise NoSuchRange
    return int(first), min(int(last or size), size - 1)


def _the_last(count: int, size: int) -> tuple[int, int]:
    if count == 0 or size == 0:
        raise NoSuchRange
    return max(0, size - count), size - 1
