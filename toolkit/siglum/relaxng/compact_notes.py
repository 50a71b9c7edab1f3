"""Annotations and comments as compact syntax writes them (section 5)."""

from __future__ import annotations

from textwrap import indent

from lxml import etree

from .compact_names import Names, literal
from .xml_names import XML_NAMESPACE

_WIDTH = 80
_RNG = "{http://relaxng.org/ns/structure/1.0}"
_DOCUMENTATION = "{http://relaxng.org/ns/compatibility/annotations/1.0}documentation"
_CONTAINERS = {f"{_RNG}{name}" for name in ("choice", "group", "interleave")}
_GRAMMARS = {f"{_RNG}{name}" for name in ("grammar", "div", "include")}
_BASE = f"{{{XML_NAMESPACE}}}base"


class Notes:
    """Writes the annotations of one schema."""

    def __init__(self, names: Names) -> None:
        self._names = names

    def before(self, one: etree._Element) -> str:
        """Return what stands before a pattern or definition: documentation, then the others."""
        if one.tag in _CONTAINERS:
            return ""
        foreign = [] if one.tag in _GRAMMARS else [child for child in one if _is_foreign(child)]
        documentation: list[str] = []
        while foreign and _is_documentation(foreign[0]):
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
        """Return what follows a pattern within a choice, group or interleave."""
        found = ""
        following = one.getnext()
        while following is not None and not _is_rng(following):
            parent = one.getparent()
            if _is_foreign(following) and parent is not None and parent.tag in _CONTAINERS:
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
            return found.localname
        return f"{self._names.prefix(found.namespace)}:{found.localname}"


def _bracketed(parts: list[str]) -> str:
    """Return parts in brackets, on lines of their own if they are long."""
    whole = " ".join(parts)
    if "\n" in whole or len(whole) > _WIDTH:
        return "[\n" + indent("\n".join(parts), "  ") + "\n]"
    return f"[ {whole} ]" if parts else "[ ]"


def _attributes(one: etree._Element) -> list[tuple[str, str]]:
    return [(str(name), str(value)) for name, value in one.items()]


def _is_rng(one: etree._Element) -> bool:
    return isinstance(one.tag, str) and one.tag.startswith(_RNG)


def _is_foreign(one: etree._Element) -> bool:
    return isinstance(one.tag, str) and not one.tag.startswith(_RNG)


def _is_documentation(one: etree._Element) -> bool:
    return one.tag == _DOCUMENTATION and not one.attrib and not len(one)
