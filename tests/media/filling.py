"""Keeps files where no file may grow beyond a limit, and tells how that ended: a process with a limit of its own."""

import resource
import signal
import sys
from pathlib import Path

from app.errors import StorageFull
from app.media.storage import Storage


def main(folder: Path, most_bytes: int) -> None:
    """Keep a small file and one that is too large together, and say what is left."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # else the system ends the process instead of refusing the write
    resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))
    storage = Storage("", folder)
    try:
        storage.put_all({"photos/a/1/320.avif": b"small", "photos/a/1/1280.avif": bytes(2 * most_bytes)})
    except StorageFull:
        left = [path for path in folder.rglob("*") if path.is_file()]
        sys.stdout.write(f"StorageFull {len(left)}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
