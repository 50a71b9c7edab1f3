"""Where the nodes of one validated document stand.

Paths are those of `fn:path()` (Functions and Operators 3.1, 14.11). Elements and attributes are
found by `siglum.source`; what that does not know, comments, processing instructions and text, is
looked up here.
"""

from __future__ import annotations

import xml.parsers.expat as expat
from collections import defaultdict
from functools import cached_property

from lxml import etree

from siglum.source import Position, Positions, decode

_Key = tuple[object, str]


class Located:
    """A parsed document, and the bytes it was parsed from where they are known."""

    def __init__(self, tree: etree._ElementTree, data: bytes | None) -> None:
        self.tree = tree
        self._root = tree.getroot()
        self._data = data
        self._positions = None if data is None else Positions(data, self._root)
        self._elements: dict[str, etree._Element | None] = {"": None, "/": None}
        self._children: dict[etree._Element | None, dict[_Key, list[etree._Element]]] = {}

    def position(self, path: str) -> Position:
        """Return the place of the node with a path; the root's is that of the root element.

        Without the bytes of the document, that is the line which lxml knows.
        """
        parent, step = _cut(path)
        if step.startswith("@"):
            return self._of(self._element_or_root(parent), _clark(step[1:]))
        if step.startswith("text()"):
            return self._of_text(self._element_or_root(parent), _number(step))
        node = self._element_or_root(path)
        return self._of(node, None) if isinstance(node.tag, str) else self._of_apart(node)

    def _of(self, element: etree._Element, attribute: str | None) -> Position:
        if self._positions is None:
            return Position(element.sourceline or 1, 1)  # type: ignore[arg-type]
        return self._positions.of(element, attribute)

    def _of_text(self, parent: etree._Element, number: int) -> Position:
        order = self._order.get(parent, -1)
        found = self._scan.texts.get((order, number)) if self._data else None
        return Position(*found) if found else self._of(parent, None)

    def _of_apart(self, node: etree._Element) -> Position:
        """Return the place of a comment or processing instruction."""
        if self._data is None:
            return self._of(node, None)
        apart = [n for n in _whole(self._root) if not isinstance(n.tag, str)]
        return Position(*self._scan.apart[apart.index(node)])

    @cached_property
    def _scan(self) -> _Scan:
        return _Scan(decode(self._data or b""))

    @cached_property
    def _order(self) -> dict[etree._Element, int]:
        return {element: number for number, element in enumerate(self._root.iter("*"))}

    def _element_or_root(self, path: str) -> etree._Element:
        element = self._element(path)
        return self._root if element is None else element

    def _element(self, path: str) -> etree._Element | None:
        """Return an element, comment or instruction by its path; None for the document."""
        if path in self._elements:
            return self._elements[path]
        parent, step = _cut(path)
        if step.startswith("Q{http://www.w3.org/2005/xpath-functions}root()"):
            return None
        index = self._children_of(self._element(parent))
        name, number = step.partition("[")[0], _number(step)
        key: _Key = (_clark(name), "")
        if name.startswith("comment("):
            key = (etree.Comment, "")
        elif name.startswith("processing-instruction("):
            key = (etree.PI, name.partition("(")[2].rstrip(")"))
        node = index[key][number - 1]
        self._elements[path] = node
        return node

    def _children_of(self, parent: etree._Element | None) -> dict[_Key, list[etree._Element]]:
        if parent not in self._children:
            index: dict[_Key, list[etree._Element]] = defaultdict(list)
            for child in top_level(self._root) if parent is None else parent:
                index[child.tag, _target(child)].append(child)
            self._children[parent] = index
        return self._children[parent]


class _Scan:
    """Line and column of each text node, by its element and number, and of what stands apart."""

    def __init__(self, text: str) -> None:
        self.apart: list[tuple[int, int]] = []
        self.texts: dict[tuple[int, int], tuple[int, int]] = {}
        self._open: list[tuple[int, list[int]]] = []
        self._elements = 0
        self._in_text = self._in_doctype = False
        self._scanner = expat.ParserCreate(encoding="utf-8")
        self._scanner.StartElementHandler = self._started
        self._scanner.EndElementHandler = self._ended
        self._scanner.CharacterDataHandler = self._text
        self._scanner.CommentHandler = self._scanner.ProcessingInstructionHandler = self._stands
        self._scanner.StartDoctypeDeclHandler = lambda *_: self._doctype(True)
        self._scanner.EndDoctypeDeclHandler = lambda *_: self._doctype(False)
        self._scanner.Parse(text.encode(), True)

    def _here(self) -> tuple[int, int]:
        return self._scanner.CurrentLineNumber, self._scanner.CurrentColumnNumber + 1

    def _started(self, *_: object) -> None:
        self._open.append((self._elements, [0]))
        self._elements += 1
        self._in_text = False

    def _ended(self, *_: object) -> None:
        self._open.pop()
        self._in_text = False

    def _text(self, _: str) -> None:
        if not self._in_text:
            element, count = self._open[-1]
            count[0] += 1
            self.texts[element, count[0]] = self._here()
        self._in_text = True

    def _stands(self, *_: object) -> None:
        if not self._in_doctype:
            self.apart.append(self._here())
        self._in_text = False

    def _doctype(self, inside: bool) -> None:
        self._in_doctype = inside


def _cut(path: str) -> tuple[str, str]:
    """Return the path of the parent and the last step; slashes in namespaces do not count."""
    brace = path.rfind("}")
    slash = path.rfind("/")
    if slash < brace:
        slash = path.rfind("/", 0, path.rfind("Q{", 0, brace))
    return path[:slash], path[slash + 1 :]


def _clark(name: str) -> str:
    return name[1:].replace("{}", "") if name.startswith("Q{") else name


def _number(step: str) -> int:
    return int(step.rpartition("[")[2].rstrip("]")) if step.endswith("]") else 1


def _target(node: etree._Element) -> str:
    return str(node.target or "") if isinstance(node, etree._ProcessingInstruction) else ""


def top_level(root: etree._Element) -> list[etree._Element]:
    """Return the root element and the comments and instructions before and after it."""
    return [*reversed(list(root.itersiblings(preceding=True))), root, *root.itersiblings()]


def _whole(root: etree._Element) -> list[etree._Element]:
    return [node for top in top_level(root) for node in top.iter()]
