"""Which elements an XPointer means: shorthand, element(), and the plain paths of xpath1().

XPointer Framework (W3C 2003), with the schemes element(), xmlns() and xpath1(). Of XPath 1.0 only
location paths are read that go down: `/`, `//`, names, `*`, `.`, `id('…')`, and the predicates
[3], [last()], [@name], [@name='value'], joined by “|”. Each step looks at a node once, so that
no expression can compute for long.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

_XML = "http://www.w3.org/XML/1998/namespace"
_ID = f"{{{_XML}}}id"
_LONGEST = 1000  # characters of a pointer
_MOST_STEPS = 100

_NAME = r"[^\W\d][\w.\-\u00b7]*"
_SHORTHAND = re.compile(_NAME)

_SCHEME = re.compile(rf"({_NAME}:)?({_NAME})\(")
_ELEMENT = re.compile(r"([^/]*)((?:/[1-9][0-9]{0,8})*)")
_XMLNS = re.compile(rf"\s*({_NAME})\s*=\s*(\S*)\s*")
_STEP = re.compile(
    rf"""id\(\s*(?:'([^']*)'|"([^"]*)")\s*\)|(?:child::)?(?:({_NAME}):)?({_NAME}|\*)|(\.)"""
)
_PREDICATE = re.compile(
    rf"""\s*\[\s*(?:(?:position\(\)\s*=\s*)?([1-9][0-9]{{0,8}})
        |(?:position\(\)\s*=\s*)?(last\(\))
        |@(?:({_NAME}):)?({_NAME})(?:\s*=\s*(?:'([^']*)'|"([^"]*)"))?)\s*\]""",
    re.VERBOSE,
)


class PointerError(Exception):
    """An XPointer that can't be read; the message says why, without naming it."""


def find(
    pointer: str, root: etree._Element, namespaces: Mapping[str, str] | None = None
) -> list[etree._Element]:
    """Return the elements that an XPointer means in a document, in its order; [] for none.

    Of several parts the first counts that means anything (3.3). `namespaces` are those in scope
    where the pointer stands, for prefixes that no xmlns() part declares. Raises PointerError.
    """
    pointer = pointer.strip()
    if len(pointer) > _LONGEST:
        raise PointerError(f"it has more than {_LONGEST} characters")
    if _SHORTHAND.fullmatch(pointer):
        return _with_id(root, [pointer])
    known = {**(namespaces or {}), "xml": _XML}
    unread = None
    for scheme, data in _parts(pointer):
        match scheme:
            case "xmlns":
                declared = _XMLNS.fullmatch(data)
                if declared is None:
                    raise PointerError(f"“{data}” binds no prefix")
                known[declared[1]] = declared[2]
                continue
            case "element":
                found = _element(data, root)
            case "xpath1":
                found = _paths(data, root, known)
            case _:
                unread = unread or scheme
                continue
        if found:
            return found
    if unread is not None:
        raise PointerError(f"the scheme “{unread}” is not one that is read")
    return []


def _parts(pointer: str) -> Iterator[tuple[str, str]]:
    """Yield scheme and data of each pointer part; “^” escapes parentheses and itself (3.1)."""
    at = 0
    while at < len(pointer):
        head = _SCHEME.match(pointer, at)
        if head is None:
            raise PointerError("it is neither an xml:id nor a scheme with its parentheses")
        at, depth, data = head.end(), 1, []
        while depth:
            if at >= len(pointer):
                raise PointerError("a parenthesis is not closed")
            one = pointer[at]
            if one == "^":
                at += 1
                if pointer[at : at + 1] not in ("^", "(", ")"):
                    raise PointerError("“^” stands before something else than ^, ( and )")
                one = pointer[at]
            else:
                depth += (one == "(") - (one == ")")
            if depth:
                data.append(one)
            at += 1
        yield (head[1] or "") + head[2], "".join(data)
        at += len(pointer[at:]) - len(pointer[at:].lstrip(" \t\r\n"))


def _with_id(root: etree._Element, ids: list[str]) -> list[etree._Element]:
    """Return the first element with each of some values of xml:id, in document order."""
    wanted, found = set(ids), []
    for element in root.iter("*"):
        if element.get(_ID) in wanted:
            wanted.remove(str(element.get(_ID)))
            found.append(element)
    return found


