"""Check that a grammar made of an ODD is valid RELAX NG; if not, tell where the ODD is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from lxml import etree

from siglum.relaxng import SchemaError
from siglum.relaxng.grammar.restrictions import check
from siglum.relaxng.grammar.sources import Sources
from siglum.relaxng.grammar.xml_syntax import XmlReader

from .errors import Problem
from .mistakes.sources import NotAllowed, OwnElements
from .model import ElementSpec
from .names import TEI, rng
from .relaxng import origins, relaxng_xml
from .schema import Schema

_FILE = Path("grammar.rng")
_OWN_ELEMENTS = "RNG012"
_DEFAULT = f"{TEI} teix:egXML"  # TEI P5, schemaSpec/@defaultExceptions


def grammar_problems(schema: Schema) -> Iterator[Problem]:
    """Yield the problem of a schema whose grammar breaks the restrictions of RELAX NG (section 7).

    Its place is the specification, or the anyElement, that the pattern is made of.
    """
    text = relaxng_xml(schema, "").encode()
    try:
        check(XmlReader(sources=Sources({}), path=_FILE, data=text, ns=None, scope=None).pattern())
    except SchemaError as error:
        name = _definition(text, error.line)
        origin = origins(schema).get(name)
        if error.code == _OWN_ELEMENTS and "anyElement" in name:
            yield _own_elements(schema, origin, error.message)
        else:
            yield Problem(mistake=NotAllowed(reason=error.message), origin=origin)


def _own_elements(schema: Schema, origin: etree._Element | None, found: str) -> Problem:
    """Return the problem of an anyElement that allows elements which the schema declares itself.

    Its place is the anyElement if that has an `except`, otherwise the new element.
    """
    said = None if origin is None else origin.get("except")
    if said is not None:
        known = said.split()
        spaces = _strangers(schema, known)
        value = " ".join([*known, *spaces] or [str(schema.ns)])
        mistake = OwnElements(reason=found, attribute="except", value=value)
        return Problem(mistake=mistake, origin=origin, attribute="except")
    spaces = _strangers(schema, schema.default_exceptions)
    custom = schema.origin
    said = None if custom is None else custom.get("defaultExceptions")
    written = _DEFAULT if said is None else " ".join(said.split())
    value = " ".join(filter(None, (written, *(spaces or [schema.ns]))))
    mistake = OwnElements(reason=found, attribute="defaultExceptions", value=value)
    place = next((spec.origin for specs in spaces.values() for spec in specs), origin)
    return Problem(mistake=mistake, origin=custom if place is None else place)


def _strangers(schema: Schema, excepted: Iterable[str]) -> dict[str, list[ElementSpec]]:
    """Return, by namespace, the elements of a schema outside of the excepted namespaces."""
    found: dict[str, list[ElementSpec]] = {}
    for spec in schema.elements.values():
        namespace = schema.ns if spec.ns is None else spec.ns
        if namespace and not {namespace, f"{{{namespace}}}{spec.name}"} & set(excepted):
            found.setdefault(namespace, []).append(spec)
    return found


def _definition(text: bytes, line: int) -> str:
    """Return the name of the definition around a line; "" if there is none."""
    parser = etree.XMLParser(huge_tree=True)
    found = ""
    for define in etree.fromstring(text, parser).iter(rng("define")):
        if int(str(define.sourceline)) > line:
            break
        found = define.get("name", "")
    return found
