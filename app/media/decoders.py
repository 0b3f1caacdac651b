"""How many photos and recordings are decoded at once: as many as there are cores; the rest waits in the event loop."""

import os

from anyio import CapacityLimiter
from anyio.lowlevel import RunVar

CORES = len(os.sched_getaffinity(0))
_decoders: RunVar[CapacityLimiter] = RunVar("decoders")


def decoders() -> CapacityLimiter:
    """Return what a thread that decodes waits for; the request threads are left to everyone else."""
    try:
        return _decoders.get()
    except LookupError:
        _decoders.set(CapacityLimiter(CORES))
        return _decoders.get()
