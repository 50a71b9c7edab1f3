"""Annotations and comments as compact syntax writes them (section 5)."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import indent

from lxml import etree

from .compact_names import Names, escaped, literal
from .xml_names import XML_NAMESPACE

_WIDTH = 80
_RNG = "{http://relaxng.org/ns/structure/1.0}"
_DOCUMENTATION = "{http://relaxng.org/ns/compatibility/annotations/1.0}documentation"
_GRAMMARS = {f"{_RNG}{name}" for name in ("grammar", "div", "include")}
_BRACED = {f"{_RNG}{name}" for name in ("element", "attribute", "list", "mixed")}
_CLOSED = {f"{_RNG}{name}" for name in ("data", "anyName", "nsName")}
_EXCEPT = f"{_RNG}except"
_BASE = f"{{{XML_NAMESPACE}}}base"


class Notes:
    """Writes the annotations of one schema."""

    def __init__(self, names: Names) -> None:
        self._names = names

    def before(self, one: etree._Element) -> str:
        """Return what stands before a pattern, name class or definition: documentation first."""
        foreign = list(_initial(one))
        documentation: list[str] = []
        if foreign and _is_documentation(foreign[0]):  # else it would be read as more documentation
            text = (foreign.pop(0).text or "").strip()
            documentation.extend(f"## {line.strip()}".rstrip() for line in text.split("\n"))
        parts = [
            f"{self._name(name)} = {literal(value)}"
            for name, value in _attributes(one)
            if name.startswith("{") and name != _BASE
        ]
        parts += [self.element(child) for child in foreign]
        lines = "".join(f"{line}\n" for line in documentation)
        return f"{lines}{_bracketed(parts)}\n" if parts else lines

    def after(self, one: etree._Element) -> str:
        """Return the annotations that follow a pattern or name class (`>> name […]`)."""
        parent = one.getparent()
        found = ""
        following = one.getnext()
        while following is not None and not _is_rng(following):
            if _is_foreign(following) and parent is not None and _can_be_within(parent):
                found += f" >> {self.element(following)}"
            following = following.getnext()
        return found

    def element(self, one: etree._Element) -> str:
        """Return an annotation element."""
        parts = [f"{self._name(name)} = {literal(value)}" for name, value in _attributes(one)]
        if one.text and one.text.strip():
            parts.append(literal(one.text))
        for child in one:
            if isinstance(child.tag, str):
                parts.append(self.element(child))
            if child.tail and child.tail.strip():
                parts.append(literal(child.tail))
        return f"{self._name(str(one.tag))} {_bracketed(parts)}"

    def comment(self, one: etree._Comment) -> str:
        """Return a comment, one line for each of its lines."""
        lines = (one.text or "").strip().split("\n")
        return "\n".join(f"# {line.strip()}".rstrip() for line in lines)

    def _name(self, name: str) -> str:
        found = etree.QName(name)
        if not found.namespace:
            return escaped(found.localname)
        return f"{self._names.prefix(found.namespace)}:{found.localname}"


def _bracketed(parts: list[str]) -> str:
    """Return parts in brackets, on lines of their own if they are long."""
    whole = " ".join(parts)
    if "\n" in whole or len(whole) > _WIDTH:
        return "[\n" + indent("\n".join(parts), "  ") + "\n]"
    return f"[ {whole} ]" if parts else "[ ]"


def _initial(one: etree._Element) -> Iterator[etree._Element]:
    """Yield the annotations of an element that are written before it, in brackets.

    They are those before its first pattern; or all, where none can be written between patterns.
    """
    if one.tag in _GRAMMARS:
        return
    for child in one:
        if child.tag == _EXCEPT:
            yield from _initial(child)
        if _is_foreign(child):
            yield child
        elif _is_rng(child) and _can_be_within(one):
            return


def _can_be_within(one: etree._Element) -> bool:
    """Tell whether compact syntax allows annotations after the children of an element.

    It does not after a part of the outermost pattern, unless in braces, nor after parts of `data`.
    """
    is_outermost = one.getparent() is None and one.tag not in _BRACED
    return one.tag not in _GRAMMARS and one.tag not in _CLOSED and not is_outermost


def _attributes(one: etree._Element) -> list[tuple[str, str]]:
    return [(str(name), str(value)) for name, value in one.items()]


def _is_rng(one: etree._Element) -> bool:
    return isinstance(one.tag, str) and one.tag.startswith(_RNG)


def _is_foreign(one: etree._Element) -> bool:
    return isinstance(one.tag, str) and not one.tag.startswith(_RNG)


def _is_documentation(one: etree._Element) -> bool:
    return one.tag == _DOCUMENTATION and not one.attrib and not len(one)
