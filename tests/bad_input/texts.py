"""Texts nobody means well with, and what may never come of them."""

import re

MARK = "Zebrapad"  # stands in each of them, so that a log can be searched for it
TEXTS = {
    "markup": f"{MARK}<script>alert(1)</script>\"'><img src=x onerror=alert(1)>",
    "template": f"{MARK}{{{{ 7 * 7 }}}}{{% for x in y %}}%(name)s",
    "bidi": f"{MARK}\u202etxet\u2066\u200f\u061c",
    "ten thousand": MARK + "a" * 10_000,
    "nul": f"{MARK}\x00\x1b[31m\r\nX-Evil: yes",
    "marks": MARK + "o" + "\u0301" * 500,
    "nothing to see": "\u200b\u3164\u2800\u00ad \u202e",
    "not a number": "NaN",
    "path": f"../../../{MARK}/etc/passwd",
    "emoji": f"{MARK}👩‍👩‍👧🏳️‍🌈",
    "empty": "",
}
WRONG_VALUES = {
    "null": None,
    "number": -1,
    "huge number": 10**400,
    "list": [[[]]],
    "object": {MARK: {}},
    "true": True,
    "half of a pair": f"{MARK}\ud800",
}
_NEVER_KEPT = re.compile("[\x00-\x09\x0b-\x1f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def unwanted_in(text: str) -> list[str]:
    """Return the characters of a kept text that should have been cleaned away."""
    return _NEVER_KEPT.findall(text)
