"""The voice is a program of its own: whatever happens to it, the server gets sound or an honest no."""

import sys
import time

import pytest

from app.language.languages import Language, languages
from app.speech import programs
from app.speech.errors import NoSound
from app.speech.espeak import MAX_LENGTH, say
from app.speech.programs import output_of
from app.speech.sound import read_wav

SPEAKING = [language for language in languages() if language.server_voice]


@pytest.mark.parametrize("language", SPEAKING, ids=str)
def test_every_promised_voice_says_its_greeting(language: Language) -> None:
    sound = read_wav(say(language.server_voice, language.greeting))
    assert 0.3 < sound.audible_seconds() < 2
    assert sound.loudness() > -40


def test_a_longer_text_takes_longer_to_say() -> None:
    short, long = (read_wav(say("nl", text)).trimmed().seconds for text in ("Jas", "Jas ophangen en naar binnen"))
    assert long > 2 * short


def test_the_program_loads_no_library_of_gpl_into_the_server() -> None:
    say("nl", "Hallo")
    assert "espeakng_loader" not in sys.modules


@pytest.mark.parametrize("text", ["", "a" * (MAX_LENGTH + 1)])
def test_nothing_and_too_much_are_not_said(text: str) -> None:
    with pytest.raises(NoSound):
        say("nl", text)


@pytest.mark.parametrize("text", ["<speak><audio src='/etc/passwd'/>", "\x00\x01", "\u202e\u2066", "-f /etc/passwd"])
def test_hostile_text_is_only_text(text: str) -> None:
    assert read_wav(say("nl", text)).rate == 22050


def test_a_voice_that_does_not_exist_gives_no_sound() -> None:
    with pytest.raises(NoSound):
        say("tlh", "nuqneH")


def test_a_program_that_crashes_gives_no_sound_and_harms_nobody() -> None:
    with pytest.raises(NoSound):
        output_of([sys.executable, "-c", "import ctypes; ctypes.string_at(0)"], b"")
    assert say("nl", "Hallo")


def test_a_program_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programs, "TIMEOUT_SECONDS", 0.2)
    started = time.monotonic()
    with pytest.raises(NoSound):
        output_of([sys.executable, "-c", "import time; time.sleep(30)"], b"")
    assert time.monotonic() - started < 5
