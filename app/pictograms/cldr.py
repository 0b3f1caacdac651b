"""Takes from Unicode's CLDR the keywords of the catalogue's emoji, and leaves out what finds nothing.

Run as `python -m app.pictograms.cldr` after a change of the catalogue's emoji. It fetches two npm packages of 155 MB
together, and writes the few words we need to `pictograms/cldr/keywords.json`: see decision 0024.
"""

import json
import re
import subprocess
import sys
import tarfile
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from app.config import PROJECT_FOLDER
from app.language.languages import language_of
from app.pictograms.catalogue import catalogue

VERSION = "48.2.0"
PACKAGES = {"cldr-annotations-full": "annotations", "cldr-annotations-derived-full": "annotationsDerived"}
FOLDER = PROJECT_FOLDER / "pictograms" / "cldr"
# Those of ours that CLDR knows well: its ti, so, ps, am and ak hold real errors, its ku, ckb and pap next to nothing.
LANGUAGES = ("nl", "en", "ar", "tr", "pl", "uk", "zh", "fa", "ro", "bg", "ru", "es", "pt", "fr")
SAID_OF_MANY = 15  # a word of more emoji than this, such as "face" or "symbol", tells none from another
MOST_WORDS = 3  # more are a sentence
MOST_KEYWORDS = 6
SCRIPTS = {"Latn": "LATIN", "Arab": "ARABIC", "Cyrl": "CYRILLIC", "Hans": "CJK"}  # how Unicode begins a letter's name
BETWEEN_LETTERS = " '’ʼ-\u200c"
# Skin tones, hair, the signs of the sexes, and people who do nothing: their words stand with hundreds of emoji.
PLAIN_PEOPLE = ("🏻", "🏼", "🏽", "🏾", "🏿", "🦰", "🦱", "🦲", "🦳", "♀", "♂", "🧑", "👩", "👨", "🚹", "🚺")
TONE_OR_FORM = re.compile("[\U0001f3fb-\U0001f3ff\ufe0f]")

Annotations = Mapping[str, Mapping[str, list[str]]]


@cache
def keywords() -> Mapping[str, Mapping[str, list[str]]]:
    """Return the kept words of each emoji by language."""
    kept: dict[str, dict[str, list[str]]] = json.loads((FOLDER / "keywords.json").read_text(encoding="utf-8"))
    return kept


def plain(sign: str) -> str:
    """Return an emoji as CLDR names it: without skin tone or form of showing."""
    return TONE_OR_FORM.sub("", sign)


def asked() -> list[str]:
    """Return the emoji whose keywords we want, each once."""
    return list(
        dict.fromkeys(plain(sign) for concept in catalogue().values() for sign in concept.signs if sign.isprintable())
    )


def cleaned(annotations: Annotations, signs: Iterable[str], script: str) -> dict[str, list[str]]:
    """Return the words of some emoji that tell them from others, each emoji's own name first."""
    count = Counter(word for entry in annotations.values() for word in set(_words_of(entry)))
    useless = {word for word, times in count.items() if times > SAID_OF_MANY}
    useless |= {part for one in PLAIN_PEOPLE for word in _words_of(annotations.get(one, {})) for part in _parts(word)}
    telling = {one: list(_telling(annotations.get(one, {}), useless, script)) for one in signs}
    return {one: found for one, found in telling.items() if found}


def is_word(text: str, script: str) -> bool:
    """Whether this is a word or a few in a script: of more than one letter, unless one is a word in itself."""
    letters = [
        letter for letter in text if unicodedata.category(letter)[0] not in "M" and letter not in BETWEEN_LETTERS
    ]
    is_spelled = all(one.isalpha() and unicodedata.name(one, "").startswith(SCRIPTS[script]) for one in letters)
    return is_spelled and len(letters) >= (1 if script == "Hans" else 2) and len(text.split()) <= MOST_WORDS


def _telling(entry: Mapping[str, list[str]], useless: set[str], script: str) -> Iterator[str]:
    kept: list[str] = []
    for word in _words_of(entry):
        is_said_already = any(word in other.split() for other in kept)
        if is_word(word, script) and not useless & set(_parts(word)) and not is_said_already:
            kept.append(word)
    yield from kept[:MOST_KEYWORDS]


def _words_of(entry: Mapping[str, list[str]]) -> list[str]:
    said = [*entry.get("tts", []), *entry.get("default", [])]
    return list(dict.fromkeys(unicodedata.normalize("NFC", word).strip().lower() for word in said))


def _parts(word: str) -> list[str]:
    return [word, *re.split(r"[\s:,–-]+", word)]


def _fetched(folder: Path, language: str) -> Annotations:
    found: dict[str, Any] = {}
    for package, name in PACKAGES.items():
        path = folder / package / "package" / name / language / "annotations.json"
        found |= json.loads(path.read_text(encoding="utf-8"))[name]["annotations"]
    return {plain(sign): entry for sign, entry in found.items()}


def _written(part: object) -> str:
    return json.dumps(part, ensure_ascii=False)


def main() -> None:
    """Fetch the packages and write what we keep of them."""
    kept: dict[str, dict[str, list[str]]] = {sign: {} for sign in sorted(asked())}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for package in PACKAGES:
            ask = ["npm", "pack", "--silent", f"{package}@{VERSION}"]
            subprocess.run(ask, cwd=folder, check=True)  # noqa: S603 -- our own words, above
            with tarfile.open(folder / f"{package}-{VERSION}.tgz") as archive:
                archive.extractall(folder / package, filter="data")
        for language in LANGUAGES:
            for sign, words in cleaned(_fetched(folder, language), kept, language_of(language).script).items():
                kept[sign][language] = words
    lines = ",\n".join(f"{_written(sign)}: {_written(words)}" for sign, words in kept.items())
    (FOLDER / "keywords.json").write_text(f"{{\n{lines}\n}}\n", encoding="utf-8")
    sys.stdout.write(f"{len(kept)} emoji, {sum(not words for words in kept.values())} without a word\n")


if __name__ == "__main__":
    main()
