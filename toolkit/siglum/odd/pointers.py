"""Makes the table of attributes that TEI P5 types as pointers, which the check of links uses.

    python -m siglum.odd.pointers > toolkit/siglum/model/pointers.py

It is made of all modules in the digest of TEI P5; a test compares it with the digest.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping

from lxml import etree

from .base import VERSION, digest, read_base
from .compilation import compile_odd
from .errors import OddError, Problem, Problems
from .mistakes.sources import NotAtHand
from .model import Content, DataRef, ElementSpec
from .names import tei
from .schema import Schema

_POINTER = "teidata.pointer"
_HEAD = f'''"""The attributes that TEI P5 {VERSION} types as pointers (teidata.pointer).

Made by “python -m siglum.odd.pointers”; do not edit.
"""

from __future__ import annotations

from collections.abc import Mapping

'''


class _NoFiles:
    def open(self, address: str, near: etree._Element) -> etree._Element:
        raise OddError(Problem(mistake=NotAtHand(address=address), origin=near))


def pointers() -> tuple[frozenset[str], Mapping[str, frozenset[str]]]:
    """Return the attributes that are pointers on every element, and those on some only.

    The latter are mapped to the elements on which they are pointers.
    """
    schema = whole_tei()
    pointing: dict[str, set[str]] = {}
    other: set[str] = set()
    for element in schema.specs.values():
        if isinstance(element, ElementSpec):
            for item in schema.attributes(element.ident):
                attribute = item.definition
                if attribute.ns or attribute.datatype is None:
                    continue
                if _points(attribute.datatype.content, schema):
                    pointing.setdefault(attribute.ident, set()).add(element.ident)
                else:
                    other.add(attribute.ident)
    everywhere = frozenset(pointing.keys() - other)
    return everywhere, {name: frozenset(pointing[name]) for name in pointing.keys() & other}


def whole_tei() -> Schema:
    """Return all of TEI P5, compiled."""
    body = digest()
    keys = read_base(body, Problems()).modules
    odd = etree.Element(tei("TEI"))
    spec = etree.SubElement(odd, tei("schemaSpec"), ident="all", start="TEI")
    for key in keys:
        etree.SubElement(spec, tei("moduleRef"), key=key)
    schema = compile_odd(odd, _NoFiles()).schema
    if schema is None:
        raise ValueError("the digest does not compile")
    return schema


def _points(content: Content, schema: Schema) -> bool:
    """Say whether a datatype is that of pointers, or has it as an alternative."""
    for part in _parts(content):
        if isinstance(part, DataRef) and part.key:
            inner = schema.datatypes.get(part.key)
            if part.key == _POINTER or (
                inner is not None and inner.content is not None and _points(inner.content, schema)
            ):
                return True
    return False


def _parts(content: Content) -> Iterator[Content]:
    yield content
    for part in getattr(content, "items", ()):
        yield from _parts(part)


def written() -> str:
    """Return the table as a Python module."""
    everywhere, some = pointers()
    lines = [_HEAD, "EVERYWHERE: frozenset[str] = frozenset(\n    {\n"]
    lines += [f'        "{name}",\n' for name in sorted(everywhere)]
    lines += ['    }\n)\n"""Those that are pointers on every element that has them."""\n\n']
    lines += ["ON_SOME: Mapping[str, frozenset[str]] = {\n"]
    for name, elements in sorted(some.items()):
        lines.append(f'    "{name}": frozenset(\n        {{\n')
        lines += [f'            "{element}",\n' for element in sorted(elements)]
        lines.append("        }\n    ),\n")
    lines.append('}\n"""Those that are pointers on some elements only, with these elements."""\n')
    return "".join(lines)


if __name__ == "__main__":
    sys.stdout.write(written())
