"""Each of the 200 words that the themes teach is a meaning with a picture, and no theme teaches one picture twice."""

import tomllib
from pathlib import Path

from app.language.catalogues import own_label
from app.pictograms.catalogue import Kind, catalogue

THEMES: dict[str, dict[str, str]] = tomllib.loads(Path(__file__).with_name("theme_words.toml").read_text())
# These are said with another form of the word than the label's: the picture means the same.
OTHER_FORMS = {"kring", "jarig", "laars", "bouwen"}


def test_twenty_themes_teach_ten_words_each() -> None:
    assert {theme: len(words) for theme, words in THEMES.items()} == dict.fromkeys(THEMES, 10)
    assert len(THEMES) == 20


def test_every_word_of_a_theme_is_a_concept_that_people_read() -> None:
    taught = {concept_id for words in THEMES.values() for concept_id in words.values()}
    assert taught - catalogue().keys() == set()
    assert {one for one in taught if catalogue()[one].kind is Kind.INTERFACE} == set()


def test_the_picture_of_a_word_carries_that_word_in_dutch() -> None:
    pairs = {(word, concept_id) for words in THEMES.values() for word, concept_id in words.items()}
    other = {word for word, concept_id in pairs if own_label("nl", concept_id).casefold() != word}
    assert other - {"licht"} == OTHER_FORMS  # "licht" is what shines and what weighs little


def test_a_theme_teaches_no_picture_twice() -> None:
    assert {theme for theme, words in THEMES.items() if len(set(words.values())) < 10} == set()
