"""Makes a clip of speech: trimmed, at one loudness, AAC-LC in an m4a that plays on every phone."""

import tempfile
from pathlib import Path

import imageio_ffmpeg

from app.speech.errors import TooShort
from app.speech.programs import output_of
from app.speech.sound import Sound, read_wav

MIN_SECONDS = 0.2  # a voice that fails can give a click of silence for a word
LOUDNESS = -18.0  # dB of the audible parts, below full scale
MAX_GAIN = 30.0  # dB
PEAK = 0.89  # of full scale: -1 dB
BIT_RATE = "15k"  # asked for; so short a sound comes out at 24 to 28 kbit/s, and a language as 2 MB
RATE = "22050"  # what espeak-ng gives, so nothing is stretched


def encode(wav: bytes) -> bytes:
    """Return WAV as an m4a clip; `NoSound` if less than 0.2 s of it can be heard."""
    return encode_sound(read_wav(wav).trimmed())


def encode_sound(sound: Sound) -> bytes:
    """Return a trimmed sound as an m4a clip; `NoSound` if less than 0.2 s of it can be heard."""
    if sound.audible_seconds() < MIN_SECONDS:
        raise TooShort("too short")
    with tempfile.TemporaryDirectory(prefix="dagkaart-clip-") as folder:
        path = Path(folder) / "clip.m4a"  # the format needs a file it can go back in
        output_of(_command(sound, path), sound.samples.tobytes())
        return path.read_bytes()


def _command(sound: Sound, path: Path) -> list[str]:
    gain = min(LOUDNESS - sound.loudness(), MAX_GAIN)
    as_given = ["-f", "s16le", "-ar", str(sound.rate), "-ac", "1", "-i", "pipe:0"]
    louder = ["-af", f"volume={gain:.2f}dB,alimiter=limit={PEAK}:level=0"]
    as_aac = ["-c:a", "aac", "-profile:a", "aac_low", "-b:a", BIT_RATE, "-ar", RATE, "-ac", "1"]
    bare = ["-map_metadata", "-1", "-fflags", "+bitexact", "-flags:a", "+bitexact", "-movflags", "+faststart"]
    program = [imageio_ffmpeg.get_ffmpeg_exe(), "-hide_banner", "-loglevel", "error", "-threads", "1"]
    return [*program, *as_given, *louder, *as_aac, *bare, "-f", "ipod", str(path)]
