"""The prefixes in the rules of a schema: in Schematron, one prefix means one namespace throughout.

Constraints are written by many people. The meaning of a prefix in an expression comes from the
first of these that declares it: an sch:ns of the same constraint, one of another constraint, the
markup around the constraint, common usage. Where two constraints disagree, the later one is
rewritten with another prefix.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Mapping

from lxml import etree

from .model import ConstraintSpec
from .names import PREFIXES, RNG, SCH, SCHEMATRON_1, TEI, local, sch, schematron_name

XSD = "http://www.w3.org/2001/XMLSchema"

_CUSTOM = {**PREFIXES, "xs": XSD, "rng": RNG, "sch": SCH}
_EXPRESSIONS = ("context", "test", "value", "select", "path", "subject", "match", "use", "as")
_NAMES_OF_XSLT = ("name",)
_TOKEN = re.compile(
    r"""(?P<literal>"[^"]*"|'[^']*')|(?P<blanks>\s{2,})"""
    r"""|(?<![\w.-])(?P<prefix>[^\W\d][\w.-]*):(?=[^\W\d]|\*)"""
)


class Prefixes:
    """The prefixes that the rules of one schema use, as `bound`: prefix to namespace."""

    def __init__(self, constraints: Iterable[ConstraintSpec]) -> None:
        self.bound = {"tei": TEI}
        self.origins: dict[etree._Element, etree._Element] = {}
        """For each copy that `settle` made, and the elements in it, the original."""
        for constraint in constraints:
            for prefix, uri in _declared(constraint).items():
                self.bound.setdefault(prefix, uri)

    def of(self, namespace: str, origin: etree._Element | None = None) -> str:
        """Return the prefix of a namespace; for a new one, that which it has at `origin`."""
        for prefix, uri in self.bound.items():
            if uri == namespace:
                return prefix
        declared = {} if origin is None else {uri: p for p, uri in origin.nsmap.items() if p}
        return self._bind(declared.get(namespace, "ns"), namespace)

    def settle(self, constraint: ConstraintSpec, original: etree._Element) -> etree._Element:
        """Return a copy of a part of a constraint, with its expressions in the schema's prefixes.

        `original` is the part within its document. Elements of old Schematron are put into the
        namespace of the standard.
        """
        meant = _declared(constraint)
        around = {prefix or "": uri for prefix, uri in original.nsmap.items()}
        part = copy.deepcopy(original)
        part.tail = None
        for element in list(part.iter(f"{{{SCHEMATRON_1}}}*")):
            element.tag = sch(local(element))
        self.origins.update(zip(part.iter("*"), original.iter("*"), strict=True))
        for element in part.iter("*"):
            names = () if str(element.tag).startswith(f"{{{SCH}}}") else _NAMES_OF_XSLT
            for name in (*_EXPRESSIONS, *names):
                if name in element.attrib:
                    element.set(name, self._settled(element.get(name, ""), meant, around))
        return part

    def _settled(self, expression: str, meant: Mapping[str, str], around: Mapping[str, str]) -> str:
        def settled(found: re.Match[str]) -> str:
            prefix = found["prefix"]
            if found["blanks"]:
                return " "
            if prefix is None or prefix == "xml":
                return found[0]
            uri = meant.get(prefix) or self.bound.get(prefix)
            uri = uri or around.get(prefix) or _CUSTOM.get(prefix)
            return f"{self._bind(prefix, uri)}:" if uri else found[0]

        return _TOKEN.sub(settled, expression)

    def _bind(self, wanted: str, namespace: str) -> str:
        """Return a prefix for a namespace: the wanted one, or the first like it that is free.

        A prefix that is bound to this namespace already is free for it.
        """
        prefix, number = wanted, 1
        while self.bound.setdefault(prefix, namespace) != namespace:
            number += 1
            prefix = f"{wanted}{number}"
        return prefix


def _declared(constraint: ConstraintSpec) -> dict[str, str]:
    """Return the prefixes that the sch:ns elements of a constraint declare."""
    return {
        part.get("prefix", ""): part.get("uri", "")
        for part in constraint.rules
        if schematron_name(part) == "ns" and part.get("prefix") and part.get("uri")
    }
