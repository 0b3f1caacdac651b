"""A program of its own that says one text with espeak-ng and writes it as WAV; espeak-ng is GPL and stays outside ours.

Started by `app/speech/espeak.py` as `python espeak_process.py <voice> <words a minute>`, with the text on standard
input. It imports nothing of the application, and gives up its rights to much time, memory or any file before it reads
the text.
"""

import ctypes
import io
import resource
import sys
import wave
from array import array

import espeakng_loader

SYNCHRONOUS = 2  # AUDIO_OUTPUT_SYNCHRONOUS: the samples come to us, no sound device is opened
DONT_EXIT = 0x8000  # espeakINITIALIZE_DONT_EXIT
UTF8 = 1  # espeakCHARS_UTF8
RATE, VOLUME = 1, 2  # espeak_PARAMETER
SECONDS_OF_PROCESSOR = 5
BYTES_OF_MEMORY = 512 * 1024 * 1024

Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p)


def said(voice: str, words_per_minute: int, text: bytes) -> bytes:
    """Return a text, said by a voice, as WAV."""
    library = ctypes.CDLL(espeakng_loader.get_library_path())
    rate = library.espeak_Initialize(SYNCHRONOUS, 0, espeakng_loader.get_data_path().encode(), DONT_EXIT)
    _check(0 if rate > 0 else rate)
    samples = array("h")

    def collect(block: "ctypes._Pointer[ctypes.c_short]", count: int, _events: int | None) -> int:
        if block and count:
            samples.frombytes(ctypes.string_at(block, count * 2))
        return 0

    callback = Callback(collect)  # held by a name while the library may call it
    library.espeak_SetSynthCallback(callback)
    _check(library.espeak_SetVoiceByName(voice.encode()))
    library.espeak_SetParameter(RATE, words_per_minute, 0)
    _check(library.espeak_Synth(text + b"\0", ctypes.c_size_t(len(text) + 1), 0, 0, 0, UTF8, None, None))
    _check(library.espeak_Synchronize())
    return _as_wav(samples, rate)


def _check(answer: int) -> None:
    if answer != 0:
        raise SystemExit(3)


def _as_wav(samples: "array[int]", rate: int) -> bytes:
    written = io.BytesIO()
    with wave.open(written, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(samples.tobytes())
    return written.getvalue()


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS_OF_PROCESSOR, SECONDS_OF_PROCESSOR))
    resource.setrlimit(resource.RLIMIT_AS, (BYTES_OF_MEMORY, BYTES_OF_MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    _limit()
    sys.stdout.buffer.write(said(sys.argv[1], int(sys.argv[2]), sys.stdin.buffer.read()))
