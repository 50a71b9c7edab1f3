"""Documents checked against a W3C schema in a process of its own, which may be ended.

The expressions of XSD 1.1 (assertions, alternatives of types) can ask for any amount of work and
memory. What they may have is bounded, in seconds of the processor and in bytes, where the system
can bound that; what was found before the end is told, and then that it is not all.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from lxml import etree

from siglum.edition.document import Document
from siglum.findings import kinds
from siglum.findings.diagnostics import CannotUse, Diagnostic, Kind, Span

SECONDS = 20
"""Seconds of the processor for the expressions of a schema on one document."""
_MEMORY = 2_000_000_000  # bytes


class Apart:
    """The process for one schema, started again for the next document when it was ended."""

    def __init__(self, path: Path, boundary: Path | None, cached: bool) -> None:
        """Let a process load the schema. Raises CannotUse."""
        self._path = path
        self._arguments = (path, boundary, cached, SECONDS)
        self._process: subprocess.Popen[bytes] | None = None
        atexit.register(self._stop)
        self._ready()

    def check(self, document: Document) -> Iterator[Diagnostic]:
        """Yield what the process finds in a document."""
        elements = list(document.root.iter("*"))
        try:
            process = self._ready()
            _send(process.stdin, etree.tostring(document.tree, encoding="utf-8"))
            while (found := _receive(process.stdout)) is not None:
                number, kind = found
                yield Diagnostic(kind, document.span(elements[number]))
        except (EOFError, OSError, pickle.UnpicklingError):
            self._stop()
            yield Diagnostic(self._too_costly(in_document=True), Span(document.path))

    def _too_costly(self, *, in_document: bool) -> Kind:
        return kinds.schemas.TooCostly(self._path.name, SECONDS, in_document)

    def _ready(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, "-m", __name__], stdin=subprocess.PIPE, stdout=subprocess.PIPE
            )
            try:
                _send(self._process.stdin, self._arguments)
                broken = _receive(self._process.stdout)
            except (EOFError, OSError, pickle.UnpicklingError):
                broken = Diagnostic(self._too_costly(in_document=False), Span(self._path))
            if broken is not None:
                self._stop()
                raise CannotUse(broken)
        return self._process

    def _stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            with contextlib.suppress(OSError):
                self._process.communicate()
            self._process = None


def _send(stream: IO[bytes] | None, thing: object) -> None:
    assert stream is not None
    pickle.dump(thing, stream)
    stream.flush()


def _receive(stream: IO[bytes] | None) -> Any:
    assert stream is not None
    return pickle.load(stream)


def main() -> None:
    """Check the documents that come by the standard input until it ends; print nothing else."""
    from siglum.checks.xsd_findings import findings
    from siglum.checks.xsd_loading import language_of, load
    from siglum.xml import source

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that waits
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    path, boundary, cached, seconds = _receive(sys.stdin.buffer)
    _bound(seconds)
    try:
        schema = load(
            path=path, boundary=boundary, cached=cached, language=language_of(path, boundary)
        )
    except CannotUse as broken:
        _send(answers, broken.diagnostic)
        return
    _send(answers, None)
    while True:
        try:
            data = _receive(sys.stdin.buffer)
        except EOFError:
            return
        tree = source.parse(data, path.as_uri())
        numbers = {element: number for number, element in enumerate(tree.getroot().iter("*"))}
        _bound(seconds)
        for element, kind in findings(schema, tree):
            _send(answers, (numbers[element], kind))
        _send(answers, None)


def _bound(seconds: int) -> None:
    """Let this process have so many seconds more of the processor, and no memory beyond bounds."""
    try:
        import resource
    except ImportError:  # Windows
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds += int(used.ru_utime + used.ru_stime)
    with contextlib.suppress(ValueError, OSError):  # less is allowed already
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, hard))
        resource.setrlimit(resource.RLIMIT_DATA, (_MEMORY, _MEMORY))


if __name__ == "__main__":
    main()
