"""The stylesheets that make outputs: siglum's run here, an edition's own in another process."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from siglum.findings import kinds
from siglum.findings.diagnostics import CannotUse, Diagnostic, Span
from siglum.render.modules import Program
from siglum.render.outputs import Format
from siglum.saxon.apart import Ended, SaxonApart
from siglum.saxon.stylesheet import Parameter, Result, Shared, Stylesheet, TransformError, Tree
from siglum.work.resources import resource
from siglum.xml.resolve import Border

SECONDS = 120.0
"""How long a stylesheet of an edition's own may compute for one document."""


@cache
def siglums(output: str) -> Stylesheet:
    """Return siglum's own stylesheet for an output, compiled once. Raises TransformError."""
    return Stylesheet(Program(resource("xslt", f"{output}.xsl")).text, shared=shared())


@cache
def shared() -> Shared:
    """Return what siglum's own stylesheets share."""
    return Shared()


class OwnStylesheets:
    """An edition's own stylesheets, each read once; they run in a process that can be ended.

    What computes too long, or takes too much memory, ends them all: the outputs can't be made, and
    the same again for each document and output would only cost time.
    """

    def __init__(self) -> None:
        self.contents: dict[Path, bytes] = {}
        """What is in files that have been read already: they are not read again."""
        self.ended: Diagnostic | None = None
        """Why they are not applied any more, if so."""
        self.is_repeatable = True
        """Whether they make the same of the same, whenever that is."""
        self._programs: dict[tuple[Path, str], Program | Diagnostic] = {}
        self._saxon: SaxonApart | None = None

    def apply(
        self,
        path: Path,
        root: Path,
        output: str,
        source: Tree,
        parameters: Mapping[str, Parameter],
    ) -> Result:
        """Apply the stylesheet at `path`, of the edition in the folder `root`, for an output.

        Raises CannotUse for one that may not be compiled, that has an error in the edition's own
        files, or that was ended; TransformError for what stops in siglum's.
        """
        program = self._program(path, root, output)
        if self.ended is not None:
            raise CannotUse(self.ended)
        if self._saxon is None:
            self._saxon = SaxonApart()
        try:
            return self._saxon.apply(
                stylesheet=program.text, seconds=SECONDS, source=source, parameters=parameters
            )
        except Ended as ended:
            self.ended = Diagnostic(kinds.xslt.Ended(str(ended)), Span(path))
            raise CannotUse(self.ended) from None
        except TransformError as error:
            span = program.span(error.place) if error.place else None
            if span is None:
                raise
            raise CannotUse(Diagnostic(kinds.xslt.Told(error.reason), span)) from None

    def _program(self, path: Path, root: Path, output: str) -> Program:
        key = (path, output)
        if key not in self._programs:
            try:
                self._programs[key] = program(
                    path=path, root=root, output=output, contents=self.contents
                )
            except CannotUse as refused:
                self._programs[key] = refused.diagnostic
        found = self._programs[key]
        if isinstance(found, Diagnostic):
            raise CannotUse(found)
        return found


def program(path: Path, root: Path, output: str, contents: Mapping[Path, bytes]) -> Program:
    """Read an edition's own stylesheet; files that are among the `contents` are not read again.

    One that takes the place of siglum's must import it: on its own it would lose what siglum shows
    of every element, and each of them would be told.
    """
    made = Program(path, Border(root), contents)
    siglums = resource("xslt", f"{output}.xsl")
    if output in {*Format} and siglums.resolve() not in made.files:
        raise CannotUse(Diagnostic(kinds.xslt.NotImported(output), Span(path)))
    return made
