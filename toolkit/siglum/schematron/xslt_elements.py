"""Which elements of XSLT a schema may use (ISO/IEC 19757-3, annexes H and J).

Children of the schema may be declarations that its expressions use. Functions, variables and
messages may contain any instruction, except those that read or write files or end the run. Nothing
may be evaluated while a schema is compiled: no static variable, `use-when` or shadow attribute.
"""

from __future__ import annotations

from lxml import etree

from siglum.schematron.names import OWN, XSL, local, xsl
from siglum.schematron.place import Place

DECLARATIONS = frozenset({"key", "function", "accumulator", "decimal-format", "variable", "param"})
REFUSED = frozenset(
    {
        "include",
        "import",
        "import-schema",
        "use-package",
        "result-document",
        "source-document",
        "merge",
        "evaluate",
    }
)


def check_declaration(place: Place) -> None:
    """Raise SchemaError for an XSLT element that may not be a child of a schema."""
    name = local(place.element.tag)
    if name not in DECLARATIONS:
        known = ", ".join(f"xsl:{known}" for known in sorted(DECLARATIONS))
        raise place.error("SCH-XSLT", f"xsl:{name} is not for a schema, only {known}")
    check_content(place)


def check_content(place: Place) -> None:
    """Raise SchemaError for a refused instruction anywhere within an element."""
    for element in place.element.iter("*"):
        here = place.sibling(element)
        if element.tag.startswith(f"{{{OWN}}}"):
            raise here.error("SCH-XSLT", f"the namespace {OWN} is siglum's own")
        _check_static(here)
        if not element.tag.startswith(f"{{{XSL}}}"):
            continue
        name = local(element.tag)
        if name in REFUSED:
            raise here.error("SCH-XSLT", f"a schema may not use xsl:{name}")
        if name == "message" and _terminates(element):
            message = "a schema may not end the run; take “terminate” off this xsl:message"
            raise here.error("SCH-XSLT", message)


def _check_static(place: Place) -> None:
    """Raise SchemaError for what is evaluated when a schema is compiled (XSLT 3.0, 3.13)."""
    is_xslt = place.element.tag.startswith(f"{{{XSL}}}")
    for name in map(str, place.element.attrib):
        if is_xslt:
            refused = name in ("static", "use-when") or name.startswith("_")
        else:
            refused = name in (xsl("use-when"), xsl("use-package"))
        if refused and not (name == "static" and _is_no(place.get(name))):
            message = f"“{local(name)}” is evaluated while the schema is compiled, which is refused"
            raise place.error("SCH-XSLT", message, name)


def _is_no(value: str | None) -> bool:
    return (value or "").strip() in ("no", "false", "0")


def _terminates(element: etree._Element) -> bool:
    return not _is_no(element.get("terminate", "no"))
