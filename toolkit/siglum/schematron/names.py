"""The namespaces of Schematron, its report and its host languages, and names within them."""

from __future__ import annotations

SCH = "http://purl.oclc.org/dsdl/schematron"
SVRL = "http://purl.oclc.org/dsdl/svrl"
XSL = "http://www.w3.org/1999/XSL/Transform"
OWN = "urn:siglum:schematron"
"""The namespace of siglum's own names in compiled stylesheets; schemas have no use for it."""
MAP = "http://www.w3.org/2005/xpath-functions/map"
XML = "http://www.w3.org/XML/1998/namespace"

SCHEMATRON_1_5 = "http://www.ascc.net/xml/schematron"

PREDECLARED = {
    "xs": "http://www.w3.org/2001/XMLSchema",
    "fn": "http://www.w3.org/2005/xpath-functions",
    "map": MAP,
    "array": "http://www.w3.org/2005/xpath-functions/array",
    "math": "http://www.w3.org/2005/xpath-functions/math",
    "err": "http://www.w3.org/2005/xqt-errors",
}
"""Prefixes that an expression may use without declaring them; an sch:ns overrides them."""


def sch(name: str) -> str:
    """Return the name of a Schematron element in Clark notation."""
    return f"{{{SCH}}}{name}"


def svrl(name: str) -> str:
    """Return the name of an SVRL element in Clark notation."""
    return f"{{{SVRL}}}{name}"


def xsl(name: str) -> str:
    """Return the name of an XSLT element in Clark notation."""
    return f"{{{XSL}}}{name}"


def internal(name: str) -> str:
    """Return a name in the namespace `OWN` in Clark notation."""
    return f"{{{OWN}}}{name}"


def local(tag: str) -> str:
    """Return the local part of a name in Clark notation."""
    return tag.rpartition("}")[2]
