"""The little of CSS that drawings use: classes that colour shapes, and declarations in an attribute."""

import re
from collections.abc import Iterable

from app.pictograms.refusal import PictureRefused

RULE = re.compile(r"\s*((?:\.[\w-]{1,40}\s*,?\s*){1,60})\{([^{}]*)\}\s*")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def class_styles(sheets: Iterable[str]) -> dict[str, dict[str, str]]:
    """Return what each class of some style sheets declares; any other rule is refused."""
    found: dict[str, dict[str, str]] = {}
    for sheet in sheets:
        text = COMMENT.sub("", sheet)
        place = 0
        while text[place:].strip():
            rule = RULE.match(text, place)
            if rule is None:
                raise PictureRefused("it has a style sheet with more than classes")
            for name in re.findall(r"[\w-]+", rule[1]):
                found[name] = found.get(name, {}) | declarations(rule[2])
            place = rule.end()
    return found


def declarations(text: str) -> dict[str, str]:
    """Return what a list such as `fill:#fff;stroke:none` declares."""
    pairs = (part.partition(":") for part in text.split(";") if part.strip())
    return {key.strip().lower(): value.strip() for key, _, value in pairs}
