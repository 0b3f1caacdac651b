"""Which of our languages a browser asks for."""

from functools import cache

from app.language.languages import BASE, languages

MAX_LENGTH = 500  # a header anybody can write; real ones are shorter


def language_for(accept_language: str) -> str:
    """Return the best of our languages for an Accept-Language header; Dutch if it names none of them.

    `ti-ER` asks for `ti` and `ar-MA` for `ar`: longer tags are shortened (RFC 4647, lookup). A phone may know a
    language by CLDR's name, as it knows Dari by `fa-AF`.
    """
    for wanted in _by_preference(accept_language[:MAX_LENGTH]):
        parts = wanted.split("-")
        for length in range(len(parts), 0, -1):
            tag = "-".join(parts[:length])
            if tag in _known():
                return _known()[tag]
    return BASE


@cache
def _known() -> dict[str, str]:
    cldr = {one.locale.lower().replace("_", "-"): one.tag for one in languages() if one.locale}
    return cldr | {one.tag: one.tag for one in languages()}


def _by_preference(accept_language: str) -> list[str]:
    ranked = [_with_quality(part) for part in accept_language.lower().split(",")]
    return [tag for tag, quality in sorted(ranked, key=lambda pair: -pair[1]) if tag and quality > 0]


def _with_quality(part: str) -> tuple[str, float]:
    tag, _, parameter = part.strip().partition(";")
    name, _, value = parameter.partition("=")
    if name.strip() != "q":
        return tag.strip(), 1.0
    try:
        return tag.strip(), float(value)
    except ValueError:
        return tag.strip(), 0.0
