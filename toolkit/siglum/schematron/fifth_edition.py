"""Names that XML 1.0 allows only since its fifth edition (2008): Saxon's parser refuses them."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from siglum.relaxng.values.charset import is_name
from siglum.xml.positions import top_level

REMEDY = "Use another name: rules are run by Saxon, which reads names by the fourth edition."


def new_name(tree: etree._ElementTree) -> tuple[etree._Element | None, str] | None:
    """Return the first such name in a document, with its element; None if there is none.

    Names are those of elements, attributes, prefixes and processing instructions. The element is
    None for an instruction before or after the root element.
    """
    nodes = (node for top in top_level(tree.getroot()) for node in top.iter())
    names = (found for node in nodes for found in _names(node))
    return next(((element, name) for element, name in names if not is_name(name)), None)


def explained(name: str) -> str:
    """Explain why a name is refused."""
    return (
        f"“{name}” has a character that names have only since the fifth edition of XML 1.0 (2008)"
    )


def _names(node: etree._Element) -> Iterator[tuple[etree._Element | None, str]]:
    if isinstance(node, etree._ProcessingInstruction):
        yield node.getparent(), str(node.target)
    elif isinstance(node.tag, str):
        for name in map(str, (node.tag, *node.attrib)):
            yield node, name.rpartition("}")[2]
        for prefix in filter(None, node.nsmap):
            yield node, prefix
