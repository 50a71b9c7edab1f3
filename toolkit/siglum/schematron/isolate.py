"""Compile a schema of which parts may be broken: these are found, left out, and reported."""

from __future__ import annotations

import contextlib
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from lxml import etree

from siglum.saxon.apart import Ended, SaxonApart
from siglum.saxon.stylesheet import TransformError
from siglum.schematron import parts
from siglum.schematron.compiler import Program, compile_ruleset
from siglum.schematron.findings import SchemaError
from siglum.schematron.model import Ruleset
from siglum.schematron.parts import Cause, Part

_NEXT = r"(?:Static e|E)rror (?:in|at|on|near|evaluating|while) "
_ONE_ERROR = re.compile(
    rf"(?:^|(?<=\s)){_NEXT}.*?\bon line (\d+) .*?(?=\s{_NEXT}|$)",
    re.DOTALL,
)
_WHERE = re.compile(r"^.*? of \S*: (?=[A-Z]{4}\d{4})", re.DOTALL)

Works = Callable[[frozenset[int]], bool]
"""A predicate: does a schema run without the parts with these numbers?"""


@dataclass(frozen=True, slots=True)
class Compiled:
    """A program that compiles, and the parts that had to be left out of it, each with the cause."""

    program: Program
    stylesheet: str
    broken: Mapping[int, Cause]


COMPILING = 20.0
"""Seconds of processor time to compile a schema; those of TEI take two or three."""

_TRIALS = 8
"""Attempts to compile less of a schema that may take too long before it is given up."""


def compile_all(
    ruleset: Ruleset, saxon: SaxonApart, without: Mapping[int, Cause] | None = None
) -> Compiled:
    """Compile what can be compiled of a schema, without the parts `without`.

    Saxon reports all errors that it can see at once. The parts with errors are left out, and the
    rest is compiled again, until there are no more. With an XPath binding, a context that is no
    pattern is first tried as an expression. Raises SchemaError if nothing of that helps.
    """
    broken: dict[int, Cause] = dict(without or {})
    selecting: frozenset[int] = frozenset()
    while True:
        program = compile_ruleset(ruleset, frozenset(broken), selecting)
        text = etree.tostring(program.stylesheet, encoding="unicode")
        try:
            saxon.compile(text, COMPILING)
            return Compiled(program, text, broken)
        except TransformError as error:
            found = _at_lines(str(error), text)
            new = {number: cause for number, cause in found.items() if number not in broken}
            no_patterns = _contexts(program, new) - selecting
            if no_patterns:
                selecting |= no_patterns
                continue
            cause = Cause(str(error), is_costly=isinstance(error, Ended))
            broken |= new or _by_trial(
                ruleset=ruleset, saxon=saxon, all_parts=program.parts, broken=broken, cause=cause
            )


def _contexts(program: Program, numbers: Iterable[int]) -> frozenset[int]:
    """Return those of the rules whose context may be any expression, by an XPath binding."""
    if not program.ruleset.binding.startswith("xpath"):
        return frozenset()
    return frozenset(n for n in numbers if program.parts[n].kind == "rule")


def culprits(all_parts: list[Part], works: Works) -> list[int]:
    """Return the fewest parts without which a schema works, found by trial.

    Assertions are tried before the rules that hold them and the variables that they use. Returns
    nothing if the schema does not even work without any part.
    """
    order = ("assertion", "note", "let", "declaration", "documents", "start", "rule")
    numbers = [part.number for kind in order for part in all_parts if part.kind == kind]
    if not works(frozenset(numbers)):
        return []
    return _fewest(base=frozenset(), changed=False, suspects=numbers, works=works)


def _fewest(base: frozenset[int], changed: bool, suspects: list[int], works: Works) -> list[int]:
    """Return the fewest suspects to be left out, in addition to those in `base`, by halving."""
    if changed and works(base):
        return []
    if len(suspects) == 1:
        return suspects
    middle = len(suspects) // 2
    first, second = suspects[:middle], suspects[middle:]
    of_second = _fewest(
        base=base | frozenset(first), changed=bool(first), suspects=second, works=works
    )
    of_first = _fewest(
        base=base | frozenset(of_second), changed=bool(of_second), suspects=first, works=works
    )
    return of_first + of_second


def _by_trial(
    ruleset: Ruleset,
    saxon: SaxonApart,
    all_parts: list[Part],
    broken: Mapping[int, Cause],
    cause: Cause,
) -> dict[int, Cause]:
    too_long = 0

    def works(without: frozenset[int]) -> bool:
        nonlocal too_long
        program = compile_ruleset(ruleset, without.union(broken))
        text = etree.tostring(program.stylesheet, encoding="unicode")
        try:
            saxon.compile(text, COMPILING / 2)
        except Ended:
            too_long += 1
            if too_long == _TRIALS:
                raise
            return False
        except TransformError:
            return False
        return True

    found: list[int] = []
    with contextlib.suppress(Ended):
        found = culprits(all_parts, works)
    if not found:
        message = f"the schema does not compile: {cause.words}"
        raise SchemaError("SCH-COMPILE", message, (ruleset.path, 1, 1))
    return dict.fromkeys(found, cause)


def _at_lines(message: str, text: str) -> dict[int, Cause]:
    """Return the numbers of the parts at the lines that Saxon names, each with its words."""
    stylesheet = etree.fromstring(text)
    marked = [element for element in stylesheet.iter("*") if parts.NUMBER in element.attrib]
    lines = [int(str(element.sourceline)) for element in marked]
    found: dict[int, Cause] = {}
    for error in _ONE_ERROR.finditer(message):
        at = bisect_right(lines, int(error[1])) - 1
        if at >= 0:
            number = int(str(marked[at].get(parts.NUMBER)))
            found.setdefault(number, Cause(_WHERE.sub("", error[0].strip())))
    return found
