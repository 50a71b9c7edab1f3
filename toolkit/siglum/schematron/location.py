"""Where the nodes of one validated document stand.

The compiled stylesheet names a node by the number of its element in document order, and one step
from there (`siglum.schematron.report`). It does not use `fn:path()`, which counts the siblings of
each node anew. Here the number becomes that path, and a place (`siglum.xml.positions`).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lxml import etree

from siglum.schematron.names import internal
from siglum.xml.lines import Position
from siglum.xml.positions import Positions, resolve, top_level

_INSTRUCTION = re.compile(r"processing-instruction\((.*)\)\[")


@dataclass(frozen=True, slots=True)
class Spot:
    """A node: an element (None is the document), or a node one step from it, the path's last."""

    element: etree._Element | None
    step: str = ""


class Located:
    """A parsed document, and the bytes it was parsed from where they are known."""

    def __init__(
        self,
        tree: etree._ElementTree,
        data: bytes | None,
        file: Path | None = None,
        *,
        uri: str = "",
        bases: Mapping[etree._Element, str] | None = None,
    ) -> None:
        self.tree = tree
        self.file = file
        """The file that a subordinate document was read from."""
        self.uri = uri
        """The base URI; empty where none is known."""
        self.bases = bases or {}
        """The base URI of each element for which XInclude makes it differ from its parent's."""
        self._root = tree.getroot()
        self._positions = None if data is None else Positions(data, self._root)
        self._paths: dict[etree._Element, str] = {}
        self._numbers: dict[etree._Element, dict[etree._Element, int]] = {}
        self._kinds: dict[etree._Element | None, dict[str | None, list[etree._Element]]] = {}

    @property
    def included(self) -> etree._Element:
        """The elements at which the base URI changes, by number, as a tree for the stylesheet."""
        tree = etree.Element(internal("included"))
        for element, uri in self.bases.items():
            number = str(self._order[element] + 1)
            etree.SubElement(tree, internal("base"), number=number, uri=uri)
        return tree

    def spot(self, owner: int, step: str) -> Spot:
        """Return the node one step from the element with the number `owner`; 0 is the document."""
        return Spot(self._elements[owner - 1] if owner else None, step)

    def spot_of_path(self, path: str) -> Spot:
        """Return the node with a path that `fn:path()` gave."""
        parent, step = _cut(path)
        if not step:
            return Spot(None)
        if step.startswith("Q{"):
            return Spot(resolve(self._root, path)[0])
        return Spot(resolve(self._root, parent)[0] if parent else None, step)

    def path(self, spot: Spot) -> str:
        """Return the path of a node, as `fn:path()` (Functions and Operators 3.1, 14.11)."""
        parent = "" if spot.element is None else self._path(spot.element)
        return f"{parent}/{spot.step}" if spot.step or not parent else parent

    def position(self, spot: Spot) -> Position:
        """Return the position of a node; that of the document is its root element's.

        Without the bytes of the document, only the line is known, from lxml.
        """
        element = self._root if spot.element is None else spot.element
        if not spot.step or self._positions is None:
            return self._of(element, None)
        if spot.step.startswith("@"):
            return self._of(element, _clark(spot.step[1:]))
        if spot.step.startswith("text()"):
            found = self._positions.of_text(element, _number(spot.step))
            return found or self._of(element, None)
        return self._of(self._apart(spot.element, spot.step), None)

    def _of(self, element: etree._Element, attribute: str | None) -> Position:
        if self._positions is None:
            return Position(element.sourceline or 1, 1)  # type: ignore[arg-type]
        return self._positions.of(element, attribute)

    def _apart(self, parent: etree._Element | None, step: str) -> etree._Element:
        """Return the comment or processing instruction that is one step from an element."""
        if parent not in self._kinds:
            kinds: dict[str | None, list[etree._Element]] = defaultdict(list)
            for node in top_level(self._root) if parent is None else parent:
                if not isinstance(node.tag, str):
                    kinds[getattr(node, "target", None)].append(node)  # a comment has none
            self._kinds[parent] = kinds
        found = _INSTRUCTION.match(step)
        return self._kinds[parent][found[1] if found else None][_number(step) - 1]

    def _path(self, element: etree._Element) -> str:
        chain: list[etree._Element] = []
        at: etree._Element | None = element
        while at is not None and at not in self._paths:
            chain.append(at)
            at = at.getparent()
        for node in reversed(chain):
            parent = node.getparent()
            before = "" if parent is None else self._paths[parent]
            name = etree.QName(node)
            step = f"Q{{{name.namespace or ''}}}{name.localname}[{self._number_of(node)}]"
            self._paths[node] = f"{before}/{step}"
        return self._paths[element]

    def _number_of(self, element: etree._Element) -> int:
        """Return the position of an element among its siblings of the same name, from 1."""
        parent = element.getparent()
        if parent is None:
            return 1
        if parent not in self._numbers:
            count: Counter[object] = Counter()
            numbers: dict[etree._Element, int] = {}
            for child in parent:
                count[child.tag] += 1
                numbers[child] = count[child.tag]
            self._numbers[parent] = numbers
        return self._numbers[parent][element]

    @cached_property
    def _elements(self) -> list[etree._Element]:
        return list(self._root.iter("*"))

    @cached_property
    def _order(self) -> dict[etree._Element, int]:
        return {element: number for number, element in enumerate(self._elements)}


def _cut(path: str) -> tuple[str, str]:
    """Split a path into the parent's path and the last step; slashes in namespaces don't count."""
    brace, slash = path.rfind("}"), path.rfind("/")
    if slash < brace:
        slash = path.rfind("/", 0, path.rfind("Q{", 0, brace))
    return path[:slash], path[slash + 1 :]


def _clark(name: str) -> str:
    return name[1:].replace("{}", "") if name.startswith("Q{") else name


def _number(step: str) -> int:
    return int(step.rpartition("[")[2].rstrip("]"))
