"""The process that `apart` starts: it does the tasks that come in, one answer for each.

A task that computes too long ends the process. What counts is the time that the processor spends on
it, so that the result does not depend on how busy the machine is. The system itself ends it, since
nothing in Python can run while Saxon does; so that happens even if nobody waits for the process. A
task that takes too much memory, or writes too much, ends it as well.
"""

from __future__ import annotations

import contextlib
import faulthandler
import os
import pickle
import signal
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO, TextIO

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
            with _limited(task.seconds, nowhere):
                answer = _done(task)
            pickle.dump(answer, answers)
            answers.flush()


_SLOWER = 10
"""Without a clock for the processor's time: so many times as long may a task take by the wall's."""


@contextlib.contextmanager
def _limited(seconds: float, nowhere: TextIO) -> Iterator[None]:
    """End this process when it has computed for some seconds."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, seconds)
        yield
        signal.setitimer(signal.ITIMER_PROF, 0)
    else:  # Windows
        faulthandler.dump_traceback_later(seconds * _SLOWER, exit=True, file=nowhere)
        yield
        faulthandler.cancel_dump_traceback_later()


def _done(task: Task) -> Done | str:
    try:
        stylesheet = _compiled(task.stylesheet, task.messages is None)
        if task.source is None:
            return Done(None)
        result = stylesheet.apply(
            task.source, task.parameters, uri=task.uri, messages=task.messages
        )
        return Done(result)
    except Exception as error:  # which is one task's, and not the end of the others
        return str(error)


@lru_cache(maxsize=2)
def _compiled(text: str, keeps_messages: bool) -> Stylesheet:
    return Stylesheet(text=text, keeps_messages=keeps_messages)


_FILE_SIZE = 1 << 30  # bytes that messages may fill on the disk


def _bound(memory: int) -> None:
    """Let this process have and write no more than some bytes, where the system knows that."""
    try:
        import resource
    except ImportError:  # Windows
        return
    bounds = {resource.RLIMIT_DATA: memory, resource.RLIMIT_FSIZE: _FILE_SIZE}
    for kind, most in {**bounds, resource.RLIMIT_CORE: 0}.items():
        with contextlib.suppress(ValueError, OSError):  # less is allowed already
            resource.setrlimit(kind, (most, most))


def main() -> None:
    """Serve the process that started this one, by the standard streams; print nothing else."""
    _bound(memory=int(sys.argv[1]))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that waits
    for ends in ("SIGPROF", "SIGXFSZ"):
        if hasattr(signal, ends):
            signal.signal(getattr(signal, ends), signal.SIG_DFL)
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    serve(sys.stdin.buffer, answers)


if __name__ == "__main__":
    main()
