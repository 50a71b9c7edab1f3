"""The links of a document as they are written in its tags: which of them have to be looked at.

Most tags of a document have been met before, and most have no link. So it is asked of each tag
once, as it is written, and elements are looked for in the tree only where a link may be wrong.
"""

from __future__ import annotations

from dataclasses import dataclass, field

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


@dataclass(frozen=True, slots=True)
class _Shape:
    """What tell the tags that are alike but for the values of their attributes."""

    ids: tuple[int, ...]
    """Which of the values are ids."""
    pointers: tuple[tuple[int, tuple[str, str]], ...]
    """Which are pointers, with the names of element and attribute."""
    declares_prefix: bool

    @property
    def is_plain(self) -> bool:
        return not (self.ids or self.pointers or self.declares_prefix)


def _shape(start: markup.StartTag) -> _Shape:
    element = start.name.rpartition(":")[2]
    names = list(enumerate(start.names))
    return _Shape(
        tuple(at for at, name in names if name == "xml:id"),
        tuple(
            (at, (element, name))
            for at, name in names
            if name in POINTERS and is_pointer(element, name)
        ),
        element == "prefixDef",
    )


class Tags:
    """Reads the tags of documents, and remembers those that have nothing to do with links."""

    def __init__(self) -> None:
        self._plain: set[bytes] = set()
        self._shapes: dict[tuple[str, ...], _Shape] = {}

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
        plain = self._plain
        for tags in markup.tags_with_attributes(data, extent.begin, extent.end):
            for tag in set(tags).difference(plain):
                is_plain = not self._take(tag, found)
                if is_plain and len(plain) < _REMEMBERED and len(tag) < _LONGEST:
                    plain.add(tag)
        return found

    def _take(self, tag: bytes, found: WrittenLinks) -> bool:
        """Take a start tag; tell whether it has to do with links."""
        parts, values = markup.parts(tag)
        shape = self._shapes.get(parts)
        if shape is None:
            start = markup.start_tag(tag)
            shape, values = _shape(start), start.values
            if 0 < len(parts) <= _MOST_PARTS and len(self._shapes) < _REMEMBERED:
                self._shapes[parts] = shape
        for at in shape.ids:
            found.ids.add(values[at])
        for at, names in shape.pointers:
            found.values.setdefault(names, set()).add(values[at])
        found.declares_prefixes |= shape.declares_prefix
        return not shape.is_plain
