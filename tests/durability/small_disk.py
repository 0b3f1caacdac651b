"""A disk of a few megabytes that only the server sees, and that can be filled to the last byte."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.durability.server import Server, serving

SIZE = "24m"
# In namespaces of its own, so that nobody has to be root and nothing is left mounted.
START = f'mount -t tmpfs -o size={SIZE} disk "$0" && cp -a "$1/." "$0" && shift && exec "$@"'


@contextmanager
def serving_from_small_disk(prepared: Path, disk: Path, push_host: str) -> Iterator[Server]:
    """Give a server whose data folder is a small disk that holds what was prepared."""
    disk.mkdir()
    wrapper = ("unshare", "--map-root-user", "--mount", "sh", "-c", START, str(disk), str(prepared))
    with serving(disk, push_host, {}, wrapper) as server:
        yield server


def as_server_sees(server: Server, folder: Path) -> Path:
    """Return where a folder of the server can be reached from here."""
    return server.root / folder.relative_to("/")


def fill(folder: Path) -> Path:
    """Take all the room that is left; return the file that took it."""
    filler = folder / "filler"
    with filler.open("wb") as file:
        left = os.statvfs(folder)
        os.posix_fallocate(file.fileno(), 0, left.f_bavail * left.f_frsize)
    return filler
