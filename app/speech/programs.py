"""Runs the programs that make sound: outside our process, with a time limit, no text on the command line."""

import subprocess

from app.speech.errors import NoSound

TIMEOUT_SECONDS = 10


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
