"""Makes every clip there can be, before anybody asks. Run as `python -m app.speech.make_all`."""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from app.language.catalogues import own_label
from app.language.languages import BASE, tags
from app.language.po_file import CONCEPTS, read_catalogue
from app.speech.clips import LANES, clip, has_voice
from app.speech.errors import NoSound
from app.speech.spoken_words import spoken_keys, spoken_word


def sayable() -> Iterator[tuple[str, str]]:
    """Yield each language and text that has a clip."""
    concept_ids = [str(message.id) for message in read_catalogue(BASE, CONCEPTS) if message.id]
    for language in filter(has_voice, tags()):
        texts = [own_label(language, concept_id) for concept_id in concept_ids]
        texts += [spoken_word(language, key) for key in spoken_keys()]
        yield from ((language, text) for text in dict.fromkeys(texts) if text)


def make_all() -> list[tuple[str, str]]:
    """Make what is missing; return what couldn't be made."""
    with ThreadPoolExecutor(LANES) as lanes:
        return [failed for failed in lanes.map(_failure, sayable()) if failed is not None]


def _failure(wanted: tuple[str, str]) -> tuple[str, str] | None:
    try:
        clip(*wanted)
    except NoSound:
        return wanted
    return None


if __name__ == "__main__":
    failures = make_all()
    sys.stdout.write("".join(f"no sound: {language} {text}\n" for language, text in failures))
    sys.exit(int(bool(failures)))
