"""A schema that is ready to use: loaded, checked, and able to validate documents."""

from __future__ import annotations

import gc
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from lxml import etree

from .advice.catalogue import Catalogue
from .automaton.automaton import Automaton
from .automaton.pattern import Patterns, TooManyPatterns
from .documents.scan import Scan
from .errors import Error, SchemaError, Spot
from .reading.contexts import Contexts
from .reading.lines import Lines, SourceLines, TreeLines, line_of
from .reading.wellformed import Extent, as_utf8, checked, is_source_of, trusted

if TYPE_CHECKING:
    from .advice.alternatives import Alternatives
    from .grammar.sources import Refuses

_WORTHWHILE = 20  # less than so many things, or one in so many, are sooner learnt again

Tree = etree._ElementTree | etree._Element


class Schema:
    """A correct RELAX NG schema. One schema may validate any number of documents."""

    def __init__(self, automaton: Automaton, files: Sequence[Path] = ()) -> None:
        self.automaton = automaton
        self.catalogue = Catalogue(automaton)
        self._contexts = Contexts(automaton)
        self.files = files
        """The files it was read from."""

    @cached_property
    def alternatives(self) -> Alternatives:
        """What it has in the place of wrong names and values."""
        from .advice.alternatives import Alternatives  # late: for who mends documents

        return Alternatives(self.automaton, self.catalogue)

    @property
    def has_news(self) -> bool:
        """Whether it is new, or has learnt so much that compiling it again saves time."""
        known = self.automaton.known
        learnt = self.automaton.learnt > max(_WORTHWHILE, known // _WORTHWHILE)
        return known == 0 or learnt or self.catalogue.has_news

    def compiled(self) -> bytes | None:
        """Return the schema with what it has learnt, for `recall`; None if it is too large."""
        from .automaton.compiled import compiled

        try:
            return compiled(self.automaton, self.catalogue.usage.compiled())
        except (TooManyPatterns, RecursionError, ValueError):
            return None

    def validate(
        self, document: Path | str | bytes | Tree, *, source: bytes | None = None
    ) -> list[Error]:
        """Return all errors of a document in the order of their places; none if it is valid.

        `document` is a path, the bytes of a file, or a tree that lxml has parsed. For a tree,
        `source` are the bytes it was parsed from, unchanged since: then they are what is checked,
        and the tree only vouches for their being well-formed. Without them, lines and columns come
        from the file that its `docinfo.URL` names, if the tree was made from that; otherwise
        errors have the lines that lxml knows, and column 1. IDs and references are checked as in
        RELAX NG DTD Compatibility, section 5.
        Raises OSError for a path that can't be read.
        """
        if isinstance(document, str | Path):
            document = Path(document).read_bytes()
        try:
            if isinstance(document, bytes):
                return self._validate_bytes(document)
            return self._validate_tree(document, source)
        except (TooManyPatterns, RecursionError):
            from .mistakes.kinds import TooAmbiguous

            return [Error(mistake=TooAmbiguous(), spot=Spot(1))]

    def is_valid(self, tree: Tree) -> bool:
        """Tell whether a tree is valid, stopping at the first error.

        One that the schema is too ambiguous to check is not.
        """
        root = _root(tree)
        written = _written(root)
        try:
            scan = self._scan(written, SourceLines(written))
            return not _entities(root) and scan.is_valid(Extent(0, len(written)))
        except (TooManyPatterns, RecursionError):
            return False

    def _validate_bytes(self, document: bytes) -> list[Error]:
        try:
            data = as_utf8(document)
        except (UnicodeError, LookupError) as error:
            from .mistakes.kinds import Undecodable

            return [Error(mistake=Undecodable(reason=str(error)), spot=Spot(1))]
        return self._scan(data, SourceLines(data)).errors(checked(data))

    def _validate_tree(self, tree: Tree, source: bytes | None) -> list[Error]:
        if source is not None:
            data = as_utf8(source)
            extent = trusted(data)
            if extent:
                return self._scan(data, SourceLines(data)).errors(extent)
        if self.is_valid(tree):
            return []
        root = _root(tree)
        source = source if source is not None else _source_of(root)
        if source is not None and is_source_of(source, root):
            found = self._validate_bytes(source)
            if found:
                return found
        written = _written(root)
        scan = self._scan(written, TreeLines(written, root))
        return scan.errors(Extent(0, len(written), _entities(root)))

    def _scan(self, data: bytes, lines: Lines) -> Scan:
        return Scan(contexts=self._contexts, catalogue=self.catalogue, data=data, lines=lines)


def _root(tree: Tree) -> etree._Element:
    return tree.getroot() if isinstance(tree, etree._ElementTree) else tree


def _written(root: etree._Element) -> bytes:
    return etree.tostring(root, encoding="utf-8", xml_declaration=False, with_tail=False)


def _entities(root: etree._Element) -> list[Error]:
    """Return an error for each entity that was left unexpanded."""
    unexpanded = list(root.iter(etree.Entity))
    if not unexpanded:
        return []
    from .mistakes.kinds import UnexpandedEntity

    return [
        Error(mistake=UnexpandedEntity(reference=str(one.text)), spot=Spot(line_of(one)))
        for one in unexpanded
    ]


def _source_of(root: etree._Element) -> bytes | None:
    """Return the bytes of the file that a whole tree was parsed from, None if it is not known."""
    url = root.getroottree().docinfo.URL
    if not url or root.getparent() is not None:
        return None
    address = url.removeprefix("file://")
    if "://" in address:
        return None
    path = Path(address if address == url else unquote(address))
    try:
        return path.read_bytes() if path.is_file() else None
    except OSError:
        return None


def load(
    path: Path | str, *, catalog: Mapping[str, Path] | None = None, refuses: Refuses | None = None
) -> Schema:
    """Read and check a schema in XML syntax, or in compact syntax (`.rnc`).

    `catalog` maps addresses to local files; nothing else is opened but local files that the
    schema refers to, and nothing is ever fetched. `refuses` says of each of these why it may not
    be read, if so; what the catalog names may be.
    Raises SchemaError, with the place, for whatever sections 3, 4 and 7 forbid.
    """
    # A schema that is recalled needs nothing of all this.
    from .automaton.build import Builder
    from .grammar.readers import reader
    from .grammar.restrictions import check
    from .grammar.sources import Sources

    path = Path(path).absolute()
    place = (str(path), 1, 1)
    collects = gc.isenabled()
    gc.disable()  # what is made here lives as long as the schema: there is nothing to collect
    try:
        sources = Sources(catalog, refuses, reader)
        root = sources.pattern(path=path, ns=None, scope=None, place=place)
        elements = check(root)
        patterns = Patterns()
        automaton = Automaton(patterns, Builder(patterns, root, elements))
        _ = automaton.start  # a schema too large is found out here
        return Schema(automaton, sources.files)
    except TooManyPatterns:
        raise SchemaError("RNG013", "the schema is too large", place) from None
    except RecursionError:
        raise SchemaError("RNG013", "the schema is nested too deeply", place) from None
    finally:
        if collects:
            gc.enable()


def recall(compiled: bytes) -> Schema:
    """Return the schema that `Schema.compiled` made bytes of, in the same version of all.

    The bytes are trusted: they have to come from where nobody else can write.
    """
    from .automaton.memory import recalled

    return Schema(recalled(compiled))
