"""The namespaces of a schema: each has a document, a prefix, and a file."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from ..model import AttDef, ClassSpec, ElementSpec
from ..names import PREFIXES, XML
from ..schema import Schema
from .content import namespace

XSD = "http://www.w3.org/2001/XMLSchema"


def xs(name: str) -> str:
    """Return the Clark name of an element of W3C XML Schema."""
    return f"{{{XSD}}}{name}"


class Namespaces:
    """The prefixes of all namespaces; the schema's own namespace is the first."""

    def __init__(self, schema: Schema) -> None:
        self.main = schema.ns
        self._prefixes: dict[str, str] = {}
        for uri, origin in _used(schema):
            if uri and uri not in self._prefixes:
                self._prefixes[uri] = self._prefix(uri, origin)

    def _prefix(self, uri: str, origin: etree._Element | None) -> str:
        known = {namespace: prefix for prefix, namespace in PREFIXES.items()}
        declared = {} if origin is None else {u: p for p, u in origin.nsmap.items() if p}
        wanted = known.get(uri) or declared.get(uri) or "ns"
        prefix, number = wanted, 1
        while prefix == "xs" or prefix in self._prefixes.values():
            number += 1
            prefix = f"{wanted}{number}"
        return prefix

    @property
    def nsmap(self) -> dict[str, str]:
        """The declarations of all documents."""
        return {"xs": XSD} | {p: uri for uri, p in self._prefixes.items() if uri != XML}

    def name(self, uri: str, local: str) -> str:
        """Return the QName of a component, by which others refer to it."""
        return f"{self._prefixes[uri]}:{local}" if uri else local

    def own(self, local: str) -> str:
        """Return the QName of a group or type: these are in the schema's own namespace."""
        return self.name(self.main, local)

    def file(self, uri: str, main: str) -> str:
        """Return the file name for a namespace; `main` is that for the schema's own."""
        if uri == self.main:
            return main
        name = f"{self._prefixes.get(uri, 'no-namespace')}.xsd"
        return f"other-{name}" if name.lower() == main.lower() else name


def _used(schema: Schema) -> Iterator[tuple[str, etree._Element | None]]:
    yield schema.ns, schema.origin
    for element in schema.elements.values():
        yield namespace(schema, element), element.origin
    for definition in attributes(schema):
        if definition.ns:
            yield definition.ns, definition.origin


def attributes(schema: Schema) -> Iterator[AttDef]:
    """Yield all definitions of attributes, of classes and of elements."""
    for spec in schema.specs.values():
        if isinstance(spec, ElementSpec | ClassSpec):
            yield from spec.attributes.definitions()
