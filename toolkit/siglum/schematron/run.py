"""Run a compiled schema over a document, whatever its expressions do.

What an expression does wrong is caught where it stands; but some failures end the whole run, such
as recursion without end, or would last for hours. Then the parts that do so are found, by trial or
by a trace, and left out.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from lxml import etree

from siglum.saxon.apart import Ended, SaxonApart
from siglum.saxon.stylesheet import Parameter, TransformError
from siglum.schematron import parts, report, subordinate, trace
from siglum.schematron.compiler import ADDRESSES, DOCUMENTS, FIRED
from siglum.schematron.fifth_edition import REMEDY, explained, new_name
from siglum.schematron.findings import STOPPED, Error, SchemaError
from siglum.schematron.isolate import Compiled, compile_all, culprits
from siglum.schematron.location import Located, Spot
from siglum.schematron.model import Ruleset
from siglum.schematron.names import own

SECONDS = 60.0
"""How long a schema may take for one document."""

AGAIN = 5.0
"""How long the whole of it may take for the next documents, once it has been found too costly."""

_CULPRITS = 3
"""So many parts, one after the other, are found to stop a run before it is given up."""

_PLACE = re.compile(r" \([^()]*, line \d+\)$")
"""A place in the stylesheet, which means nothing to who wrote the schema."""


@dataclass(slots=True)
class Outcome:
    """What one run over one document gave."""

    compiled: Compiled
    documents: dict[str | None, Located]
    """Those that were walked, by address; the document that is validated by None."""
    report: etree._Element = field(default_factory=lambda: etree.Element(own("report")))
    refused: list[Error] = field(default_factory=list)
    """Findings about subordinate documents that can't be read."""

    def findings(self) -> Iterator[Error]:
        """Yield all findings: of the schema itself first, then in the order of the walk."""
        all_parts = self.compiled.program.parts
        told: set[tuple[etree._Element, str]] = set()
        for number, cause in self.compiled.broken.items():
            key = (all_parts[number].place.element, cause)
            if key not in told:
                told.add(key)
                yield report.broken(all_parts[number], cause, self.documents[None], Spot(None))
        yield from self.refused
        yield from report.findings(self.report, all_parts, self.documents)


class Engine:
    """A schema that is compiled when first used; what stopped a run is remembered."""

    def __init__(self, ruleset: Ruleset) -> None:
        self._ruleset = ruleset
        self._saxon = SaxonApart()
        self._reduced: list[Compiled] = []
        """The schema without what stopped it on earlier documents."""
        self._seconds = SECONDS

    @cached_property
    def compiled(self) -> Compiled:
        """The whole schema but for what does not compile."""
        return compile_all(self._ruleset, self._saxon)

    def run(self, document: Located, *, fired: bool) -> Outcome:
        """Apply the schema; `fired`: with a report of each rule that fires."""
        try:
            return self._apply(self.compiled, document, fired, self._seconds)
        except TransformError as error:
            return self._run_reduced(document, fired, error)

    def _run_reduced(self, document: Located, fired: bool, error: TransformError) -> Outcome:
        if found_name := new_name(document.tree):
            element, name = found_name
            return self._stopped(document, explained(name), element, REMEDY)
        if isinstance(error, Ended):
            self._seconds = min(AGAIN, SECONDS)
        for compiled in self._reduced:
            try:
                return self._apply(compiled, document, fired)
            except TransformError:
                continue
        cause = _PLACE.sub("", str(error))
        found: list[int] = []
        for _ in range(_CULPRITS):
            more = self._culprits(document, found, error, cause)
            if not more:
                break
            found += more
            compiled = self._without(found, cause)
            try:
                outcome = self._apply(compiled, document, fired)
            except TransformError as another:
                error = another
                continue
            self._reduced.append(compiled)
            return outcome
        return self._stopped(document, cause)

    def _stopped(
        self,
        document: Located,
        cause: str,
        element: etree._Element | None = None,
        help: str | None = None,
    ) -> Outcome:
        outcome = Outcome(self.compiled, {None: document})
        at, path = document.position(Spot(element)), document.path(Spot(element))
        message = f"the rules were not applied to the end: {cause}"
        error = Error(at.line, at.column, at.length, message, STOPPED, "error", help, path)
        outcome.refused.append(error)
        return outcome

    def _culprits(
        self, document: Located, known: list[int], error: TransformError, cause: str
    ) -> list[int]:
        """Return the parts that stop a run, or the one in which its time or memory is spent."""
        compiled = self._without(known, cause)
        suspects = [part for part in compiled.program.parts if part.number not in known]
        if isinstance(error, Ended):
            costly = trace.last_open(lambda path: self._trace(compiled, document, path))
            if costly is not None:
                return [costly]
            suspects = [part for part in suspects if part.kind == "rule"]  # it is in a context
        return culprits(suspects, lambda n: self._works(n.union(known), document, cause))

    def _without(self, numbers: Iterable[int], cause: str) -> Compiled:
        left_out = {**self.compiled.broken, **dict.fromkeys(numbers, cause)}
        return compile_all(self._ruleset, self._saxon, left_out)

    def _works(self, numbers: frozenset[int], document: Located, cause: str) -> bool:
        try:
            self._apply(self._without(numbers, cause), document, fired=False)
        except (TransformError, SchemaError):
            return False
        return True

    def _trace(self, compiled: Compiled, document: Located, path: Path) -> None:
        with contextlib.suppress(TransformError):
            self._apply(trace.traced(compiled, path), document, fired=False)

    def _apply(
        self, compiled: Compiled, document: Located, fired: bool, seconds: float | None = None
    ) -> Outcome:
        outcome = Outcome(compiled, {None: document})
        seconds = SECONDS if seconds is None else seconds
        parameters: dict[str, Parameter] = {FIRED: fired}
        if compiled.program.has_documents:
            addresses = self._transform(compiled, document, seconds, {ADDRESSES: True})
            found = subordinate.read_all(addresses, document)
            outcome.refused += found.refused
            outcome.refused += report.findings(addresses, compiled.program.parts, outcome.documents)
            outcome.documents |= found.documents
            parameters[DOCUMENTS] = found.tree
        outcome.report = self._transform(compiled, document, seconds, parameters)
        return outcome

    def _transform(
        self,
        compiled: Compiled,
        document: Located,
        seconds: float,
        parameters: dict[str, Parameter],
    ) -> etree._Element:
        result = self._saxon.apply(
            compiled.stylesheet, seconds, document.tree, parameters, compiled.messages
        )
        parser = etree.XMLParser(huge_tree=True, resolve_entities=False, no_network=True)
        root = etree.fromstring(result.text, parser)
        for message in result.messages:
            told, *fields = message.split("\t", 3)  # there may be tabs in a cause
            if told == parts.TOLD and len(fields) == 3:
                number, path, cause = fields
                broken = etree.SubElement(root, own("broken"), part=number, path=path)
                broken.text = cause
        return root
