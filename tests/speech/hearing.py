"""How tests hear: a clip is decoded again, and measured."""

import subprocess

import imageio_ffmpeg

from app.speech.sound import Sound, read_wav


def heard(clip: bytes) -> Sound:
    """Return what a phone plays of a clip."""
    return read_wav(
        _ffmpeg(["-i", "pipe:0", "-ac", "1", "-c:a", "pcm_s16le", "-bitexact", "-f", "wav", "pipe:1"], clip)
    )


def written_about(clip: bytes) -> str:
    """Return what the file says about itself."""
    return _ffmpeg(["-i", "pipe:0", "-bitexact", "-f", "ffmetadata", "pipe:1"], clip).decode()


def beep(seconds: float, *, level: float = 0.5, rate: int = 22050) -> bytes:
    """Return a tone as WAV, with as much silence around it."""
    tone = f"sine=frequency=440:sample_rate={rate}:duration={seconds},volume={level}"
    around = f"adelay=delays={int(seconds * 1000)}:all=1,apad=pad_dur={seconds}"
    return _ffmpeg(["-f", "lavfi", "-i", tone, "-af", around, "-ac", "1", "-bitexact", "-f", "wav", "pipe:1"], b"")


def converted(given: bytes, *arguments: str) -> bytes:
    """Return what the program makes of a sound."""
    return _ffmpeg(["-i", "pipe:0", *arguments], given)


def _ffmpeg(arguments: list[str], given: bytes) -> bytes:
    program = [imageio_ffmpeg.get_ffmpeg_exe(), "-hide_banner", "-loglevel", "error"]
    return subprocess.run([*program, *arguments], input=given, capture_output=True, check=True, timeout=20).stdout
