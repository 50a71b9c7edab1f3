"""Run a compiled schema over a document, whatever its expressions do.

Most errors of an expression are caught where it stands. But some, such as infinite recursion, end
the whole run, and some expressions would take hours. Then the parts that do so are found, by trial
or by a trace, and left out.

The time of a run is counted as processor time. A part that takes too long gets a strike: it is left
out, and the rest of the schema has a sixth of the time. So, many endless parts cost hardly more
than one. After two strikes, a part is not tried on further documents; after `_MOST` strikes
altogether, the schema is not applied any more.
"""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from lxml import etree

from siglum.saxon.apart import Ended, SaxonApart
from siglum.saxon.stylesheet import Parameter, TransformError, without_place
from siglum.schematron import report, subordinate, trace
from siglum.schematron.asking import Asking, Said
from siglum.schematron.compiler import ADDRESSES, DOCUMENTS, FIRED, READ
from siglum.schematron.fifth_edition import REMEDY, explained, new_name
from siglum.schematron.files import Files
from siglum.schematron.findings import Error, SchemaError
from siglum.schematron.isolate import Compiled, compile_all, culprits
from siglum.schematron.location import Located, Spot
from siglum.schematron.model import Ruleset
from siglum.schematron.names import internal
from siglum.schematron.parts import Cause

SECONDS = 60.0
"""Seconds of processor time that a schema may take for one document."""

_SHARE = 6
"""After a part has taken too long, the rest of the schema has the time divided by this."""

_STRIKES = 2
"""The number of strikes after which a part is left out from the start."""

_MOST = 6
"""The number of strikes, of any parts, after which the schema is not applied any more."""

_CULPRITS = 3
"""The number of parts found to stop a run, one after the other, before it is given up."""

_UNKNOWN = -1
"""Stands for a part's number in a strike of which the part is not known."""


@dataclass(slots=True)
class Outcome:
    """The result of one run over one document."""

    compiled: Compiled
    documents: dict[str | None, Located]
    """Those that were walked, by address; the validated document has the key None."""
    report: etree._Element = field(default_factory=lambda: etree.Element(internal("report")))
    refused: list[Error] = field(default_factory=list)
    """Findings about documents that can't be read."""
    stopped: Error | None = None
    """The finding that the run did not come to its end."""

    def findings(self) -> Iterator[Error]:
        """Yield all findings: of the schema itself first, then in the order of the walk."""
        all_parts = self.compiled.program.parts
        told: set[tuple[etree._Element, Cause]] = set()
        for number, cause in self.compiled.broken.items():
            key = (all_parts[number].place.element, cause)
            if key not in told:
                told.add(key)
                yield report.broken(
                    part=all_parts[number],
                    cause=cause,
                    document=self.documents[None],
                    node=Spot(None),
                )
        found = list(report.findings(self.report, all_parts, self.documents))
        told_of_files = {error.mistake for error in found}
        yield from (error for error in self.refused if error.mistake not in told_of_files)
        yield from found
        if self.stopped:
            yield self.stopped


