"""Which schemas a document is checked against.

What the command line names, else what edition.toml names, else what the document itself asks for
by `<?xml-model?>` (Associating Schemas with XML documents 1.0), else by `xsi:schemaLocation`, as a
local path or an address that a catalog or the user's store maps to a file. Never a download.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree

from siglum.codes import diagnostic
from siglum.config import Edition
from siglum.diagnostics import CannotRun, Diagnostic, Span
from siglum.document import Document
from siglum.resources import resource
from siglum.xml.resolve import Reason, Refusal, Target, resolve


class Kind(StrEnum):
    """The schema languages."""

    RELAXNG = "relaxng"
    XSD = "xsd"
    SCHEMATRON = "schematron"


@dataclass(frozen=True, slots=True)
class SchemaFile:
    """A schema to check against."""

    kind: Kind
    path: Path
    boundary: Path | None = None
    """The folder that its other files lie in; None where the user vouches for it."""
    phase: str | None = None
    """The phase of Schematron rules; None for their own default."""


_NAMESPACES = {
    "http://relaxng.org/ns/structure/1.0": Kind.RELAXNG,
    "http://www.w3.org/2001/XMLSchema": Kind.XSD,
    "http://purl.oclc.org/dsdl/schematron": Kind.SCHEMATRON,
}
_SUFFIXES = {
    ".rng": Kind.RELAXNG,
    ".rnc": Kind.RELAXNG,
    ".xsd": Kind.XSD,
    ".sch": Kind.SCHEMATRON,
}
_XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
_TYPES = {"application/relax-ng-compact-syntax": Kind.RELAXNG}
_PSEUDO_ATTRIBUTE = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_REFERENCE = re.compile("&(?:#[0-9]+|#x[0-9A-Fa-f]+|lt|gt|amp|apos|quot);")


def named(arguments: tuple[str, ...], edition: Edition) -> list[SchemaFile] | None:
    """Return the schemas that the command line names; None where it names none.

    An argument is a path, an address that the catalog or the store knows, or the name of one of
    siglum's own schemas. Raises CannotRun for any other.
    """
    if not arguments:
        return None
    files = []
    for argument in arguments:
        path: Path | None = Path(argument)
        if not Path(argument).is_file():
            path = locate(argument, edition)
        own = resource("schema", Path(argument).name)
        if path is None and argument == own.name and own.is_file():
            path = own
        kind = _SUFFIXES.get(Path(argument).suffix.lower())
        if path is None or kind is None:
            known = ", ".join(_SUFFIXES)
            reason = "is not there" if path is None else f"is no schema by its name ({known})"
            message = f"the schema “{argument}” {reason}"
            raise CannotRun(diagnostic("SG206", message, Span(Path(argument))))
        files.append(SchemaFile(kind, path))
    return files


def configured(edition: Edition) -> list[SchemaFile] | None:
    """Return the schemas that edition.toml names; None where it names none."""
    found = [(kind, edition.schema(kind)) for kind in Kind]
    return [SchemaFile(kind, path) for kind, path in found if path is not None] or None


def locate(address: str, edition: Edition) -> Path | None:
    """Return the local file for a canonical address, by the edition's catalog or the store.

    Raises CannotRun for a catalog that can't be read.
    """
    from siglum.catalog import Catalog, CatalogError, Store

    if edition.schemas.catalog:
        path = edition.root / edition.schemas.catalog
        try:
            found = Catalog(path).find(address)
        except CatalogError as error:
            raise CannotRun(diagnostic("SG901", str(error), Span(path))) from None
        if found is not None and found.is_file():
            return found
    return Store().find(address)


def asked_for(document: Document, edition: Edition) -> tuple[list[SchemaFile], list[Diagnostic]]:
    """Return the schemas that a document asks for, and findings about those it can't have."""
    files: list[SchemaFile] = []
    findings: list[Diagnostic] = []
    for instruction in _models(document.root):
        values = _pseudo_attributes(instruction.text or "")
        href = values.get("href", "")
        line = instruction.sourceline if isinstance(instruction.sourceline, int) else 1
        span = Span(document.path, line)
        suffix = Path(href.partition("?")[0].partition("#")[0]).suffix.lower()
        kind = (
            _NAMESPACES.get(values.get("schematypens", ""))
            or _TYPES.get(values.get("type", ""))
            or _SUFFIXES.get(suffix)
        )
        if kind is None:
            continue
        path = _local(href, span, edition)
        if isinstance(path, Diagnostic):
            findings.append(path)
        elif path is not None:
            boundary = None if _is_address(href) else edition.root
            phase = values.get("phase") if kind is Kind.SCHEMATRON else None
            files.append(SchemaFile(kind, path, boundary, phase))
        else:
            message = f"the document asks for the schema “{href}”, of which there is no local copy"
            help = f"Run “siglum schema add {href}”, or name a local schema with --schema."
            findings.append(diagnostic("SG206", message, span, help))
    if not files and not findings:
        files, findings = hinted(document, edition)
    return list(dict.fromkeys(files)), findings


