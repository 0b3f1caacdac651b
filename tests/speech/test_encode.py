"""A clip is short, equally loud, bare of anything but sound, and never a click of silence."""

import pytest

from app.speech.encode import LOUDNESS, encode
from app.speech.errors import NoSound
from app.speech.espeak import say
from app.speech.sound import read_wav
from tests.speech.hearing import beep, heard, written_about


@pytest.mark.parametrize("level", [0.2, 1.0, 6.0])
def test_every_clip_is_equally_loud(level: float) -> None:
    assert heard(encode(beep(0.5, level=level))).loudness() == pytest.approx(LOUDNESS, abs=1.5)


def test_speech_is_loud_enough_and_never_clips() -> None:
    sound = heard(encode(say("nl", "Samen spelen")))
    assert sound.loudness() == pytest.approx(LOUDNESS, abs=2.5)
    assert max(abs(sample) for sample in sound.samples) < 32767


def test_silence_around_the_words_is_gone_but_for_a_breath() -> None:
    assert read_wav(beep(0.5)).seconds > 1.4
    assert heard(encode(beep(0.5))).seconds == pytest.approx(0.67, abs=0.1)


@pytest.mark.parametrize("wav", [beep(0.1), beep(0.5, level=0.0)], ids=["a click", "silence"])
def test_what_is_no_word_is_refused(wav: bytes) -> None:
    with pytest.raises(NoSound):
        encode(wav)


def test_a_clip_is_small_and_says_nothing_about_its_making() -> None:
    clip = encode(say("nl", "Handen wassen"))
    assert 2_000 < len(clip) < 9_000
    about = written_about(clip).lower()
    assert not [word for word in ("encoder", "title", "comment", "date", "creation") if word in about]


def test_a_clip_starts_playing_before_its_last_byte_is_there() -> None:
    clip = encode(say("nl", "Handen wassen"))
    assert 0 < clip.index(b"moov") < clip.index(b"mdat")
    assert clip[4:11] == b"ftypM4A"
