"""Messages: from the text and markup of a schema to the instructions that write them.

ISO/IEC 19757-3, 5.4.6 (name), 5.4.14 (value-of), 5.5 (dir, emph, span), and annexes H and J for
elements of XSLT and of other namespaces.
"""

from __future__ import annotations

from lxml import etree

from siglum.schematron.model import Content
from siglum.schematron.names import OWN, SCH, XML, XSL, local, sch, svrl, xsl
from siglum.schematron.reader import substitute

_MARKUP = (sch("emph"), sch("dir"), sch("span"))
_TEXT_ATTRIBUTES = ("see", "icon", "fpi", f"{{{XML}}}lang", f"{{{XML}}}space")


def text_of(parent: etree._Element, content: Content) -> None:
    """Append to a sequence constructor an svrl:text of what an assert or note says."""
    into = parent
    if any(_is_foreign(child) for child in content.place.element.iterdescendants("*")):
        # What fails in there, fails before anything of it is written.
        name = f"Q{{{OWN}}}text"
        into = etree.SubElement(parent, xsl("variable"), {"name": name, "as": "element()"})
        etree.SubElement(parent, xsl("sequence"), select=f"${name}[name()]")
    text = etree.SubElement(into, svrl("text"))
    element: etree._Element | None = content.place.element
    for name in _TEXT_ATTRIBUTES:
        value = content.place.get(name)
        if value is not None:
            text.set(name, literal(value))
    if text.get(f"{{{XML}}}lang") is None:
        while element is not None and element.get(f"{{{XML}}}lang") is None:
            element = element.getparent()
        if element is not None and element is not content.place.element:
            text.set(f"{{{XML}}}lang", literal(element.get(f"{{{XML}}}lang", "")))
    append_content(text, content)
    first = text[0] if len(text) > 1 else None
    if first is not None and first.tag == xsl("text") and not (first.text or "").strip():
        text.remove(first)  # after it, there could be no attribute


def _is_foreign(element: etree._Element) -> bool:
    return not element.tag.startswith(f"{{{SCH}}}")


def append_content(parent: etree._Element, content: Content) -> None:
    """Append to a sequence constructor what writes the content of an element."""
    _append(parent, content.place.element, content)


def append_copy(parent: etree._Element, content: Content) -> etree._Element:
    """Append to a stylesheet a copy of an element of XSLT, parameters filled in."""
    return _append_foreign(parent, content.place.element, content)


def literal(text: str) -> str:
    """Return an attribute value template that gives the text back as it is."""
    return text.replace("{", "{{").replace("}", "}}")


def _append(parent: etree._Element, element: etree._Element, content: Content) -> None:
    _append_text(parent, element.text, element)
    for child in element:
        if isinstance(child.tag, str):
            _append_element(parent, child, content)
        _append_text(parent, child.tail, element)


def _append_text(parent: etree._Element, text: str | None, source: etree._Element) -> None:
    """Append text; within XSLT as it is, since some elements of it may hold no xsl:text."""
    if not text:
        return
    if not source.tag.startswith(f"{{{XSL}}}") and (
        text.strip() or source.tag.startswith("{" + SCH)
    ):
        etree.SubElement(parent, xsl("text")).text = text
    elif len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def _append_element(parent: etree._Element, element: etree._Element, content: Content) -> None:
    match element.tag:
        case tag if tag == sch("value-of"):
            select = substitute(element.get("select", ""), content.parameters)
            etree.SubElement(parent, xsl("value-of"), select=select)
        case tag if tag == sch("name"):
            path = substitute(element.get("path", "name(.)"), content.parameters)
            etree.SubElement(parent, xsl("value-of"), select=path)
        case tag if tag in _MARKUP:
            markup = etree.SubElement(parent, svrl(local(tag)))
            for name, value in element.attrib.items():
                markup.set(name, literal(str(value)))
            _append(markup, element, content)
        case _:
            _append_foreign(parent, element, content)


def _append_foreign(
    parent: etree._Element, element: etree._Element, content: Content
) -> etree._Element:
    nsmap = {prefix: uri for prefix, uri in element.nsmap.items() if uri != SCH}
    copy = etree.SubElement(parent, element.tag, nsmap=nsmap)  # type: ignore[arg-type]
    for name, value in element.attrib.items():
        copy.set(name, substitute(str(value), content.parameters))
    _append(copy, element, content)
    return copy
