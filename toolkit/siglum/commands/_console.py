"""What the commands print and write: reports, results, progress."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from siglum.edition.settings import Edition
    from siglum.findings.diagnostics import CannotRun, Diagnostic

CLEAN, FINDINGS, COULD_NOT_RUN = 0, 1, 2
"""The exit statuses."""


class Tally:
    """What a run has found so far, and of which edition.toml files the user has been told."""

    def __init__(self, strict: bool = False) -> None:
        self._strict = strict
        self._told: set[Path] = set()
        self.files = 0
        self.findings = 0
        self.errors = 0
        self.missing = False

    def note(self, path: Path, findings: Sequence[Diagnostic]) -> None:
        """Record whether a file is missing: the status is 2 then, whichever findings are shown."""
        self.missing = self.missing or any(
            item.code == "SG108" and item.span.file == path for item in findings
        )

    def add(self, path: Path, findings: Sequence[Diagnostic]) -> None:
        """Count one file, with the findings that are shown."""
        self.note(path, findings)
        self.files += self.is_file(path)
        self.findings += len(findings)
        self.errors += sum(item.severity == "error" for item in findings)

    def is_file(self, path: Path) -> bool:
        """Say whether a path is a file, or the standard input."""
        return path.is_file() or str(path) == "-"

    @property
    def status(self) -> int:
        """The exit status: 2 for a file that is not there, 1 for errors, 0 for none.

        Warnings count as errors where the command is strict.
        """
        if self.missing:
            return 2
        return int(bool(self.findings if self._strict else self.errors))

    @property
    def found(self) -> str:
        """How many findings there are, in words."""
        return count(self.findings, "finding") if self.findings else "no findings"

    def tell_settings(self, edition: Edition | None) -> None:
        """Tell the user, once each, of an edition.toml whose use, or not, may be a surprise."""
        from siglum.edition.config import FILE_NAME, passed_over

        if edition is None or edition.root in self._told:
            return
        self._told.add(edition.root)
        folder = Path.cwd().resolve()
        if edition.configured and edition.root != folder:
            tell(f"settings: {shown(edition.root / FILE_NAME)}")
        elif not edition.configured and (other := passed_over(edition.root, folder)):
            place = shown(other)
            tell(f"settings: none; {place} lies too far up, run siglum in its folder to use it")


class Output(Tally):
    """Writes a report while the run goes, and a summary for people at its end."""

    def __init__(
        self,
        format_name: str,
        named: Iterable[Path] = (),
        *,
        err: bool = False,
        strict: bool = False,
    ) -> None:
        """`named` are the files and folders that the user named."""
        from siglum.report import Manner, reporter
        from siglum.report.quoted import Quoted

        super().__init__(strict)
        self.quoted = Quoted(named)
        self._err = err
        stream = sys.stderr if err else sys.stdout
        color = stream is not None and stream.isatty()
        self._reporter = reporter(format_name, Manner(self.quoted, color, strict))
        self._start = self._reporter.start()

    @property
    def shows_edits(self) -> bool:
        """Whether the report shows how findings can be mended."""
        return self._reporter.shows_edits

    def is_file(self, path: Path) -> bool:
        """Say whether a path is a file, or stands for one."""
        return super().is_file(path) or self.quoted.is_given(path)

    def add(self, path: Path, findings: Sequence[Diagnostic]) -> None:
        """Report one file, with the findings that are shown."""
        super().add(path, findings)
        self._write(self._reporter.file(path, findings))

    def add_all(self, findings: Sequence[Diagnostic]) -> None:
        """Report the findings of several files."""
        by_file: dict[Path, list[Diagnostic]] = {}
        for finding in findings:
            by_file.setdefault(finding.span.file, []).append(finding)
        for path, found in by_file.items():
            self.add(path, found)

    def stop(self, reason: CannotRun) -> None:
        """Report why the command can't run."""
        self.add_all(reason.diagnostics)
        self._write(self._reporter.end())

    def end(self, done: str | None = None, hidden: str = "") -> None:
        """End the report, saying what was done and how many findings there are.

        `hidden` says how many are not shown; for programs it is said on the standard error, too.
        """
        self._write(self._reporter.end())
        if done is not None and (self._reporter.for_people or hidden):
            tell(f"{done}, {self.found}{hidden}")

    def _write(self, text: str) -> None:
        if self._start or text:
            write_out(self._start + text, err=self._err)
        self._start = ""


def write_out(text: str, err: bool = False) -> None:
    """Write to the terminal, as UTF-8 whatever its locale."""
    terminal = sys.stderr if err else sys.stdout
    if terminal is None:  # the stream was already closed when siglum began
        return
    stream = terminal.buffer
    stream.write(text.encode("utf-8", "surrogateescape"))
    stream.flush()


def tell(words: str) -> None:
    """Print a line for people on the standard error, beside the report."""
    click.echo(words, err=True)


def write_result(text: str, output: Path | None, beside: Mapping[Path, str] | None = None) -> None:
    """Write a result to a file, with others beside it, each whole; without `output`, print it."""
    from siglum.work.files import write_files

    if output is None:
        write_out(text)
        return
    try:
        write_files({**(beside or {}), output: text})
    except OSError as error:
        raise click.ClickException(f"can't write {output}: {error.strerror}") from None


@contextlib.contextmanager
def progress_on_terminal() -> Iterator[Callable[[str], None]]:
    """Show what is being done if this is a terminal; print nothing into a pipe or file."""
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


def shown(path: Path) -> str:
    """Return a path as the terminal may show it."""
    from siglum.report import paths, terminal

    return terminal.visible(paths.shown(path))
