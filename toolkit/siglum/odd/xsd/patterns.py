"""From RELAX NG patterns, in older ODDs and imported grammars, to particles.

An element that a grammar defines becomes any element of its namespace; its content is ignored.
"""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from ..model import Spec
from ..names import RNG, local, rng
from ..schema import Schema
from .looser import Looser, Why
from .particles import EMPTY, NOTHING, Particle, Text, Wildcard, choice, repeat, sequence
from .rewrite import interleaved

_GROUPS = ("group", "define", "start", "div")
_ANYTHING = repeat(choice((Text(), Wildcard())), 0, None)


class Patterns:
    """Makes particles of patterns; `named` returns the particle of a name."""

    def __init__(
        self, schema: Schema, named: Callable[[str, Spec], Particle], looser: Looser
    ) -> None:
        self._named = named
        self._looser = looser
        self._open: set[str] = set()
        self._defines: dict[str, list[etree._Element]] = {}
        for grammar in schema.grammars:
            for define in grammar.element.iter(rng("define")):
                self._defines.setdefault(define.get("name", ""), []).append(define)
        self.with_attributes: set[str] = set()
        """The idents of elements whose patterns have attributes in them."""

    def defined(self, name: str, owner: Spec) -> Particle:
        """Return the particle of a grammar's definition; `NOTHING` if there is none."""
        if name in self._open:
            return NOTHING
        self._open.add(name)
        parts = [self._children(define, owner) for define in self._defines.get(name, ())]
        combine = {define.get("combine") for define in self._defines.get(name, ())}
        self._open.discard(name)
        return self._interleaved(parts, owner) if "interleave" in combine else choice(parts)

    def particle(self, pattern: etree._Element, owner: Spec) -> Particle:
        """Return the particle of a pattern in the content of an element or macro."""
        match local(pattern):
            case "ref" | "parentRef":
                return self._named(pattern.get("name", ""), owner)
            case "element":
                self._looser.add(Why.ANY, owner.ident)
                return Wildcard(_namespaces(pattern))
            case "attribute":
                self._looser.add(Why.EMBEDDED, owner.ident)
                self.with_attributes.add(owner.ident)
                return EMPTY
            case "empty":
                return EMPTY
            case "notAllowed":
                return NOTHING
            case "text":
                return Text()
            case "data" | "value" | "list":
                self._looser.add(Why.DATA, owner.ident)
                return Text()
            case "choice":
                return choice(self.particle(part, owner) for part in _parts(pattern))
            case "optional":
                return repeat(self._children(pattern, owner), 0, 1)
            case "zeroOrMore":
                return repeat(self._children(pattern, owner), 0, None)
            case "oneOrMore":
                return repeat(self._children(pattern, owner), 1, None)
            case "interleave":
                parts = [self.particle(part, owner) for part in _parts(pattern)]
                return self._interleaved(parts, owner)
            case "mixed":
                return sequence((Text(), self._children(pattern, owner)))
            case name if name in _GROUPS:
                return self._children(pattern, owner)
        self._looser.add(Why.EMBEDDED, owner.ident)
        self.with_attributes.add(owner.ident)
        return _ANYTHING

    def _children(self, pattern: etree._Element, owner: Spec) -> Particle:
        return sequence(self.particle(part, owner) for part in _parts(pattern))

    def _interleaved(self, parts: list[Particle], owner: Spec) -> Particle:
        self._looser.add(Why.INTERLEAVED, owner.ident)
        return interleaved(parts)


def _parts(pattern: etree._Element) -> list[etree._Element]:
    return list(pattern.iterchildren(f"{{{RNG}}}*"))


def _namespaces(element: etree._Element) -> frozenset[str] | None:
    """Return the namespaces of an element pattern's names; None if they are not known."""
    name = element.get("name")
    if name is not None:
        return frozenset({_namespace(element, name)})
    first = next(iter(_parts(element)), None)
    if first is None:
        return None
    match local(first):
        case "name":
            return frozenset({_namespace(first, (first.text or "").strip())})
        case "nsName":
            return frozenset({_namespace(first, "")})
        case "choice":
            names = _parts(first)
            if all(local(name) == "name" for name in names):
                return frozenset(_namespace(name, (name.text or "").strip()) for name in names)
    return None


def _namespace(element: etree._Element, name: str) -> str:
    prefix, colon, _ = name.partition(":")
    if colon:
        return element.nsmap.get(prefix, "")
    for holder in (element, *element.iterancestors()):
        if "ns" in holder.attrib:
            return holder.get("ns", "")
    return ""
