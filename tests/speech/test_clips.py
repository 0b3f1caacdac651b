"""Clips are made once, kept, and offered only where a language has a voice and a word of its own."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from app.config import get_settings
from app.language.catalogues import own_label
from app.language.languages import tags
from app.speech import clips
from app.speech.clips import as_said, clip, clip_key, clip_url, has_voice, word_clip_url
from app.speech.encode import encode
from app.speech.errors import NoSound, TooShort
from app.speech.espeak import say
from app.speech.make_all import make_all, sayable
from app.speech.spoken_words import SPOKEN_WORDS, spoken_keys, spoken_word
from tests.speech.hearing import heard

SAMPLE = ["hang_coat", "count"]
LANGUAGES = [tag for tag in tags() if has_voice(tag)]


@pytest.fixture
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a test a folder without clips."""
    monkeypatch.setattr(get_settings(), "data_folder", tmp_path)
    return tmp_path


@pytest.mark.parametrize("language", LANGUAGES)
def test_concepts_can_really_be_heard(language: str) -> None:
    for concept_id in SAMPLE:
        sound = heard(clip(language, own_label(language, concept_id)).read_bytes())
        assert 0.3 < sound.audible_seconds() < 4, concept_id
        assert -23 < sound.loudness() < -13, concept_id


def test_different_words_sound_different() -> None:
    assert len({clip("nl", own_label("nl", concept_id)).read_bytes() for concept_id in SAMPLE}) == len(SAMPLE)


def test_many_who_ask_at_once_make_a_clip_once(own_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made, together, say = [], Barrier(8), clips.say
    monkeypatch.setattr(clips, "say", lambda voice, text: made.append(text) or say(voice, text))

    def ask(_number: int) -> bytes:
        together.wait()
        return clip("nl", "Jas ophangen").read_bytes()

    with ThreadPoolExecutor(8) as many:
        heard_by_all = set(many.map(ask, range(8)))
    assert made == ["Jas ophangen"]
    assert len(heard_by_all) == 1
    assert [path.name for path in (own_folder / "clips").glob("[!.]*")] == [f"{clip_key('nl', 'Jas ophangen')}.m4a"]


def test_a_clip_that_could_not_be_made_leaves_nothing_and_is_tried_again(
    own_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(_voice: str, _text: str) -> bytes:
        raise NoSound("crashed")

    with monkeypatch.context() as broken:
        broken.setattr(clips, "say", crash)
        with pytest.raises(NoSound):
            clip("nl", "Dansen")
    assert not list((own_folder / "clips").glob("[!.]*"))
    assert clip("nl", "Dansen").stat().st_size > 2000


def test_where_there_is_no_voice_there_is_no_clip() -> None:
    assert clip_url("so", "dance") is None
    assert word_clip_url("so", "greeting") is None
    assert clip_url("tlh", "dance") is None
    with pytest.raises(NoSound):
        clip("so", "Heesid")


def test_an_unknown_concept_or_word_has_no_clip() -> None:
    assert clip_url("nl", "unknown") is None
    assert word_clip_url("nl", "unknown") is None


def test_an_address_changes_with_what_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    before = clip_key("nl", "Dansen")
    clip_key.cache_clear()
    monkeypatch.setattr(clips, "VERSION", "next")
    assert clip_key("nl", "Dansen") != before
    clip_key.cache_clear()


def test_arabic_is_said_with_the_vowels_that_are_not_written() -> None:
    assert as_said("ar", "غسل اليدين") == "غَسْل اليدين"
    assert as_said("nl", "Handen wassen") == "Handen wassen"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_spelling_for_a_voice_belongs_to_a_word_we_show(language: str) -> None:
    texts = [text for tag, text in sayable() if tag == language]
    words = {word for text in texts for word in [text, *text.split()]}
    assert not [spelling for spelling in clips._spellings(language) if spelling not in words]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_greeting_and_the_days_of_the_week_can_be_heard_in_every_voice(language: str) -> None:
    assert word_clip_url(language, "greeting")
    assert len({spoken_word(language, key) for key in spoken_keys()} - {""}) >= 9


def test_the_keys_of_spoken_words_fit_an_address() -> None:
    assert all(key.isidentifier() for key in spoken_keys())
    assert len(set(spoken_keys())) == len(SPOKEN_WORDS) + 9


def test_everything_can_be_made_beforehand(own_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    few = [("nl", "Dansen"), ("ti", "ሰላም")]
    monkeypatch.setattr("app.speech.make_all.sayable", lambda: iter(few))
    assert make_all() == []
    assert len(list((own_folder / "clips").glob("*.m4a"))) == len(few)


def test_a_word_of_one_syllable_is_said_slowly_rather_than_not_at_all() -> None:
    with pytest.raises(TooShort):
        encode(say("ku", "Duh"))
    assert heard(clip("kmr", "Duh").read_bytes()).audible_seconds() >= 0.2
