"""The signs that an edition prints round an element: brackets, or what its @rendition says."""

from __future__ import annotations

import re

from lxml import etree

from siglum.edition.document import TEI, XML_ID

_OMITTED = frozenset({"omitted", "omitted-in-original"})
_BRACKETS = {
    "supplied": ("[", "]"),
    "secl": ("[", "]"),
    "ex": ("(", ")"),
    "surplus": ("{", "}"),
    "del": ("⟦", "⟧"),
}
"""Those of the Leiden conventions."""
_CONTENT = re.compile(r"""content\s*:\s*(?:"([^"]*)"|'([^']*)')""")


def signs(element: etree._Element) -> tuple[str, str]:
    """Return what is printed before an element and after it, "" for nothing.

    It is the CSS content of its renditions that have one of these scopes (TEI P5, 2.3.4); without
    a @rendition, the brackets of the Leiden conventions.
    """
    said = element.get("rendition")
    if said is not None:
        return _declared(element, frozenset(said.split()))
    name = str(element.tag).rpartition("}")[2]
    before, after = _BRACKETS.get(name) or ("", "")
    if name == "supplied" and not _OMITTED.isdisjoint((element.get("reason") or "").split()):
        before, after = "⟨", "⟩"
    if name in ("supplied", "secl") and element.get("cert") in ("low", "medium"):
        after = f"?{after}"
    return before, after


def _declared(element: etree._Element, pointers: frozenset[str]) -> tuple[str, str]:
    found = {"before": "", "after": ""}
    for rendition in element.getroottree().iterfind(f".//{{{TEI}}}rendition"):
        scope = rendition.get("scope")
        if scope in found and f"#{rendition.get(XML_ID)}" in pointers:
            for double, single in _CONTENT.findall(rendition.text or ""):
                found[scope] += double or single
    return found["before"], found["after"]
