"""How large a content model is when all that it refers to and repeats is written out.

A few lines can stand for more than any computer can hold: macros each of which refers twice to the
next, or repetitions within repetitions.
"""

from __future__ import annotations

from .model import (
    Alternate,
    AnyElement,
    ClassRef,
    ClassSpec,
    Content,
    DataRef,
    ElementRef,
    ElementSpec,
    EmbeddedRelaxNG,
    MacroRef,
    Sequence,
)
from .needed import outer_references
from .schema import Schema

LARGEST = 20_000
"""The most parts of a content model; the largest of TEI, that of body, has 627."""


class Extents:
    """The sizes of a schema's content models; no macro or class may contain itself."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._known: dict[str, int] = {}

    def of(self, ident: str) -> int:
        """Return the number of parts of a specification; an element within it counts as one."""
        spec = self._schema.specs.get(ident)
        return self._content(spec.content) if isinstance(spec, ElementSpec) else self._part(ident)

    def _part(self, ident: str) -> int:
        if ident not in self._known:
            spec = self._schema.specs.get(ident)
            if isinstance(spec, ClassSpec):
                parts = (self._part(member.ident) for member in self._schema.members(ident))
                self._known[ident] = 1 + sum(parts)
            elif spec is None or isinstance(spec, ElementSpec):
                self._known[ident] = 1
            else:
                self._known[ident] = self._content(spec.content)
        return self._known[ident]

    def _content(self, content: Content | None) -> int:
        match content:
            case Sequence(items=items) | Alternate(items=items):
                return _times(content.min, content.max) * (1 + sum(map(self._content, items)))
            case ClassRef(key=key) | MacroRef(key=key):
                return _times(content.min, content.max) * self._part(key)
            case EmbeddedRelaxNG(element=element):
                references = outer_references(element)
                return 1 + sum(max(map(self._part, idents)) for idents in references)
            case ElementRef() | DataRef() | AnyElement():
                return _times(content.min, content.max)
        return 1


def _times(least: int, most: int | None) -> int:
    return max(1, least, most or 0)
