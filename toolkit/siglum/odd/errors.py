"""What the engine reports: problems of a customization, each placed by the element it is about."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from lxml import etree

CODES: dict[str, str] = {
    "ODD001": "there is no customization to compile, or not the one that is asked for",
    "ODD002": "another file that the customization needs is not at hand",
    "ODD003": "the source has no such module",
    "ODD004": "the source has no such element, class, macro or datatype",
    "ODD005": "a declaration leads back to itself",
    "ODD007": "a declaration breaks the syntax of ODD",
    "ODD008": "no element can be the outermost one",
    "ODD009": "a grammar to import can't be used",
    "ODD010": "the grammar that the customization comes to is not allowed in RELAX NG",
    "ODD101": "an included or excepted name is none of the module or class",
    "ODD102": "a change concerns what is not in the schema",
    "ODD103": "a change concerns a part of a declaration that is not there",
    "ODD104": "a class to be a member of is not there",
    "ODD105": "a content model refers to what is nowhere defined",
    "ODD106": "the deletions leave nothing of a content model",
    "ODD107": "an element can't stand in any valid document",
    "ODD108": "a class, macro or datatype that nothing uses",
    "ODD109": "another version of TEI is asked for",
    "ODD110": "something is added that is there already",
    "ODD111": "an element is left out that another can't do without",
    "ODD112": "the file holds several customizations",
    "ODD113": "a content model has no deterministic equal in XSD",
    "ODD114": "a rule can't be compiled",
    "ODD115": "something in a declaration is not read",
    "ODD116": "a specGrpRef points to no specGrp",
    "ODD117": "the same is declared twice",
    "ODD118": "a customization gives only processing models",
    "ODD120": "a rule is left out of the schema's rules",
}
"""Every code of the engine with its meaning: ODD0 stops the compilation, ODD1 does not."""


class Mistake(Protocol):
    """What is wrong, as data: `mistakes` has the kinds of the engine itself."""

    @property
    def code(self) -> str:
        """A key of CODES."""

    @property
    def message(self) -> str:
        """One phrase without a full stop."""

    @property
    def help(self) -> str | None:
        """What to do, in a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing to tell the author of a customization.

    `origin` is the element it is about, in the tree that was read, and `attribute` the attribute
    of it, in Clark notation.
    """

    mistake: Mistake
    origin: etree._Element | None = None
    attribute: str | None = None
    missing_mode: bool = False
    """Is the problem a missing mode? Others may follow from it."""

    @property
    def code(self) -> str:
        return self.mistake.code

    @property
    def message(self) -> str:
        return self.mistake.message

    @property
    def help(self) -> str | None:
        return self.mistake.help

    @property
    def fatal(self) -> bool:
        """Does the problem leave no schema to be made?"""
        return self.code.startswith("ODD0")


class OddError(Exception):
    """A customization of which nothing can be made; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


class Problems:
    """Collects the problems of one compilation; each is told once."""

    def __init__(self, after: Problems | None = None) -> None:
        """Collect problems that follow those in `after`, one of which may have been fatal."""
        self._found: dict[Problem, None] = {}
        self._was_fatal = after is not None and after.fatal

    def add(
        self,
        mistake: Mistake,
        origin: etree._Element | None = None,
        attribute: str | None = None,
        *,
        missing_mode: bool = False,
    ) -> None:
        """Add a problem; see `Problem`."""
        self.note(
            Problem(mistake=mistake, origin=origin, attribute=attribute, missing_mode=missing_mode)
        )

    def note(self, problem: Problem) -> None:
        """Add a problem that was found elsewhere."""
        self._found.setdefault(problem)

    def extend(self, others: Problems) -> None:
        """Add the problems of others, in their order."""
        self._found |= others._found

    def without_consequences(self, otherwise: Problems) -> Problems:
        """Return the problems without those that only follow from missing modes.

        `otherwise` are the problems that there are when these modes are added.
        """
        left = Problems()
        for problem in self._found:
            if problem.fatal or problem.missing_mode or problem in otherwise._found:
                left._found[problem] = None
        return left

    @property
    def fatal(self) -> bool:
        """Was a problem found that leaves no schema to be made?"""
        return self._was_fatal or any(problem.fatal for problem in self._found)

    @property
    def found(self) -> tuple[Problem, ...]:
        """The problems, in the order in which they were found."""
        return tuple(self._found)


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name that is nearest to a wrong one, None if none is near."""
    names = sorted(set(known))
    folded = {candidate.lower(): candidate for candidate in names}
    return folded.get(name.lower()) or next(iter(difflib.get_close_matches(name, names, 1)), None)
