"""The links of a document as they are written in its tags: which of them have to be looked at.

Most tags of a document have been met before, and most have no link. So it is asked of each tag
once, as it is written, and elements are looked for in the tree only where a link may be wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from siglum.edition.document import Document
from siglum.model.pointers import EVERYWHERE, ON_SOME
from siglum.relaxng.reading import markup
from siglum.relaxng.reading.wellformed import as_utf8, trusted

_REMEMBERED = 100_000  # tags without links, and shapes of tags
_LONGEST = 200  # bytes of a tag that is remembered
_MOST_PARTS = 50  # of a tag whose shape is

POINTERS = EVERYWHERE | ON_SOME.keys()
"""The attributes that are pointers on some element at least."""


def is_pointer(element: str, attribute: str) -> bool:
    """Say whether TEI P5 types an attribute of an element as a pointer."""
    return attribute in EVERYWHERE or element in ON_SOME.get(attribute, ())


@dataclass(slots=True)
class WrittenLinks:
    """What the tags of one document say of links, whatever the namespaces of their elements."""

    ids: set[str] = field(default_factory=set)
    """The values of xml:id."""
    values: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    """The values of pointers, by the element's name without prefix and the attribute's."""
    declares_prefixes: bool = False
    """Whether it has a prefixDef."""


class _Shape(NamedTuple):
    """What tell the tags that are alike but for the values of their attributes."""

    ids: tuple[int, ...]
    """Which of the values are ids."""
    pointers: tuple[tuple[int, tuple[str, str]], ...]
    """Which are pointers, with the names of element and attribute."""
    declares_prefix: bool


_PLAIN = _Shape(ids=(), pointers=(), declares_prefix=False)


def _shape(start: markup.StartTag) -> _Shape:
    """Return what tags as this one tell: `_PLAIN` for nothing."""
    element = start.name.rpartition(":")[2]
    names = list(enumerate(start.names))
    shape = _Shape(
        ids=tuple(at for at, name in names if name == "xml:id"),
        pointers=tuple(
            (at, (element, name))
            for at, name in names
            if name in POINTERS and is_pointer(element, name)
        ),
        declares_prefix=element == "prefixDef",
    )
    return shape if any(shape) else _PLAIN


class Tags:
    """Reads the tags of documents, and remembers those that have nothing to do with links."""

    def __init__(self) -> None:
        self._plain: set[bytes] = set()
        self._shapes: dict[tuple[bytes, ...], _Shape] = {}

    def read(self, document: Document) -> WrittenLinks | None:
        """Return what the tags of a document say.

        None where its elements do not stand in one file that says all of them itself.
        """
        if document.is_assembled:
            return None
        data = as_utf8(document.data)
        extent = trusted(data)
        if extent is None:
            return None
        found = WrittenLinks()
        plain, shapes = self._plain, self._shapes
        for tags in markup.tags_with_attributes(data, extent.begin, extent.end):
            for tag in set(tags).difference(plain):
                pieces = tag.split(b'"' if b'"' in tag else b"'")
                shape = shapes.get(tuple(pieces[::2]))
                if shape is None:
                    start = markup.start_tag(tag)
                    shape = self._learnt(pieces[::2], start)
                    _take(shape, start.values, found)
                elif shape is not _PLAIN:
                    _take(shape, [markup.value(one.decode()) for one in pieces[1::2]], found)
                elif len(plain) < _REMEMBERED and len(tag) < _LONGEST:
                    plain.add(tag)
        return found

    def _learnt(self, between: list[bytes], start: markup.StartTag) -> _Shape:
        """Return the shape of a tag, remembered by what stands between its values.

        That is not known where quotation marks of both kinds are used: then it has such in it.
        """
        shape = _shape(start)
        is_known = len(between) <= _MOST_PARTS and not any(b"'" in piece for piece in between)
        if is_known and len(self._shapes) < _REMEMBERED:
            self._shapes[tuple(between)] = shape
        return shape


def _take(shape: _Shape, values: Sequence[str], found: WrittenLinks) -> None:
    for at in shape.ids:
        found.ids.add(values[at])
    for at, names in shape.pointers:
        found.values.setdefault(names, set()).add(values[at])
    found.declares_prefixes |= shape.declares_prefix
