"""How a process of siglum's own begins and ends."""

from __future__ import annotations

import atexit
import contextlib
import gc
import os
import sys
from typing import NoReturn

_MANY = 100_000  # new objects


def begin() -> None:
    """Let Python look for cycles of objects less often: nearly all that a run makes, it needs."""
    gc.set_threshold(_MANY)


def leave(status: int) -> NoReturn:
    """End this process with an exit status, after all that was registered for its end.

    The objects of a process that ends need not be freed one by one, which Python would do: that
    takes up to a tenth of a run's time.
    """
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            with contextlib.suppress(OSError, ValueError):
                stream.flush()
    os._exit(status)
