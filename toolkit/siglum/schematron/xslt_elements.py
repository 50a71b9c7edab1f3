"""Which elements of XSLT a schema may use (ISO/IEC 19757-3, annexes H and J).

Among the schema's own children: what declares something for its expressions. Inside functions,
variables and messages: any instruction but those that read or write files or end the run.
"""

from __future__ import annotations

from lxml import etree

from siglum.schematron.names import XSL, local
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
    """Raise SchemaError for an XSLT element that can't stand among a schema's children."""
    name = local(place.element.tag)
    if name not in DECLARATIONS:
        known = ", ".join(f"xsl:{known}" for known in sorted(DECLARATIONS))
        raise place.error("SCH-XSLT", f"xsl:{name} is not for a schema, only {known}")
    check_content(place)


def check_content(place: Place) -> None:
    """Raise SchemaError for a refused instruction anywhere within an element."""
    for element in place.element.iter(f"{{{XSL}}}*"):
        name = local(element.tag)
        if name in REFUSED:
            raise place.sibling(element).error("SCH-XSLT", f"a schema may not use xsl:{name}")
        if name == "message" and _terminates(element):
            message = "a schema may not end the run; take “terminate” off this xsl:message"
            raise place.sibling(element).error("SCH-XSLT", message)


def _terminates(element: etree._Element) -> bool:
    value = element.get("terminate", element.get("_terminate", "no"))
    return value.strip() not in ("no", "false", "0")
