"""A schema in W3C XML Schema 1.0, which accepts every document that its RELAX NG accepts.

XSD asks for deterministic content models, knows no choice between attributes, and mixes text with
elements everywhere or nowhere. Where it can't say what the customization says, it is made to
accept more, and the header of the file says where.
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
    """The files of a schema by their names, that of its own namespace first.

    `ambiguous` are the elements, classes and macros whose content had to be made free because no
    deterministic model was found, each with the elements whose order is free.
    """

    files: Mapping[str, str]
    ambiguous: Mapping[str, tuple[str, ...]]


def xsd_files(schema: Schema, made_by: str, main: str) -> XsdFiles:
    """Return a schema as files, the main one under a name; the others are imported from beside it.

    The same schema gives the same bytes. `made_by` is the command to name in them.
    """
    writer = SchemaWriter(schema)
    documents = writer.documents(main)
    files = {name: _text(root, schema, made_by, writer.looser) for name, root in documents.items()}
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
