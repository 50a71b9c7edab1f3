"""The namespaces of ODD, and small functions for reading its markup."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

TEI = "http://www.tei-c.org/ns/1.0"
EXAMPLES = "http://www.tei-c.org/ns/Examples"
RNG = "http://relaxng.org/ns/structure/1.0"
ANNOTATIONS = "http://relaxng.org/ns/compatibility/annotations/1.0"
SCH = "http://purl.oclc.org/dsdl/schematron"
SCHEMATRON_1 = "http://www.ascc.net/xml/schematron"
"""The namespace of Schematron before it was a standard, as rules in older ODDs have it."""
XML = "http://www.w3.org/XML/1998/namespace"
XML_ID = f"{{{XML}}}id"
XSD_DATATYPES = "http://www.w3.org/2001/XMLSchema-datatypes"

PREFIXES = {"xml": XML, "xlink": "http://www.w3.org/1999/xlink", "teix": EXAMPLES, "tei": TEI}
"""Prefixes that an ODD may use in names without declaring them, as TEI itself does."""

_DATATYPES = """
string boolean decimal float double duration dateTime time date gYearMonth gYear gMonthDay gDay
gMonth hexBinary base64Binary anyURI QName NOTATION normalizedString token language NMTOKEN
NMTOKENS Name NCName ID IDREF IDREFS ENTITY ENTITIES integer nonPositiveInteger negativeInteger
long int short byte nonNegativeInteger unsignedLong unsignedInt unsignedShort unsignedByte
positiveInteger
"""
DATATYPES = frozenset(_DATATYPES.split())
"""The datatypes of W3C XML Schema (part 2) that RELAX NG can use, too."""

_FACETS = """
length minLength maxLength pattern maxInclusive minInclusive maxExclusive minExclusive totalDigits
fractionDigits
"""
FACETS = frozenset(_FACETS.split())
"""The facets by which dataFacet restricts a datatype."""


def tei(name: str) -> str:
    """Return the Clark name of a TEI element."""
    return f"{{{TEI}}}{name}"


def rng(name: str) -> str:
    """Return the Clark name of a RELAX NG element."""
    return f"{{{RNG}}}{name}"


def sch(name: str) -> str:
    """Return the Clark name of a Schematron element."""
    return f"{{{SCH}}}{name}"


def schematron_name(element: etree._Element) -> str | None:
    """Return the local name of an element of Schematron, new or old; None for other elements."""
    space, _, name = str(element.tag).removeprefix("{").rpartition("}")
    return name if space in (SCH, SCHEMATRON_1) else None


def elements(parent: etree._Element) -> Iterator[etree._Element]:
    """Yield the child elements, without comments and processing instructions."""
    return parent.iterchildren("*")


def local(element: etree._Element) -> str:
    """Return the local name of an element."""
    return str(element.tag).rpartition("}")[2]


def tokens(element: etree._Element, attribute: str) -> tuple[str, ...]:
    """Return the tokens of an attribute's value; none where the attribute is missing."""
    return tuple(element.get(attribute, "").split())


def names_of_files(pattern: etree._Element) -> Iterator[etree._Element]:
    """Yield the elements of a RELAX NG pattern that refer to other files (RELAX NG, 4.6, 4.7)."""
    yield from pattern.iter(rng("externalRef"), rng("include"))


def text(element: etree._Element | None) -> str | None:
    """Return the text of an element, its white space normalized; None if there is none."""
    if element is None:
        return None
    return " ".join("".join(map(str, element.itertext("*"))).split()) or None


def namespace_of(prefix: str, element: etree._Element) -> str | None:
    """Return the namespace of a prefix at an element; None if the prefix is not declared."""
    return element.nsmap.get(prefix) or PREFIXES.get(prefix)
