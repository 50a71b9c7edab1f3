"""A schema that is ready to use: loaded, checked, and able to validate documents."""

from __future__ import annotations

import gc
from collections.abc import Mapping
from pathlib import Path

from lxml import etree

from . import stream, walk
from .automaton import Automaton
from .catalogue import Catalogue
from .errors import Error, SchemaError
from .pattern import TooManyPatterns
from .restrictions import check
from .sources import Sources

Tree = etree._ElementTree | etree._Element


class Schema:
    """A correct RELAX NG schema. One schema may validate any number of documents."""

    def __init__(self, automaton: Automaton, catalogue: Catalogue) -> None:
        self.automaton = automaton
        self.catalogue = catalogue

    def validate(self, document: Path | str | Tree, *, source: bytes | None = None) -> list[Error]:
        """Return all errors of a document in the order of their places; none if it is valid.

        `document` is a path, or a tree that lxml has parsed. For a tree, lines and columns come
        from `source`, the bytes it was parsed from, or from the file that its `docinfo.URL`
        names; if neither is at hand, or is not what the tree was made from, errors have the
        lines that lxml knows, and column 1. IDs and references are checked as in RELAX NG DTD
        Compatibility, section 5.
        Raises OSError for a path that can't be read.
        """
        try:
            if isinstance(document, str | Path):
                data = Path(document).read_bytes()
                return stream.validate(self.automaton, self.catalogue, data)
            return self._validate_tree(document, source)
        except (TooManyPatterns, RecursionError):
            message = "the schema is too ambiguous to check this document"
            return [Error(1, 1, message, "RNG122")]

    def is_valid(self, tree: Tree) -> bool:
        """Tell whether a tree is valid, stopping at the first error."""
        root = tree.getroot() if isinstance(tree, etree._ElementTree) else tree
        return walk.accepts(self.automaton, root)

    def _validate_tree(self, tree: Tree, source: bytes | None) -> list[Error]:
        if self.is_valid(tree):
            return []
        root = tree.getroot() if isinstance(tree, etree._ElementTree) else tree
        data = source if source is not None else _source_of(root)
        if data is not None and stream.is_source_of(data, root):
            found = stream.validate(self.automaton, self.catalogue, data)
            if found:
                return found
        return walk.validate(self.automaton, self.catalogue, root)


def _source_of(root: etree._Element) -> bytes | None:
    """Return the bytes of the file that a whole tree was parsed from, None if it is not known."""
    url = root.getroottree().docinfo.URL
    if not url or root.getparent() is not None or "://" in url.removeprefix("file://"):
        return None
    path = Path(url.removeprefix("file://"))
    try:
        return path.read_bytes() if path.is_file() else None
    except OSError:
        return None


def load(path: Path | str, *, catalog: Mapping[str, Path] | None = None) -> Schema:
    """Read and check a schema in XML syntax, or in compact syntax (`.rnc`).

    `catalog` maps addresses to local files; nothing else is opened but local files that the
    schema refers to, and nothing is ever fetched.
    Raises SchemaError, with the place, for whatever sections 3, 4 and 7 forbid.
    """
    path = Path(path).absolute()
    place = (str(path), 1, 1)
    collects = gc.isenabled()
    gc.disable()  # what is made here lives as long as the schema: there is nothing to collect
    try:
        root = Sources(catalog).pattern(path, None, None, place)
        elements = check(root)
        return Schema(Automaton(root), Catalogue(elements))
    except TooManyPatterns:
        raise SchemaError("RNG013", "the schema is too large", place) from None
    except RecursionError:
        raise SchemaError("RNG013", "the schema is nested too deeply", place) from None
    finally:
        if collects:
            gc.enable()
