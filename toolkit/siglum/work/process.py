"""How a process of siglum's own begins and ends."""

from __future__ import annotations

import atexit
import contextlib
import gc
import os
import signal
import sys
from collections.abc import Iterator
from typing import NoReturn

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

_MANY = 100_000  # new objects

MEMORY = 4 << 30
"""The most bytes that a process that does tasks may have; half of what the machine has, if less."""
SECONDS = 3600
"""The most seconds of the processor that one task may take."""
OUT_OF_TIME = -signal.SIGPROF if sys.platform != "win32" else None
"""The exit status of a process that has taken more."""


def begin() -> None:
    """Let the garbage collector run less often: a run needs nearly all objects that it makes."""
    gc.set_threshold(_MANY)


def bound_memory() -> None:
    """Let this process have no more memory than its share, where the system can see to that."""
    if resource is None:
        return
    pages, size = os.sysconf("SC_PHYS_PAGES"), os.sysconf("SC_PAGE_SIZE")
    most = min(MEMORY, pages * size // 2) if min(pages, size) > 0 else MEMORY
    with contextlib.suppress(ValueError, OSError):  # the limit is lower already
        resource.setrlimit(
            resource.RLIMIT_DATA, (most, resource.getrlimit(resource.RLIMIT_DATA)[1])
        )


@contextlib.contextmanager
def bounded_time() -> Iterator[None]:
    """End this process by SIGPROF when it computes too long meanwhile, where the system can."""
    if sys.platform == "win32":
        yield
        return
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def leave(status: int) -> NoReturn:
    """End this process with an exit status, after the functions registered by `atexit`.

    Python would first free all objects one by one, for nothing: that takes up to a tenth of the
    time of a run.
    """
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            with contextlib.suppress(OSError, ValueError):
                stream.flush()
    os._exit(status)