class Engine:
    """Runs a schema. It is compiled when first used; parts that took too long are remembered."""

    def __init__(self, ruleset: Ruleset, files: Files) -> None:
        self._ruleset = ruleset
        self._files = files
        self._saxon = SaxonApart()
        self._asking = Asking(self._saxon, files)
        self._alone: dict[int, Compiled] = {}
        """By part, the schema compiled without this part, which stopped earlier runs."""
        self.strikes: tuple[int, ...] = ()
        """The numbers of the parts that took too long, in order, for all documents so far."""

    @cached_property
    def compiled(self) -> Compiled:
        """The schema without the parts that do not compile."""
        return compile_all(self._ruleset, self._saxon)

    @property
    def files(self) -> tuple[Path, ...]:
        """The files that the schema is made of."""
        return tuple(self._ruleset.top.library.files)

    @property
    def opened(self) -> Mapping[Path, str | None] | None:
        """See `schema.Schema.opened`."""
        return self._files.opened if self._files.is_sure else None

    def run(self, document: Located, *, fired: bool) -> Outcome:
        """Apply the schema; with `fired`, each rule that fires is reported, too."""
        self._files.forget()
        if len(self.strikes) >= _MOST:
            outcome = Outcome(self.compiled, {None: document})
            return _stopped(outcome, "they took too long for the documents before this one")
        outcome = Outcome(self._worthwhile(), {None: document})
        seconds = SECONDS / _SHARE if self.strikes else SECONDS
        try:
            return self._apply(outcome, fired, seconds)
        except Ended as ended:
            return self._cut_short(outcome=outcome, fired=fired, seconds=seconds, cause=str(ended))
        except TransformError as error:
            if found_name := new_name(document.tree):
                return _stopped(
                    outcome=outcome,
                    cause=explained(found_name[1]),
                    element=found_name[0],
                    remedy=REMEDY,
                )
            return self._run_reduced(outcome, fired, error)

    def _worthwhile(self) -> Compiled:
        """Return the schema without the parts that have taken too long too often."""
        costly = [n for n, times in Counter(self.strikes).items() if times >= _STRIKES and n >= 0]
        if not costly:
            return self.compiled
        words = f"it took more than {SECONDS:g} seconds of computing for documents before this one"
        return self._without(self.compiled, costly, Cause(words, is_costly=True))

    # Parts that take too long

    def _cut_short(self, outcome: Outcome, fired: bool, seconds: float, cause: str) -> Outcome:
        """Add what a run had found when it was ended; run the rest, if that takes little time."""
        first = self._trace(outcome, fired, seconds)
        if first.part is None:
            outcome.report = first.report
            return _stopped(outcome, cause)
        costly = Cause(cause, is_costly=True)
        rest = Outcome(self._without(outcome.compiled, [first.part], costly), outcome.documents)
        try:
            self._apply(rest, fired, SECONDS / _SHARE)
        except TransformError as error:
            found = [first.report]
            parts = [first.part]
            if isinstance(error, Ended):
                second = self._trace(rest, fired, SECONDS / _SHARE)
                found.append(second.report)
                parts += [] if second.part is None else [second.part]
            rest.report = _merged(found)
            names = " and ".join(str(rest.compiled.program.parts[number]) for number in parts)
            return _stopped(rest, f"{without_place(str(error))} ({names})")
        rest.report = _merged([rest.report], _merged([first.report], part=first.part))
        return rest

    def _trace(self, outcome: Outcome, fired: bool, seconds: float) -> trace.Trace:
        """Run again, traced, to find the part in which the run is ended, and what it had found."""
        for contexts in (False, True):

            def run(stylesheet: str, path: Path, seconds: float = seconds) -> None:
                traced = Compiled(outcome.compiled.program, stylesheet, outcome.compiled.broken)
                with contextlib.suppress(TransformError):
                    self._apply(
                        outcome=Outcome(traced, outcome.documents),
                        fired=fired,
                        seconds=seconds,
                        messages=path,
                    )

            found = trace.traced(outcome.compiled.stylesheet, run, contexts=contexts)
            if found.part is not None:
                break
            seconds = min(seconds, SECONDS / _SHARE)
        self.strikes += (_UNKNOWN if found.part is None else found.part,)
        return found

    # Parts that bring the whole run down

    def _run_reduced(self, outcome: Outcome, fired: bool, error: TransformError) -> Outcome:
        for compiled in self._alone.values():
            try:
                return self._apply(Outcome(compiled, outcome.documents), fired, SECONDS / _SHARE)
            except TransformError:
                continue
        cause = Cause(without_place(str(error)))
        found: list[int] = []
        try:
            for _ in range(_CULPRITS):
                more = self._culprits(outcome, found, cause)
                if not more:
                    break
                found += more
                compiled = self._without(outcome.compiled, found, cause)
                try:
                    made = self._apply(
                        Outcome(compiled, outcome.documents), fired, SECONDS / _SHARE
                    )
                except Ended:
                    raise
                except TransformError:
                    continue
                if len(found) == 1 and outcome.compiled is self.compiled:
                    self._alone[found[0]] = compiled
                return made
        except Ended as ended:
            return self._cut_short(
                outcome=outcome, fired=fired, seconds=SECONDS / _SHARE, cause=str(ended)
            )
        return _stopped(outcome, cause.words)

    def _culprits(self, outcome: Outcome, known: list[int], cause: Cause) -> list[int]:
        """Return the numbers of the parts that stop a run."""
        compiled = self._without(outcome.compiled, known, cause)
        suspects = [part for part in compiled.program.parts if part.number not in known]
        return culprits(suspects, lambda n: self._works(outcome, n.union(known), cause))

    def _without(self, compiled: Compiled, numbers: Iterable[int], cause: Cause) -> Compiled:
        left_out = {**compiled.broken, **dict.fromkeys(numbers, cause)}
        return compile_all(self._ruleset, self._saxon, left_out)

    def _works(self, outcome: Outcome, numbers: frozenset[int], cause: Cause) -> bool:
        """Tell whether a run comes to its end without some parts. Raises Ended."""
        try:
            compiled = self._without(outcome.compiled, numbers, cause)
            self._apply(Outcome(compiled, outcome.documents), False, SECONDS / _SHARE)
        except Ended:
            raise
        except (TransformError, SchemaError):
            return False
        return True

    # One run

    def _apply(
        self, outcome: Outcome, fired: bool, seconds: float, messages: Path | None = None
    ) -> Outcome:
        """Run a schema, and add its results to `outcome`. Raises TransformError."""
        compiled, document = outcome.compiled, outcome.documents[None]
        parameters: dict[str, Parameter] = {FIRED: fired}
        refused: list[Error] = []
        if compiled.program.has_documents:
            self._files.is_sure = False
            said = self._say(
                outcome=outcome, seconds=seconds, parameters={ADDRESSES: True}, messages=messages
            )
            found = subordinate.read_all(said.report, document, self._files.border)
            refused += [*found.refused, *_refusals(said, outcome)]
            of_addresses: dict[str | None, Located] = {None: document}
            refused += report.findings(said.report, compiled.program.parts, of_addresses)
            outcome.documents = {**of_addresses, **found.documents}
            parameters |= {DOCUMENTS: found.tree, READ: found.entities}
        said = self._say(outcome=outcome, seconds=seconds, parameters=parameters, messages=messages)
        outcome.report = said.report
        outcome.refused = [*refused, *_refusals(said, outcome)]
        return outcome

    def _say(
        self,
        outcome: Outcome,
        seconds: float,
        parameters: Mapping[str, Parameter],
        messages: Path | None,
    ) -> Said:
        return self._asking.run(
            compiled=outcome.compiled,
            document=outcome.documents[None],
            seconds=seconds,
            parameters=parameters,
            messages=messages,
        )


