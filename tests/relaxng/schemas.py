"""Small schemas and documents, written to a folder and judged."""

from __future__ import annotations

from pathlib import Path

from siglum import relaxng

RNG = 'xmlns="http://relaxng.org/ns/structure/1.0"'

BOOK = """
start = element book { header?, main }
header = element header { element titles { title, author* }, published, element source { p+ } }
title = element title { text }
author = element author { text }
published = element published { p+ | (element press { text }, element year { xsd:gYear }) }
main = element text { front?, body }
front = element front { element motto { text }, p* }
body = element body { (head*, (p | listing | table | verse)+, section*, closer?) | section+ }
section = element section { head*, (p | listing | table | verse)*, section*, closer? }
closer = element closer { text }
head = element head { inline }
p = element p { inline }
inline = (text | element hi { inline } | element lb { empty } | element note { p* })*
listing = element list { head?, element item { inline | (p | listing)+ }+ }
table = element table { element row { element cell { inline }+ }+ }
verse = element verse { element line { inline }+ }
"""


def compact(folder: Path, text: str, name: str = "schema.rnc") -> relaxng.Schema:
    """Return a schema given in compact syntax."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return relaxng.load(path)


def xml(folder: Path, text: str, name: str = "schema.rng") -> relaxng.Schema:
    """Return a schema given in XML syntax; the namespace is filled in."""
    path = folder / name
    path.write_text(text.replace("RNG", RNG, 1), encoding="utf-8")
    return relaxng.load(path)


def errors(schema: relaxng.Schema, folder: Path, document: str) -> list[relaxng.Error]:
    """Return the errors of a document."""
    path = folder / "document.xml"
    path.write_text(document, encoding="utf-8")
    return schema.validate(path)


def words(schema: relaxng.Schema, folder: Path, document: str) -> list[str]:
    """Return the errors of a document as `line:column code message · help`."""
    return [
        f"{one.line}:{one.column} {one.code} {one.message}" + (f" · {one.help}" if one.help else "")
        for one in errors(schema, folder, document)
    ]
