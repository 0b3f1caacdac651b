"""A piece of speech as samples: its length, its loudness, and the silence around it."""

import io
import math
import wave
from array import array
from dataclasses import dataclass

FULL_SCALE = 32768
SILENCE = 0.01  # of full scale: -40 dB
WINDOW_SECONDS = 0.02
LEAD_SECONDS, TAIL_SECONDS = 0.05, 0.12  # a phone that wakes its loudspeaker swallows the first moment


@dataclass(frozen=True)
class Sound:
    """Mono samples of 16 bit."""

    samples: "array[int]"
    rate: int

    @property
    def seconds(self) -> float:
        """Return how long it lasts."""
        return len(self.samples) / self.rate

    def trimmed(self) -> "Sound":
        """Return it with a little silence before the first and after the last audible window."""
        audible = [start for start in self._windows() if self._level(start) > SILENCE]
        if not audible:
            return Sound(array("h"), self.rate)
        first = audible[0] - int(LEAD_SECONDS * self.rate)
        last = audible[-1] + self._window + int(TAIL_SECONDS * self.rate)
        before, after = max(0, -first), max(0, last - len(self.samples))
        kept = self.samples[max(0, first) : last]
        return Sound(array("h", bytes(2 * before)) + kept + array("h", bytes(2 * after)), self.rate)

    def audible_seconds(self) -> float:
        """Return how long there is something to hear."""
        return sum(1 for start in self._windows() if self._level(start) > SILENCE) * WINDOW_SECONDS

    def loudness(self) -> float:
        """Return the level of its audible parts in dB below full scale (RMS); pauses don't count."""
        powers = [self._level(start) ** 2 for start in self._windows() if self._level(start) > SILENCE]
        return 10 * math.log10(sum(powers) / len(powers)) if powers else -math.inf

    @property
    def _window(self) -> int:
        return int(WINDOW_SECONDS * self.rate)

    def _windows(self) -> range:
        return range(0, max(0, len(self.samples) - self._window + 1), self._window)

    def _level(self, start: int) -> float:
        window = self.samples[start : start + self._window]
        return math.sqrt(sum(sample * sample for sample in window) / len(window)) / FULL_SCALE


def read_wav(wav: bytes) -> Sound:
    """Return the sound of a WAV file of ours (mono, 16 bit)."""
    with wave.open(io.BytesIO(wav)) as file:
        return Sound(array("h", file.readframes(file.getnframes())), file.getframerate())
