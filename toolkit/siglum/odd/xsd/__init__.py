"""A schema in W3C XML Schema 1.0, which accepts every document that its RELAX NG accepts.

XSD requires deterministic content models, has no choice between attributes, and allows text between
elements everywhere or nowhere. Where it can't express the customization, it is made to accept more,
and the header of the file says where.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from ..schema import Schema
from .looser import Looser
from .writer import SchemaWriter

__all__ = ["XsdFiles", "xsd_files"]


@dataclass(frozen=True, slots=True)
class XsdFiles:
    """The files of a schema by name; the file of the schema's own namespace is the first.

    `ambiguous` are the elements, classes and macros for whose content no deterministic model was
    found, each with the elements that may therefore come in any order.
    """

    files: Mapping[str, str]
    ambiguous: Mapping[str, tuple[str, ...]]


def xsd_files(schema: Schema, made_by: str, main: str) -> XsdFiles:
    """Return a schema as files: `main` is the name of the first, which imports the others.

    The same schema gives the same bytes. `made_by` is the command that is named in them.
    """
    writer = SchemaWriter(schema)
    documents = writer.documents(main)
    files = {
        name: _text(root=root, schema=schema, made_by=made_by, looser=writer.looser)
        for name, root in documents.items()
    }
    return XsdFiles(files, writer.ambiguous)


def _text(root: etree._Element, schema: Schema, made_by: str, looser: Looser) -> str:
    etree.indent(root)
    is_main = root.get("targetNamespace", "") == schema.ns
    words = [f"{schema.ident}: made by {made_by}; do not edit."]
    if is_main:
        words += ["It accepts more than the RELAX NG schema:", "Any element may be the outermost."]
        words += looser.lines()
    comment = "\n     ".join(words).replace("--", "- -")
    markup: str = etree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<!-- {comment} -->\n{markup}\n'
