"""The process that `apart` starts: it does the tasks that come in, one answer for each.

A task that takes too long ends the process. That is done by a thread outside of Python, since
none inside can run while Saxon does; so the process ends in time even if nobody waits for it. One
that takes too much memory ends it as well.
"""

from __future__ import annotations

import contextlib
import faulthandler
import os
import pickle
import signal
import sys
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

from siglum.transform.apart import Done, Task
from siglum.transform.saxon import Stylesheet


def serve(tasks: BinaryIO, answers: BinaryIO) -> None:
    """Do tasks until there are no more."""
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        while True:
            try:
                task: Task = pickle.load(tasks)
            except EOFError:
                return
            faulthandler.dump_traceback_later(task.seconds, exit=True, file=nowhere)
            answer = _done(task)
            faulthandler.cancel_dump_traceback_later()
            pickle.dump(answer, answers)
            answers.flush()


def _done(task: Task) -> Done | str:
    try:
        stylesheet = _compiled(task.stylesheet, task.messages)
        if task.source is None:
            return Done(None)
        return Done(stylesheet.apply(task.source, task.parameters))
    except Exception as error:  # which is one task's, and not the end of the others
        return str(error)


@lru_cache(maxsize=2)
def _compiled(text: str, messages: Path | None) -> Stylesheet:
    return Stylesheet(text=text, messages=messages)


def _bound_memory(most: int) -> None:
    """Let this process have no more than some bytes for its data, where the system knows that."""
    try:
        import resource
    except ImportError:  # Windows
        return
    with contextlib.suppress(ValueError, OSError):  # less is allowed already
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))


def main() -> None:
    """Serve the process that started this one, by the standard streams; print nothing else."""
    _bound_memory(int(sys.argv[1]))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that waits
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    serve(sys.stdin.buffer, answers)


if __name__ == "__main__":
    main()
