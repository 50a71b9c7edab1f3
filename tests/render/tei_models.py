"""The elements of TEI P5, and which may hold which."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from lxml import etree
from rendered import TEI

from siglum.odd.base import DIGEST


class Models:
    """Which element may hold which, as the digest of TEI P5 says."""

    def __init__(self) -> None:
        kinds = [f"{{{TEI}}}{kind}Spec" for kind in ("element", "class", "macro")]
        specs = list(etree.parse(DIGEST).iter(*kinds))
        self.specs = {spec.get("ident"): spec for spec in specs}
        self.elements = sorted(spec.get("ident") for spec in specs if spec.tag == kinds[0])

    def is_one_of(self, name: str) -> set[str]:
        """Return the classes of an element or a class, and theirs, and its own name."""
        keys = self.specs[name].iterfind(f"{{{TEI}}}classes/{{{TEI}}}memberOf")
        return {name}.union(*(self.is_one_of(key.get("key")) for key in keys))

    def holds(self, name: str) -> Iterator[str]:
        """Yield the elements and classes that a content model names, and those of its macros."""
        for reference in self.specs[name].iterfind(f"{{{TEI}}}content//*[@key]"):
            if reference.tag == f"{{{TEI}}}macroRef":
                yield from self.holds(reference.get("key"))
            else:
                yield reference.get("key")

    def parents(self) -> dict[str, str]:
        """Return for each element one that may hold it: the one that may hold fewest."""
        holders = {name: set(self.holds(name)) for name in self.elements}
        by_size = sorted(self.elements, key=lambda name: (len(holders[name]), name))
        parents = {}
        for name in self.elements:
            classes = self.is_one_of(name)
            parents[name] = next((each for each in by_size if holders[each] & classes), "div")
        return parents


@cache
def models() -> Models:
    return Models()
