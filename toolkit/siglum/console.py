"""What the commands print and write: reports, results, progress."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from siglum.diagnostics import CannotRun, Diagnostic
    from siglum.selection import Selection


class Output:
    """Writes a report while the run goes, and a summary for people at its end."""

    def __init__(self, format_name: str, err: bool = False) -> None:
        from siglum.report import Format, reporter

        self._err = err
        self._for_people = format_name in ("full", "concise")
        stream = sys.stderr if err else sys.stdout
        color = format_name == "full" and stream is not None and stream.isatty()
        self._reporter = reporter(Format(format_name), color=color)
        self.files = 0
        self.findings = 0
        self.missing = False
        self._start = self._reporter.start()

    def add(
        self,
        path: Path,
        findings: Sequence[Diagnostic],
        selection: Selection | None = None,
    ) -> None:
        """Report one file: the findings that are selected."""
        self.missing = self.missing or any(
            item.code == "SG108" and item.span.file == path for item in findings
        )
        self.files += path.is_file() or str(path) == "-"
        if selection is not None:
            findings = [item for item in findings if selection.has(item)]
        self.findings += len(findings)
        self._write(self._reporter.file(path, findings))

    def add_all(self, findings: Sequence[Diagnostic]) -> None:
        """Report the findings of several files."""
        for path in dict.fromkeys(finding.span.file for finding in findings):
            self.add(path, [finding for finding in findings if finding.span.file == path])

    def stop(self, reason: CannotRun) -> None:
        """Report why the command can't run."""
        self.add_all(reason.diagnostics)
        self._write(self._reporter.end())

    def end(self, done: str | None = None) -> None:
        """End the report, saying what was done and how many findings there are."""
        self._write(self._reporter.end())
        if done is not None and self._for_people:
            found = count(self.findings, "finding") if self.findings else "no findings"
            click.echo(f"{done}, {found}", err=True)

    def _write(self, text: str) -> None:
        if self._start or text:
            write_out(self._start + text, err=self._err)
        self._start = ""


def write_out(text: str, err: bool = False) -> None:
    """Write UTF-8 whatever the terminal's locale."""
    terminal = sys.stderr if err else sys.stdout
    if terminal is None:  # the stream was closed before siglum began
        return
    stream = terminal.buffer
    stream.write(text.encode("utf-8", "surrogateescape"))
    stream.flush()


def write_result(text: str, output: Path | None, beside: Mapping[Path, str] | None = None) -> None:
    """Write to a file, and to others beside it, each whole; without one, to the terminal."""
    from siglum.files import write_files

    if output is None:
        write_out(text)
        return
    try:
        write_files({**(beside or {}), output: text})
    except OSError as error:
        raise click.ClickException(f"can't write {output}: {error.strerror}") from None


@contextlib.contextmanager
def progress_on_terminal() -> Iterator[Callable[[str], None]]:
    """Show what is being done, on a terminal; say nothing in a pipe."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.markup import escape

    def show(words: str) -> None:
        status.update(escape(words))

    with Console(stderr=True).status("starting") as status:
        yield show


def count(number: int, noun: str) -> str:
    """Return a number with its noun, as in “2 files”."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