def _refusals(said: Said, outcome: Outcome) -> list[Error]:
    """Return a finding for each file that a part of the schema asked for and did not get."""
    all_parts = outcome.compiled.program.parts
    return [
        report.refused(
            part=all_parts[number], reason=words, document=outcome.documents[None], node=Spot(None)
        )
        for number, words in dict.fromkeys(said.refused)
    ]


def _stopped(
    outcome: Outcome,
    cause: str,
    element: etree._Element | None = None,
    remedy: str | None = None,
) -> Outcome:
    outcome.stopped = report.stopped(
        cause=cause, remedy=remedy, document=outcome.documents[None], node=Spot(element)
    )
    return outcome


def _merged(
    reports: Iterable[etree._Element], *more: etree._Element, part: int | None = None
) -> etree._Element:
    """Merge reports, without duplicates; with `part`, only what is about that part."""
    merged = etree.Element(internal("report"))
    seen: set[tuple[str | None, bytes]] = set()
    for one in (*reports, *more):
        for item in list(one):
            address = item.get("document") if item.tag == internal("in") else None
            items = list(item) if item.tag == internal("in") else [item]
            into = merged
            if item.tag == internal("in"):
                into = etree.SubElement(merged, internal("in"), document=address or "")
            for found in items:
                key = (address, etree.tostring(found))
                if key not in seen and part in (None, int(found.get("part", "-1"))):
                    seen.add(key)
                    into.append(found)
    return merged
