"""The process that `apart` starts: it reads tasks, does them, and writes one answer for each.

A stylesheet may be hostile. So the system ends the process when it computes too long or takes too
much memory, even if nobody waits for it; and while a stylesheet runs, the process can open nothing:
no file, no folder, no connection.
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

from siglum.saxon.apart import Done, Failed, Task
from siglum.saxon.stylesheet import Stylesheet, TransformError

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]


_SLOWER = 10
"""Where processor time can't be limited (Windows): the factor for a limit on elapsed time."""

_LONGEST = 1 << 28
"""The most characters of a result: the process that waits for it must hold it in memory."""

_FILE_SIZE = 1 << 30
"""The most bytes that messages may take on disk."""


def serve(tasks: BinaryIO, answers: BinaryIO) -> None:
    """Do tasks until there are no more."""
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        while True:
            try:
                task: Task = pickle.load(tasks)
            except EOFError:
                return
            with _time(task.seconds, nowhere):
                answer = _done(task)
            pickle.dump(answer, answers)
            answers.flush()


def _done(task: Task) -> Done | Failed:
    try:
        stylesheet = _compiled(task.stylesheet, task.messages is None)
        if task.source is None:
            return Done(None)
        result = stylesheet.apply(
            task.source, task.parameters, uri=task.uri, messages=task.messages
        )
        if len(result.text) + sum(map(len, result.messages)) > _LONGEST:
            return Failed((f"the result has more than {_LONGEST:,} characters", ""))
        return Done(result)
    except TransformError as error:
        return Failed(error.made_of)
    except Exception as error:  # it is an error of this task only; the others go on
        return Failed((str(error), ""))


@lru_cache(maxsize=8)
def _compiled(text: str, keeps_messages: bool) -> Stylesheet:
    return Stylesheet(text, _nothing_opened, keeps_messages=keeps_messages)


@contextlib.contextmanager
def _nothing_opened() -> Iterator[None]:
    """Let this process open nothing meanwhile: its limit of open files is set to 0.

    Windows has no such limit; there, only what `siglum.render.modules` refuses by name keeps an
    edition's stylesheet from the functions that Saxon does not lock.
    """
    if resource is None:
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


@contextlib.contextmanager
def _time(seconds: float, nowhere: TextIO) -> Iterator[None]:
    """End this process when the block has used some seconds of processor time.

    That does not depend on how busy the machine is. The system itself ends the process, since
    nothing in Python can run while Saxon does. Windows can't limit processor time: there, it is
    elapsed time that is limited.
    """
    if sys.platform == "win32":
        faulthandler.dump_traceback_later(seconds * _SLOWER, exit=True, file=nowhere)
        yield
        faulthandler.cancel_dump_traceback_later()
    else:
        signal.setitimer(signal.ITIMER_PROF, seconds)
        yield
        signal.setitimer(signal.ITIMER_PROF, 0)


def _bound(kind: int, most: int) -> None:
    with contextlib.suppress(ValueError, OSError):  # the limit is lower already
        resource.setrlimit(kind, (most, most))


def main() -> None:
    """Serve the process that started this one, over the standard streams; print nothing else."""
    if resource is not None:
        _bound(resource.RLIMIT_DATA, int(sys.argv[1]))
        _bound(resource.RLIMIT_FSIZE, _FILE_SIZE)
        _bound(resource.RLIMIT_CORE, 0)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that started this one
    if sys.platform != "win32":
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    os.chdir(Path.cwd().anchor)  # Saxon tells the folder to stylesheets, as a base URI
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    serve(sys.stdin.buffer, answers)


if __name__ == "__main__":
    main()
