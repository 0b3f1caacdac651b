"""Clips: how many bytes a whole language is, and how many a day's card. Run as `python -m bench.clips`."""

import os
import tempfile
from concurrent.futures import ThreadPoolExecutor

os.environ["DAGKAART_DATA_FOLDER"] = tempfile.mkdtemp(prefix="dagkaart-clips-")  # read once, when settings are

from app.language.catalogues import own_label
from app.language.languages import BASE, tags
from app.speech.clips import LANES, clip, has_voice
from app.speech.keys import all_keys, text_of
from bench.table import finish, row

MOST_BYTES_OF_LANGUAGE = 2_000_000
MOST_BYTES_OF_CARD = 120_000
SAMPLED = 20  # one text in so many tells which language is the longest
CARD = (
    "arrive", "inloop_play_together", "circle_time", "picture_talk", "wash_hands", "fruit", "paint", "toilet",
    "outside_play", "tidy_up", "closing_circle", "go_home",
)  # fmt: skip


def main() -> None:
    """Make the language with the longest texts whole, and in every language the card of a day with its Dutch."""
    voices = [tag for tag in tags() if has_voice(tag)]
    longest = max(voices, key=lambda tag: _bytes_of(tag, _texts(tag, every=SAMPLED)))
    whole = _bytes_of(longest, _texts(longest))
    dutch = _bytes_of_card(BASE)
    cards = {tag: _bytes_of_card(tag) + (dutch if tag != BASE else 0) for tag in voices}
    largest = max(cards, key=cards.__getitem__)
    finish(
        [
            row(
                f"clips: everything in one language, kB ({longest})",
                f"{whole / 1000:,.0f}",
                f"at most {MOST_BYTES_OF_LANGUAGE // 1000:,}",
                whole <= MOST_BYTES_OF_LANGUAGE,
            ),
            row(
                f"clips: a day's card of {len(CARD)} moments with Dutch, kB ({largest})",
                f"{cards[largest] / 1000:,.0f}",
                f"at most {MOST_BYTES_OF_CARD // 1000}",
                cards[largest] <= MOST_BYTES_OF_CARD,
            ),
        ]
    )


def _texts(language: str, every: int = 1) -> set[str]:
    return {text_of(language, key) for key in all_keys()[::every]} - {""}


def _bytes_of_card(language: str) -> int:
    return _bytes_of(language, {own_label(language, concept_id) for concept_id in CARD} - {""})


def _bytes_of(language: str, texts: set[str]) -> int:
    with ThreadPoolExecutor(LANES) as lanes:
        return sum(lanes.map(lambda text: clip(language, text).stat().st_size, texts))


if __name__ == "__main__":
    main()
