"""The process of a worker that does tasks, each as it comes; see `siglum.work.rooms`."""

from __future__ import annotations

import signal
import sys
import time
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from siglum.findings import kinds
from siglum.findings.diagnostics import CannotRun, Diagnostic, Span
from siglum.work.process import begin, bound_memory, bounded_time, leave
from siglum.work.tasks import Bench
from siglum.work.translated import Translator, own_folders
from siglum.work.turns import Failed


def serve(connection: Connection) -> None:
    """Do the tasks that come over a connection until it closes."""
    root, asker, offset, made_by = connection.recv()
    translator = Translator(root=root, own=own_folders(), asker=asker)
    bench: Bench[Any, Any] | None = None
    known = b""
    while True:
        memory, task = connection.recv_bytes(), connection.recv_bytes()
        after = memory
        try:
            bench = bench or _bench(translator, offset, made_by)
            if memory != known:
                bench.memory = translator.loads(memory)
            said = translator.loads(task)
            with bounded_time():
                result = translator.dumps(bench.do(said))
            after = known = translator.dumps(bench.memory)
        except CannotRun as stop:
            result = translator.dumps(stop)
        except MemoryError:
            known = b""
            result = translator.dumps(Failed(kinds.reading.TooMuchMemory(), None))
        except Exception as error:
            known = b""
            fault = kinds.reading.OwnFault(type(error).__name__, str(error))
            result = translator.dumps(Failed(fault, None))
        connection.send_bytes(result)
        connection.send_bytes(after)


def _bench(translator: Translator, offset: str, made_by: bytes) -> Bench[Any, Any]:
    """Make the bench. Raises CannotRun where times would not be those of the asking machine."""
    here = time.strftime("%z")
    if here != offset:
        wrong = kinds.command.OtherTimeZone(here, offset)
        raise CannotRun(Diagnostic(wrong, Span(Path.cwd())))
    made: Bench[Any, Any] = translator.loads(made_by)()
    return made


if __name__ == "__main__":
    begin()
    bound_memory()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the worker to answer
    try:
        serve(Connection(int(sys.argv[1])))
    except (EOFError, OSError):
        leave(0)