def hinted(document: Document, edition: Edition) -> tuple[list[SchemaFile], list[Diagnostic]]:
    """Return the W3C schema that a document hints at, as `asked_for` does (XSD 1.1, 4.3.2).

    It is the one for the namespace of the outermost element; that schema names the others.
    """
    root = document.root
    namespace = etree.QName(root).namespace
    attribute = f"{_XSI}{'schemaLocation' if namespace else 'noNamespaceSchemaLocation'}"
    words = root.get(attribute, "").split()
    if namespace is None:
        words = ["", *words]
    href = dict(zip(words[::2], words[1::2], strict=False)).get(namespace or "")
    if href is None:
        return [], []
    target = resolve(href, document.path, edition.border)
    if isinstance(target, Target) and target.file.is_file():
        return [SchemaFile(Kind.XSD, target.file, edition.root)], []
    message = f"the document asks for the schema “{href}”, of which there is no local copy"
    help = f"Run “siglum schema add {href}”, or name a local schema with --schema."
    if isinstance(target, Refusal):
        found = locate(href, edition) if target.reason is Reason.ELSEWHERE else None
        if found is not None:
            return [SchemaFile(Kind.XSD, found)], []
        if target.reason is not Reason.ELSEWHERE:
            message = f"the document asks for the schema “{href}”, which {target.reason.value}"
            help = "Put the schema into the edition's folder, or name it with --schema."
    return [], [diagnostic("SG206", message, document.span(root, attribute), help)]


def _pseudo_attributes(text: str) -> dict[str, str]:
    """Return the pseudo-attributes of an instruction, their references resolved (section 3)."""
    from html import unescape  # late: most editions name their schemas themselves

    return {
        name: _REFERENCE.sub(lambda found: unescape(found[0]), double or single)
        for name, double, single in _PSEUDO_ATTRIBUTE.findall(text)
    }


def _local(href: str, instruction: Span, edition: Edition) -> Path | Diagnostic | None:
    try:
        if _is_address(href):
            return locate(href, edition)
        path = instruction.file.parent / unquote(urlsplit(href).path)
        if not path.is_file():
            return None
    except (ValueError, OSError):
        return None
    if not edition.contains(path):
        message = f"the document asks for the schema “{href}”, which lies outside the edition"
        help = f"Name it yourself: --schema {href}"
        return diagnostic("SG206", message, instruction, help)
    return path


def _is_address(href: str) -> bool:
    """Tell an address, which the user's catalog or store knows, from a path."""
    parts = urlsplit(href)
    return bool(parts.scheme or parts.netloc)


def _models(root: etree._Element) -> Iterator[etree._ProcessingInstruction]:
    for node in reversed(list(root.itersiblings(preceding=True))):
        if isinstance(node, etree._ProcessingInstruction) and node.target == "xml-model":
            yield node
