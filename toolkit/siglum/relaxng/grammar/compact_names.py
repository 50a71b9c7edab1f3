"""How compact syntax spells names and texts, and the declarations that they need."""

from __future__ import annotations

import re

from lxml import etree

from ..values.datatypes import XSD
from .compact_tokens import KEYWORDS
from .xml_names import XML_NAMESPACE

_INHERITED = "inherited"
_BREAKS = re.compile(r'[^"]+|"+')
_ESCAPED = re.compile(r"[\r\n]|\\(?=x+\{)")


def escaped(name: str) -> str:
    """Return the name of a definition, quoted if it is a keyword."""
    return f"\\{name}" if name in KEYWORDS else name


def literal(text: str) -> str:
    """Return a text as a literal on one line."""
    text = _ESCAPED.sub(lambda found: f"\\x{{{ord(found[0]):X}}}", text)
    if '"' not in text:
        return f'"{text}"'
    if "'" not in text:
        return f"'{text}'"
    pieces = _BREAKS.findall(text)
    return " ~ ".join(f"'{one}'" if one.startswith('"') else f'"{one}"' for one in pieces)


class Names:
    """The prefixes that one schema needs, collected while it is written.

    `default` is the namespace of element names without a prefix; None for the one that the file
    inherits from the place that includes it.
    """

    def __init__(self, default: str | None, root: etree._Element) -> None:
        self.default = default
        self._known: dict[str, str] = {}
        for element in root.iter("*"):
            for prefix, uri in element.nsmap.items():
                if prefix:
                    self._known.setdefault(uri, prefix)
        self._prefixes: dict[str | None, str] = {XML_NAMESPACE: "xml"}
        self._libraries: dict[str, str] = {XSD: "xsd"}

    def prefix(self, ns: str | None) -> str:
        """Return a prefix for a namespace, to be among `declarations`."""
        found = self._prefixes.get(ns)
        if found is None:
            wish = _INHERITED if ns is None else self._known.get(ns, "local" if not ns else "ns1")
            found = self._prefixes[ns] = _unused(wish, self._prefixes.values())
        return found

    def qualified(
        self, name: str, ns: str | None, scope: etree._Element, is_attribute: bool
    ) -> str:
        """Return a QName of the schema in compact syntax.

        `ns` is the namespace of a name without a prefix; `scope` is an element whose namespace
        declarations hold for the name.
        """
        prefix, _, local = name.rpartition(":")
        if prefix:
            ns = XML_NAMESPACE if prefix == "xml" else scope.nsmap[prefix]
        if ns == ("" if is_attribute else self.default):
            return local
        return f"{self.prefix(ns)}:{local}"

    def datatype(self, library: str, name: str) -> str:
        """Return the name of a datatype of a library, with a prefix."""
        if not library:
            return name
        if library not in self._libraries:
            self._libraries[library] = _unused("d1", self._libraries.values())
        return f"{self._libraries[library]}:{name}"

    def declarations(self) -> str:
        """Return the declarations of all prefixes that have been used."""
        lines = []
        for ns, prefix in self._prefixes.items():
            if ns != XML_NAMESPACE and (ns is None or ns != self.default):
                lines.append(f"namespace {prefix} = {'inherit' if ns is None else literal(ns)}")
        if self.default is not None:
            prefix = self._prefixes.get(self.default, "")
            lines.insert(0, f"default namespace {prefix + ' ' if prefix else ''}= ")
            lines[0] += literal(self.default)
        for library, prefix in self._libraries.items():
            if library != XSD:
                lines.append(f"datatypes {prefix} = {literal(library)}")
        return "\n".join(lines)


def _unused(wish: str, used: object) -> str:
    taken = set(used)  # type: ignore[call-overload]
    number = 1
    name = wish
    while name in taken:
        number += 1
        name = f"{wish.rstrip('0123456789')}{number}"
    return name
