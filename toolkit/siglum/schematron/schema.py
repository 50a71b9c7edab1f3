"""Schematron validation: load a schema once, validate many documents."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from lxml import etree

from siglum.relaxng.grammar.sources import Sources
from siglum.saxon.apart import SaxonApart
from siglum.schematron import svrl
from siglum.schematron.files import Files
from siglum.schematron.findings import BrokenPart, Error, SchemaError, Stopped
from siglum.schematron.isolate import compile_all
from siglum.schematron.location import Located
from siglum.schematron.model import Ruleset
from siglum.schematron.place import Library, SchemaFile
from siglum.schematron.reader import ALL, read, read_file
from siglum.schematron.run import Engine
from siglum.xml import source
from siglum.xml.resolve import Border, has_scheme

Document = str | Path | etree._Element | etree._ElementTree


def load(
    path: str | Path,
    *,
    phase: str | None = None,
    root: str | Path | None = None,
    files: str | Path | None = None,
    catalog: Mapping[str, Path] | None = None,
) -> Schema:
    """Read an ISO Schematron schema (ISO/IEC 19757-3:2020) and check that it can be used.

    The file is a schema of its own, or another schema with rules embedded in it, such as RELAX NG
    made from an ODD, with the files that it includes. `phase` is the id of a phase,
    "#ALL", or "#DEFAULT" (the same as None): what the schema's `defaultPhase` says, else all
    patterns (5.4.13). Included files are local, and below `root`, by default the schema's folder;
    those that RELAX NG includes may lie anywhere if there is no `root`, and `catalog` maps their
    addresses to files. Rules can read (by `doc`, `unparsed-text`, `collection` and so on) what lies
    below `files`, by default `root`, and is not hidden; nothing if neither is named.

    Query bindings: `xslt2`, `xslt3`, `xpath2`, `xpath3` and `xpath31`, all of them run as XSLT 3.0
    and XPath 3.1. A schema that names `xslt` or none (which means the same, 5.4.13), or `xpath`, is
    run so too: ODD tools write no binding and mean XPath 2.0. XPath 3.1 understands what XPath 1.0
    does; where it would not silently take the first of several nodes, or a string for a number,
    it fails, and that is reported. Rules embedded in another schema are always run so.

    Raises SchemaError for a schema that can't be used at all. A single broken expression is no
    such thing: it is a finding of each validation.
    """
    file = Path(path).resolve()
    boundary = Path(root).resolve() if root else None
    sources = Sources(catalog, Border(boundary).refuses if boundary else None)
    readable = files or root
    opened = Files(Border(Path(readable)) if readable else None)
    return Schema(read(file, phase, boundary or file.parent, sources), opened)


def faults(data: bytes) -> list[SchemaError]:
    """Return what is wrong with a schema, all its phases and patterns, given as XML.

    Places are in its text; what it includes is looked for in the working folder.
    """
    try:
        file = SchemaFile(Path("rules.sch").resolve(), data)
        ruleset = read_file(
            file=file, library=Library(file.path.parent), phase=ALL, sources=Sources(None)
        )
        compiled = compile_all(ruleset, SaxonApart())
    except SchemaError as error:
        return [error]
    found = ((compiled.program.parts[number], cause) for number, cause in compiled.broken.items())
    return [
        part.place.error(BrokenPart.code, f"{part} can't be used: {cause.words}")
        for part, cause in found
    ]


class Schema:
    """A schema in one phase. It is compiled when first used, and then kept."""

    def __init__(self, ruleset: Ruleset, files: Files) -> None:
        self._engine = Engine(ruleset, files)

    @property
    def opened(self) -> Mapping[Path, str | None] | None:
        """The files that rules read for the last document, with digests of what was in them.

        A digest is BLAKE2b of 16 bytes, in hexadecimal digits, or None for a file that was not
        there. None in the place of all: they depended on what can't be said so, such as what there
        is in a folder.
        """
        return self._engine.opened

    @property
    def files(self) -> tuple[Path, ...]:
        """The files that the schema is made of."""
        return self._engine.files

    @property
    def strikes(self) -> tuple[int, ...]:
        """Which parts took too long for documents so far; it decides which are tried again.

        It can be set to that of another process, which then goes on in the same way.
        """
        return self._engine.strikes

    @strikes.setter
    def strikes(self, strikes: tuple[int, ...]) -> None:
        self._engine.strikes = strikes

    def validate(
        self,
        document: Document,
        *,
        source: bytes | None = None,
        uri: str | None = None,
        bases: Mapping[etree._Element, str] | None = None,
    ) -> list[Error]:
        """Return the findings about a document, in document order; none if it is valid.

        `document` is a path or a parsed tree. For a tree, `source` is the bytes that it was parsed
        from (without them, columns are not known), `uri` is its base URI, and `bases` are the base
        URIs of elements that come from other files. Findings about subordinate documents follow, in
        their order. Raises `siglum.xml.source.SourceError` for a file that is not XML, OSError for
        one that can't be read, and SchemaError for a schema that does not compile as a whole.
        """
        outcome = self._engine.run(
            _open(document=document, data=source, uri=uri, bases=bases), fired=False
        )
        order = {one.file: number for number, one in enumerate(outcome.documents.values())}
        return sorted(
            outcome.findings(),
            key=lambda error: (
                isinstance(error.mistake, Stopped),
                order.get(error.file, 0),
                error.line,
                error.column,
            ),
        )

    def svrl(self, document: Document, *, source: bytes | None = None) -> str:
        """Return the report of a validation in SVRL (ISO/IEC 19757-3, annex D).

        Raises what `validate` raises. Broken parts of the schema, and documents that can't be
        read, have no place in SVRL and are left out.
        """
        outcome = self._engine.run(_open(document, source), fired=True)
        return svrl.svrl_report(outcome.report, outcome.compiled.program, outcome.documents)


def _open(
    document: Document,
    data: bytes | None,
    uri: str | None = None,
    bases: Mapping[etree._Element, str] | None = None,
) -> Located:
    if isinstance(document, str | Path):
        path = Path(document).absolute()
        data = path.read_bytes()
        return Located(source.parse(data, path.as_uri()), data, uri=uri or path.as_uri())
    tree = document.getroottree() if isinstance(document, etree._Element) else document
    known = tree.docinfo.URL or ""
    if uri is None and known:
        uri = known if has_scheme(known) else Path(known).absolute().as_uri()
    return Located(tree, data, uri=uri or "", bases=bases)
