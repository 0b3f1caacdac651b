"""A limit on how far any file of this process may grow: the system refuses the write, as on a full disk."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_file_beyond(most_bytes: int) -> Iterator[None]:
    """Let no file grow beyond so many bytes; Python ignores the signal that goes with it, and gets `EFBIG`."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
