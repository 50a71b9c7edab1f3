"""The rules of a schema in the guide for encoders: what they say, not how they are tested."""

from __future__ import annotations

from lxml import etree

from .model import ConstraintSpec
from .names import schematron_name, text

_SAID = ("assert", "report")
_FOUND = ("name", "value-of")


def add_assertions(rule: etree._Element, constraint: ConstraintSpec) -> None:
    """Append an `assertion` for each of a constraint's, with its id and its message.

    Where the message will show what was found in a document, there is an empty `found`.
    """
    namespace = etree.QName(rule).namespace
    for part in constraint.rules:
        for assertion in part.iter("*"):
            if schematron_name(assertion) not in _SAID:
                continue
            written = etree.SubElement(rule, f"{{{namespace}}}assertion")
            if assertion.get("id"):
                written.set("id", assertion.get("id", ""))
            written.text = assertion.text
            for child in assertion:
                if schematron_name(child) in _FOUND:
                    found = etree.SubElement(written, f"{{{namespace}}}found")
                    found.tail = child.tail
                else:
                    _append(written, (text(child) or "") + (child.tail or ""))


def _append(written: etree._Element, words: str) -> None:
    if len(written):
        written[-1].tail = (written[-1].tail or "") + words
    else:
        written.text = (written.text or "") + words
