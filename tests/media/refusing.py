"""Decodes what comes in on standard input, and tells how that ended and what it took: a process for measuring."""

import io
import json
import sys
import time
from pathlib import Path

from app.errors import DagkaartError
from app.media.decode import decode


def main() -> None:
    """Measure one decode."""
    content = io.BytesIO(sys.stdin.buffer.read())
    before, began = _peak_kilobytes(), time.perf_counter()
    try:
        decode(content)
        answer = "a photo"
    except DagkaartError as error:
        answer = type(error).__name__
    seconds, grown = time.perf_counter() - began, _peak_kilobytes() - before
    measured = {"answer": answer, "seconds": seconds, "grown_megabytes": grown / 1024}
    sys.stdout.write(json.dumps(measured))


def _peak_kilobytes() -> int:
    # Not getrusage: on Linux its peak begins at that of the process that started this one, and could hide a growth.
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0])


if __name__ == "__main__":
    main()