def _element(data: str, root: etree._Element) -> list[etree._Element]:
    """Follow a child sequence (element() scheme, 3): element(id/1/2) or element(/1/2)."""
    read = _ELEMENT.fullmatch(data)
    if read is None or not data or (read[1] and not _SHORTHAND.fullmatch(read[1])):
        raise PointerError(f"“{data}” is no child sequence, such as p1/2 or /1/2")
    numbers = [int(number) for number in read[2].split("/")[1:]]
    found = _with_id(root, [read[1]])
    if not read[1]:  # the first number counts the children of the document, of which one is root
        found = [root] if numbers.pop(0) == 1 else []
    for number in numbers:
        children = list(found[0].iterchildren("*")) if found else []
        found = children[number - 1 : number]
    return found


@dataclass(frozen=True, slots=True)
class _Document:
    """The root node of a path, above the outermost element."""

    root: etree._Element


_Node = etree._Element | _Document


def _paths(data: str, root: etree._Element, namespaces: Mapping[str, str]) -> list[etree._Element]:
    found: dict[etree._Element, None] = {}
    for path in re.split(r"""\|(?=(?:[^'"]|'[^']*'|"[^"]*")*$)""", data):
        found |= dict.fromkeys(_path(path.strip(), root, namespaces))
    if len(found) < 2:
        return list(found)
    return [element for element in root.iter("*") if element in found]


def _path(path: str, root: etree._Element, namespaces: Mapping[str, str]) -> list[etree._Element]:
    """Evaluate one location path. The context node is the document (xpath1() scheme, 3)."""
    nodes: list[_Node] = [_Document(root)]
    at = 0
    for _ in range(_MOST_STEPS):
        slashes = re.compile(r"\s*(//?)?\s*").match(path, at)
        assert slashes is not None
        if slashes[1] is None and at:
            break
        if slashes[1] == "//":
            nodes = _below(nodes)
        step = _STEP.match(path, slashes.end())
        if step is None:
            break
        at = step.end()
        tests = []
        while (predicate := _PREDICATE.match(path, at)) is not None:
            tests.append(predicate)
            at = predicate.end()
        nodes = _step(step=step, tests=tests, nodes=nodes, root=root, namespaces=namespaces)
    if at != len(path.rstrip()) or not path:
        raise PointerError(f"“{path}” is more of XPath than is read, or none")
    return [node.root if isinstance(node, _Document) else node for node in nodes]


def _below(nodes: list[_Node]) -> list[_Node]:
    """Return nodes with all elements in them, each once, in document order."""
    found: dict[_Node, None] = {}
    for node in nodes:
        if node not in found:  # else what is in it was found with what it is in
            inner = node.root if isinstance(node, _Document) else node
            found[node] = None
            found |= dict.fromkeys(inner.iter("*"))
    return list(found)


def _step(
    step: re.Match[str],
    tests: list[re.Match[str]],
    nodes: list[_Node],
    root: etree._Element,
    namespaces: Mapping[str, str],
) -> list[_Node]:
    *ids, prefix, name, here = step.groups()
    if here:
        if tests:
            raise PointerError("“.” has no predicate")
        return nodes
    if name is None:
        named: list[_Node] = list(_with_id(root, "".join(filter(None, ids)).split()))
        return _kept(named, tests, namespaces)
    wanted = _name(prefix, name, namespaces)
    found: dict[_Node, None] = {}
    for node in nodes:
        children = [node.root] if isinstance(node, _Document) else list(node.iterchildren("*"))
        chosen: list[_Node] = [child for child in children if _has_name(child, wanted)]
        found |= dict.fromkeys(_kept(chosen, tests, namespaces))
    return list(found)


def _kept(
    nodes: list[_Node], tests: list[re.Match[str]], namespaces: Mapping[str, str]
) -> list[_Node]:
    """Return the nodes that pass each predicate in turn."""
    for test in tests:
        number, last, prefix, attribute, single, double = test.groups()
        if number:
            nodes = nodes[int(number) - 1 : int(number)]
        elif last:
            nodes = nodes[-1:]
        else:
            name = _name(prefix, attribute, namespaces) if prefix else attribute
            value = single if single is not None else double
            nodes = [
                node
                for node in nodes
                if not isinstance(node, _Document)
                and (node.get(name) == value if value is not None else name in node.attrib)
            ]
    return nodes


def _name(prefix: str | None, name: str, namespaces: Mapping[str, str]) -> str:
    if prefix is None:
        return name
    if prefix not in namespaces:
        raise PointerError(f"nothing says which namespace the prefix “{prefix}” stands for")
    return f"{{{namespaces[prefix]}}}{name}"


def _has_name(element: etree._Element, wanted: str) -> bool:
    if wanted == "*":
        return True
    if wanted.endswith("}*"):
        return etree.QName(element).namespace == wanted[1:-2]
    return element.tag == wanted
