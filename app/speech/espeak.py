"""Asks the espeak-ng program to say a text."""

import sys
from pathlib import Path

from app.speech.errors import NoSound
from app.speech.programs import output_of

PROGRAM = Path(__file__).with_name("espeak_process.py")
CALM = 140  # words a minute; espeak-ng's own 175 is fast for one who hears a language that is not their own
SLOW = 80
MAX_LENGTH = 400  # characters; a label or a sentence


def say(voice: str, text: str, words_per_minute: int = CALM) -> bytes:
    """Return a text as WAV (mono, 16 bit), said by one of espeak-ng's voices."""
    if not 0 < len(text) <= MAX_LENGTH:
        raise NoSound("length")
    return output_of([sys.executable, "-I", str(PROGRAM), voice, str(words_per_minute)], text.encode())
