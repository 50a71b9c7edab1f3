"""XSLT in a process of its own, which is ended when it computes too long, or takes too much memory.

Saxon can't be interrupted, and an expression may compute for hours. The process (see `serve`)
does one task after another. Whatever ends it (time, memory, or a fault of Saxon) is an error of
that one task; the next task gets a new process. Time is counted as processor time, not by a clock,
so that what a task may do does not depend on what else the machine does.
"""

from __future__ import annotations

import contextlib
import pickle
import signal
import subprocess
import sys
import weakref
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from siglum.saxon.stylesheet import (
    Markup,
    Parameter,
    Parsed,
    Result,
    TransformError,
    Tree,
    markup,
)

MEMORY = 4 << 30
"""Bytes that a process may use for its data, where the system bounds them."""

TOO_LONG = -signal.SIGPROF if sys.platform != "win32" else 1
"""The exit status of a process that has computed too long."""


class Ended(TransformError):
    """A transformation that computed too long or took too much memory: its process was ended."""


@dataclass(frozen=True, slots=True)
class Task:
    """A stylesheet to compile and, if there is a source, to apply to that source."""

    stylesheet: str
    seconds: float
    """Seconds of processor time that it may take."""
    source: Markup | None = None
    parameters: Mapping[str, Parameter] | None = None
    uri: str = ""
    """The base URI of the source."""
    messages: Path | None = None
    """A file to which messages are written as they come; None: they are part of the result."""


class SaxonApart:
    """Saxon in a process of its own, which lives as long as this object."""

    def __init__(self) -> None:
        self._start()

    def _start(self) -> None:
        command = [sys.executable, "-P", "-m", "siglum.saxon.serve", str(MEMORY)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._end = weakref.finalize(self, _end, self._process)

    def compile(self, stylesheet: str, seconds: float) -> None:
        """Compile a stylesheet; the process keeps it, so that `apply` need not compile it again.

        Raises TransformError if it does not compile, Ended if that takes too much time or memory.
        """
        self._do(Task(stylesheet, seconds))

    def apply(
        self,
        stylesheet: str,
        seconds: float,
        source: Tree,
        parameters: Mapping[str, Parameter],
        uri: str = "",
        messages: Path | None = None,
    ) -> Result:
        """Apply a stylesheet; `uri` and `messages` are as in Task.

        Raises TransformError if it stops, Ended if it computes for more than `seconds`.
        """
        texts = {name: _sendable(value) for name, value in parameters.items()}
        result = self._do(
            Task(
                stylesheet=stylesheet,
                seconds=seconds,
                source=markup(source),
                parameters=texts,
                uri=uri,
                messages=messages,
            )
        )
        assert result is not None
        return result

    def _do(self, task: Task) -> Result | None:
        if self._process.poll() is not None:  # it has died since its last task
            self._restart()
        answer = _answer(self._process, task)
        if isinstance(answer, Done):
            return answer.result
        if answer is not None:
            raise TransformError(*answer.made_of)
        status = self._restart()
        if status == TOO_LONG:
            raise Ended(f"it took more than {task.seconds:g} seconds of computing")
        raise Ended(f"it needs too much memory, or makes Saxon fail (status {status})")

    def _restart(self) -> int:
        """Start a new process; return the exit status of the old one."""
        self._process.kill()  # it may still live, if its answer could not be understood
        status = self._process.wait()
        self._end()
        self._start()
        return status


def _sendable(value: Parameter) -> Parameter:
    assert not isinstance(value, Parsed), "what a processor has parsed stays with it"
    return value if isinstance(value, str | bool | tuple) else markup(value)


@dataclass(frozen=True, slots=True)
class Done:
    """The answer to a task that was done."""

    result: Result | None


@dataclass(frozen=True, slots=True)
class Failed:
    """The answer to a task that could not be done: what a TransformError is made of."""

    made_of: tuple[str, str]


def _answer(process: subprocess.Popen[bytes], task: Task) -> Done | Failed | None:
    """Return the answer to a task; None if the process ended over it."""
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        pickle.dump(task, process.stdin)
        process.stdin.flush()
        answer: Done | Failed = pickle.load(process.stdout)
    except (EOFError, OSError, pickle.UnpicklingError):
        return None
    except BaseException:  # Ctrl-C: a late answer would be taken for that to the next task
        process.kill()
        raise
    return answer


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with contextlib.suppress(OSError):
                pipe.close()
