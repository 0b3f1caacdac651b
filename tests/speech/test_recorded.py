"""A recording is taken from every browser, and refused with a reason when it is no word."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import pytest

from app.errors import Refused
from app.speech.encode import LOUDNESS
from app.speech.recorded import open_recording
from app.speech.recordings import made_of
from tests.speech.hearing import heard, written_about
from tests.speech.phones import MP4, OGG, WAV, WEBM, made, spoken, tone

QUICKLY = ("-b:a", "8k", "-compression_level", "0", "-frame_duration", "60")
PLAIN_MP4 = ("-c:a", "aac", "-f", "mp4", "-metadata", "location=+52.3702+004.8952/", "-metadata", "artist=Amina")


@contextmanager
def sent(content: bytes) -> Iterator[BinaryIO]:
    with tempfile.TemporaryFile() as file:
        file.write(content)
        file.seek(0)
        yield file


def code_for(content: bytes) -> str:
    with sent(content) as file, pytest.raises(Refused) as refused:
        open_recording(file)
    assert (refused.value.message, refused.value.pictogram) != ("", "")
    return refused.value.code


@pytest.mark.parametrize("kind", [WEBM, MP4, PLAIN_MP4, OGG, WAV], ids=["webm", "mp4", "plain mp4", "ogg", "wav"])
def test_what_each_browser_records_becomes_the_same_clip(kind: tuple[str, ...]) -> None:
    with sent(spoken(kind=kind)) as file:
        clip, seconds = made_of(file)
    sound = heard(clip)
    assert sound.loudness() == pytest.approx(LOUDNESS, abs=2.5)
    assert seconds == pytest.approx(heard(clip).seconds, abs=0.15)
    assert clip[4:11] == b"ftypM4A"
    assert len(clip) < 12_000


def test_nothing_else_of_a_file_is_kept() -> None:
    assert b"Amina" in spoken(kind=PLAIN_MP4)
    with sent(spoken(kind=PLAIN_MP4)) as file:
        clip, _ = made_of(file)
    assert "amina" not in written_about(clip).lower()
    assert b"52.37" not in clip


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (lambda: tone(0.5, level=0.0), "silent"),
        (lambda: tone(0.5, level=0.01), "silent"),
        (lambda: tone(0.08), "too_short"),
        (lambda: spoken(effect="volume=30dB"), "clipped"),
        (lambda: spoken(kind=("-c:a", "libmp3lame", "-f", "mp3")), "wrong_codec"),
        (lambda: spoken(kind=("-c:a", "libmp3lame", "-f", "mp4")), "wrong_codec"),
        (lambda: spoken(kind=("-c:a", "flac", "-f", "matroska")), "wrong_codec"),
        (lambda: b"", "unreadable"),
        (lambda: b"hello", "unreadable"),
        (lambda: b"\x1a\x45\xdf\xa3" + bytes(500), "unreadable"),
        (lambda: spoken()[:60], "unreadable"),
        (lambda: b"ffconcat version 1.0\nfile /etc/passwd\n", "unreadable"),
        (lambda: b"\0\0\0\x18ftypffconcat version 1.0\nfile clip.m4a\n", "unreadable"),
    ],
    ids=[
        *("silence", "a whisper far away", "a tap", "a shout", "mp3", "mp3 in mp4", "flac", "nothing", "text"),
        *("a head alone", "cut short", "a list of files", "a list behind a head"),
    ],
)
def test_what_is_no_word_is_refused_with_its_reason(content: Callable[[], bytes], code: str) -> None:
    assert code_for(content()) == code


def test_ten_minutes_are_refused_after_a_moment_of_them() -> None:
    ten_minutes = made(spoken("Ja", kind=WAV), *QUICKLY, *WEBM, effect="aloop=loop=-1:size=22050,atrim=0:600")
    assert len(ten_minutes) < 2_000_000
    assert code_for(ten_minutes) == "too_long"


def test_just_ten_seconds_are_taken() -> None:
    with sent(made(spoken("Ja", kind=WAV), *MP4, effect="aloop=loop=-1:size=22050,atrim=0:10")) as file:
        assert open_recording(file).seconds > 9


def test_a_recording_cannot_make_the_program_read_another_file(tmp_path: Path) -> None:
    (tmp_path / "secret.wav").write_bytes(spoken(kind=WAV))
    listed = b"#EXTM3U\n#EXTINF:1,\n" + str(tmp_path / "secret.wav").encode()
    assert code_for(listed) == "unreadable"
    assert code_for(b"RIFF\0\0\0\0WAVE" + listed) == "unreadable"
