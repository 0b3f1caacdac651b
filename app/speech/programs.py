"""Runs the programs that make sound: outside our process, with a time limit, no text on the command line."""

import subprocess
from dataclasses import dataclass
from typing import BinaryIO

from app.speech.errors import NoSound

TIMEOUT_SECONDS = 10
# A shell sets the limits and then becomes the program: no core file, five seconds of processor, half a gigabyte of
# memory, no file beyond two megabytes, and less of the processor than the server itself.
LIMITED = ["/bin/sh", "-c", 'ulimit -c 0; ulimit -t 5; ulimit -v 524288; ulimit -f 4096; exec nice -n 10 "$@"', "sh"]


def output_of(command: list[str], given: bytes) -> bytes:
    """Return what a program writes for what it is given; `NoSound` if it fails, hangs or crashes."""
    try:
        done = subprocess.run(  # noqa: S603 -- our own fixed programs; nothing of the command comes from a request
            command, input=given, capture_output=True, timeout=TIMEOUT_SECONDS, check=False, env={}
        )
    except (subprocess.TimeoutExpired, OSError) as error:
        raise NoSound("unavailable") from error
    if done.returncode != 0:
        raise NoSound(f"status {done.returncode}")
    return done.stdout


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a program ended: what it wrote, and what it complained of."""

    is_good: bool
    output: bytes
    complaint: str


def outcome_of(command: list[str], given: BinaryIO) -> Outcome:
    """Return how a program deals with a file that people sent: within limits, and with nothing but that open file."""
    try:
        done = subprocess.run(  # noqa: S603 -- our own fixed programs; nothing of the command comes from a request
            [*LIMITED, *command], stdin=given, capture_output=True, timeout=TIMEOUT_SECONDS, check=False, env={}
        )
    except (subprocess.TimeoutExpired, OSError):
        return Outcome(False, b"", "unavailable")
    return Outcome(done.returncode == 0, done.stdout, done.stderr[:20_000].decode(errors="replace"))
