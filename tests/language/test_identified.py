"""A language identifier agrees that each language is what it says, read over all of its words; it knows all but one."""

import json
import subprocess
from pathlib import Path

from app.config import PROJECT_FOLDER
from app.language.drift import PLACEHOLDER
from app.language.languages import tags
from app.language.po_file import DOMAINS, forms_of, read_catalogue

PROGRAM = Path(__file__).with_name("identify.mjs")
# ISO 639-3, as franc-all names what it learned from the Universal Declaration of Human Rights.
NAMES = {
    "nl": {"nld"},
    "en": {"eng"},
    "ar": {"arb"},
    "tr": {"tur"},
    "pl": {"pol"},
    "uk": {"ukr"},
    "ti": {"tir"},
    "so": {"som"},
    "zh": {"cmn"},
    "fa": {"pes", "prs"},  # Persian and Dari differ in too few words to be told apart
    "prs": {"pes", "prs"},
    "ro": {"ron"},
    "am": {"amh"},
    "ps": {"pbu"},
    "bg": {"bul"},
    "ru": {"rus"},
    "es": {"spa"},
    "pt": {"por"},
    "fr": {"fra"},
    "ary": {"arb"},  # it knows no Moroccan Arabic
    "kmr": {"ckb"},  # what it calls ckb is Kurdish in Latin letters
    "tw": {"twi"},
    "rif": {"tzm"},  # it knows no Tarifit; the nearest is Tamazight of the Atlas
}
NEARLY = {"pap": "pap"}  # among the first five, a hair behind other creoles and Spanish of Jews with the same words
UNKNOWN = {"ckb"}  # it knows no Kurdish in Arabic letters


def test_a_language_identifier_takes_each_language_for_what_it_is() -> None:
    found = _identified({tag: _all_words(tag) for tag in tags()})
    assert {tag: found[tag][0] for tag in NAMES if found[tag][0] not in NAMES[tag]} == {}
    assert {tag: found[tag][:5] for tag, name in NEARLY.items() if name not in found[tag][:5]} == {}
    assert set(tags()) == NAMES.keys() | NEARLY.keys() | UNKNOWN


def test_it_would_notice_a_catalogue_in_another_language() -> None:
    [first, *_others] = _identified({"so": _all_words("nl")})["so"]
    assert first not in NAMES["so"]


def _identified(texts: dict[str, str]) -> dict[str, list[str]]:
    made = subprocess.run(
        ["node", PROGRAM], input=json.dumps(texts), cwd=PROJECT_FOLDER, capture_output=True, text=True, check=True
    )
    found: dict[str, list[str]] = json.loads(made.stdout)
    return found


def _all_words(tag: str) -> str:
    messages = (message for domain in DOMAINS for message in read_catalogue(tag, domain) if message.id)
    return ". ".join(PLACEHOLDER.sub(" ", form) for message in messages for form in forms_of(message))
