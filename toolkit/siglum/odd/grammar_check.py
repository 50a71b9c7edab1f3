"""A grammar that was made is one that RELAX NG allows; where it is not, the ODD is told why."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from siglum.relaxng import SchemaError
from siglum.relaxng.restrictions import check
from siglum.relaxng.sources import Sources
from siglum.relaxng.xml_syntax import XmlReader

from .errors import Problem
from .names import rng
from .relaxng import origins, relaxng_xml
from .schema import Schema

_FILE = Path("grammar.rng")
_OWN_ELEMENTS = "RNG012"


def grammar_problems(schema: Schema) -> Iterator[Problem]:
    """Yield the problem of a schema whose grammar breaks the restrictions of RELAX NG (section 7).

    Its place is the specification, or the anyElement, of which the pattern is made.
    """
    text = relaxng_xml(schema, "").encode()
    try:
        check(XmlReader(Sources({}), _FILE, text, None, None).pattern())
    except SchemaError as error:
        name = _definition(text, error.line)
        origin = origins(schema).get(name)
        message = f"RELAX NG does not allow what this comes to: {error.message}"
        help = None
        if error.code == _OWN_ELEMENTS and origin is not None and "anyElement" in name:
            message = f"any element may be one that the schema declares itself: {error.message}"
            help = f'Leave those out, as in except="{schema.ns}".'
        yield Problem("ODD010", message, origin, None, help)


def _definition(text: bytes, line: int) -> str:
    """Return the name of the definition that a line is in, "" for none."""
    parser = etree.XMLParser(huge_tree=True)
    found = ""
    for define in etree.fromstring(text, parser).iter(rng("define")):
        if int(str(define.sourceline)) > line:
            break
        found = define.get("name", "")
    return found
