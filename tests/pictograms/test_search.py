"""The index finds every concept in every language, and holds no word that would find everything or nothing."""

import json
import re

import brotli
import pytest

from app.config import get_settings
from app.language.catalogues import own_label
from app.language.languages import language_of, tags
from app.pictograms import cldr
from app.pictograms.catalogue import Kind, catalogue, moments
from app.pictograms.search import KEYWORDS, index, index_url, make_index, searched

JUNK = {
    "en": {"face", "person", "woman", "man", "skin tone", "light skin tone", "symbol", "animal", "143", "uk"},
    "nl": {"gezicht", "persoon", "vrouw", "man", "huidskleur", "lichte huidskleur", "vlag", "smiley"},
    "ar": {"وجه", "رمز", "رجل", "سيدة", "شخص", "بشرة فاتحة"},
    "pl": {"buźka", "osoba", "kobieta", "mężczyzna", "głowa"},
    "zh": {"脸", "女", "男", "人", "符号"},
}
INDEX = index()
KEPT = [(sign, tag, word) for sign, said in cldr.keywords().items() for tag, words in said.items() for word in words]


def lines_of(tag: str) -> dict[str, str]:
    ids, lines = INDEX["ids"], INDEX["lines"]
    assert isinstance(ids, list)
    assert isinstance(lines, dict)
    return dict(zip(ids, lines[tag], strict=True))


@pytest.mark.parametrize("tag", tags())
def test_every_label_of_a_language_is_in_the_index(tag: str) -> None:
    lines = lines_of(tag)
    assert all(lines[concept.id].split("|")[0] == own_label(tag, concept.id) for concept in searched())


def test_everything_people_read_a_label_of_can_be_found_and_buttons_cannot() -> None:
    assert {concept.kind for concept in searched()} == set(Kind) - {Kind.INTERFACE}
    assert all(words != "|" for words in lines_of(KEYWORDS).values())


def test_a_moment_is_found_by_words_of_a_sign_that_means_about_the_same() -> None:
    assert "brosse à dents" in lines_of("fr")["brush_teeth"]
    assert "فرشاة" in lines_of("ar")["paint"]
    assert sum(bool(lines_of("pl")[moment.id].split("|")[1]) for moment in moments()) > len(moments()) / 2


@pytest.mark.parametrize("tag", JUNK)
def test_no_word_is_kept_that_stands_with_hundreds_of_signs(tag: str) -> None:
    assert not {word for _sign, language, word in KEPT if language == tag} & JUNK[tag]


def test_what_is_kept_is_words_in_their_languages_script() -> None:
    assert not [
        word
        for _sign, tag, word in KEPT
        if not cldr.is_word(word, language_of(tag).script) or word != word.strip().lower()
    ]
    assert not [word for _sign, _tag, word in KEPT if re.search(r"[\d:|,↑]", word)]


def test_no_language_is_kept_whose_words_are_known_to_be_wrong() -> None:
    assert {tag for _sign, tag, _word in KEPT} == set(cldr.LANGUAGES) <= set(tags())


def test_a_word_is_kept_once_for_each_sign() -> None:
    assert len(set(KEPT)) == len(KEPT)


def test_every_sign_of_the_catalogue_is_in_what_is_kept() -> None:
    assert set(cldr.asked()) == cldr.keywords().keys(), "run python -m app.pictograms.cldr"


def test_no_sign_of_the_catalogue_is_a_flag_or_has_a_skin_tone() -> None:
    signs = [sign for concept in catalogue().values() for sign in concept.signs]
    assert not [
        sign for sign in signs if re.search("[\U0001f1e6-\U0001f1ff\U0001f3f3\U0001f3f4\U0001f3fb-\U0001f3ff]", sign)
    ]


def test_cleaning_drops_what_many_say_what_people_say_and_what_are_no_words() -> None:
    many = {chr(0x1F600 + place): {"default": ["face"], "tts": []} for place in range(cldr.SAID_OF_MANY + 1)}
    one = {"tts": ["artist palette"], "default": ["art", "palette", "face", "a", "143", "man painting", "a b c d"]}
    given = many | {"🎨": one, "👨": {"tts": ["man"], "default": ["adult"]}}
    assert cldr.cleaned(given, ["🎨", "😀"], "Latn") == {"🎨": ["artist palette", "art"]}


def test_the_built_index_has_its_hash_in_its_name_and_one_copy() -> None:
    make_index()
    index_url.cache_clear()
    folder = get_settings().build_folder / "assets" / "search"
    file = folder / index_url().rsplit("/", 1)[1]
    assert sorted(path.name for path in folder.iterdir()) == [file.name, f"{file.name}.br"]
    assert json.loads(file.read_bytes()) == json.loads(json.dumps(INDEX))
    assert brotli.decompress((folder / f"{file.name}.br").read_bytes()) == file.read_bytes()
    assert (folder / f"{file.name}.br").stat().st_size <= 160_000
