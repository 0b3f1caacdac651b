"""Opening a recording safely: known kinds of files and sound only, no longer than a word, and loud enough to be one."""

import os
from array import array
from typing import BinaryIO

import imageio_ffmpeg

from app.errors import DagkaartError, Refused
from app.speech.encode import MIN_SECONDS, RATE
from app.speech.programs import outcome_of
from app.speech.sound import FULL_SCALE, SILENCE, Sound

MAX_SECONDS = 10.0
SLACK_SECONDS = 0.3  # encoders fill up their last piece
CODECS = "opus,libopus,vorbis,aac,pcm_s16le,pcm_s24le,pcm_s32le,pcm_f32le"  # what phones record
OTHER_SOUNDS = (b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf1", b"\xff\xf9", b"fLaC", b"#!AMR", b"FORM", b"caff")
NEAR_FULL_SCALE = 0.995 * FULL_SCALE
CLIPPED_SHARE = 0.005  # of what can be heard; a single loud moment is no harm
PICTURE_OF_SOUND = "ui_sound"


def _(msgid: str) -> str:
    return msgid


REFUSALS = {
    "silent": _("Nothing can be heard. Hold the phone nearer and say it again."),
    "too_short": _("This is too short. Hold the button while you speak."),
    "too_long": _("This is too long. Say only the word."),
    "clipped": _("This is too loud. Hold the phone a little further away and say it again."),
    "wrong_codec": _("This kind of sound cannot be used. Record it again in another browser."),
    "unreadable": _("This is not a sound we can use. Record it again."),
}


def refusal(code: str) -> DagkaartError:
    """Return why a recording is refused."""
    return Refused(code, pictogram=PICTURE_OF_SOUND, message=REFUSALS[code])


def open_recording(source: BinaryIO) -> Sound:
    """Return a recording's sound without the silence around it, or refuse it."""
    sound = _decoded(source)
    if sound.seconds > MAX_SECONDS + SLACK_SECONDS:
        raise refusal("too_long")
    _check_levels(sound)
    return sound.trimmed()


def _decoded(source: BinaryIO) -> Sound:
    demuxer = _demuxer_of(source.read(16))
    source.seek(0)
    os.lseek(source.fileno(), 0, os.SEEK_SET)  # the program reads the file itself, from where it stands
    done = outcome_of(command(demuxer, CODECS), source)
    if "not on whitelist" in done.complaint or "could not find codec" in done.complaint.lower():
        raise refusal("wrong_codec")
    if not done.is_good or len(done.output) % 2:
        raise refusal("unreadable")
    return Sound(array("h", done.output), int(RATE))


def command(demuxer: str, codecs: str, log_level: str = "error") -> list[str]:
    """Return the command that writes as samples what stands on its standard input.

    What kind of file it is was decided by us, and it can open no other: some kinds are lists of files.
    """
    program = [imageio_ffmpeg.get_ffmpeg_exe(), "-hide_banner", "-nostdin", "-loglevel", log_level, "-threads", "1"]
    only = ["-protocol_whitelist", "fd", "-format_whitelist", demuxer, "-codec_whitelist", codecs]
    given = ["-f", demuxer, "-fd", "0", "-i", "fd:"]
    # A moment more than is allowed, so that what is too long can be told from what just fits.
    taken = ["-map", "0:a:0", "-t", f"{MAX_SECONDS + 2 * SLACK_SECONDS}", "-ac", "1", "-ar", RATE]
    return [*program, *only, *given, *taken, "-f", "s16le", "pipe:1"]


def _demuxer_of(head: bytes) -> str:
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        return "matroska"
    if head[4:8] == b"ftyp":
        return "mov"
    if head.startswith(b"OggS"):
        return "ogg"
    if head.startswith(b"RIFF") and head[8:12] == b"WAVE":
        return "wav"
    raise refusal("wrong_codec" if head.startswith(OTHER_SOUNDS) else "unreadable")


def _check_levels(sound: Sound) -> None:
    audible = sound.audible_seconds()
    if audible < MIN_SECONDS:
        peak = max((abs(sample) for sample in sound.samples), default=0)
        raise refusal("too_short" if peak > SILENCE * FULL_SCALE and sound.seconds < 1 else "silent")
    loud = sum(1 for sample in sound.samples if abs(sample) >= NEAR_FULL_SCALE)
    if loud > CLIPPED_SHARE * audible * sound.rate:
        raise refusal("clipped")
