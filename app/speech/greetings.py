"""The grid of greetings: every language says hello in its own script and, where a voice exists, aloud."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.language.languages import Language, is_language, language_of, tags
from app.speech.clips import word_clip_url


@dataclass(frozen=True, slots=True)
class Greeting:
    """A language to choose by ear; `clip` is None where nobody can say it yet."""

    language: Language
    clip: str | None


def greetings(first: Sequence[str]) -> list[Greeting]:
    """Return a greeting in every language, these ones first."""
    order = dict.fromkeys([*(tag for tag in first if is_language(tag)), *tags()])
    return [Greeting(language_of(tag), word_clip_url(tag, "greeting")) for tag in order]
