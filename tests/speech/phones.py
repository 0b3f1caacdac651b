"""What phones record: real speech in the files their browsers make, and what goes wrong with a microphone."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from app.speech.espeak import say
from tests.speech.hearing import beep, converted

WEBM = ("-c:a", "libopus", "-f", "webm")  # Chrome
MP4 = ("-c:a", "aac", "-f", "mp4", "-movflags", "frag_keyframe+empty_moov")  # Safari
OGG = ("-c:a", "libopus", "-f", "ogg")  # Firefox
WAV = ("-f", "wav")


@cache
def spoken(text: str = "Handen wassen", kind: tuple[str, ...] = WEBM, effect: str = "anull") -> bytes:
    """Return a text said into a phone."""
    return made(say("nl", text), *kind, effect=effect)


@cache
def tone(seconds: float, *, level: float = 0.5, kind: tuple[str, ...] = WEBM) -> bytes:
    """Return a tone with as much silence around it."""
    return made(beep(seconds, level=level), *kind)


def made(wav: bytes, *kind: str, effect: str = "anull") -> bytes:
    """Return a sound as a file of some kind."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "sound"
        converted(wav, "-af", effect, *kind, str(path))
        return path.read_bytes()
