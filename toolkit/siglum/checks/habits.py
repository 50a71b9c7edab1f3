"""Names that people know from HTML, or from TEI P4, with what TEI P5 has for them."""

from __future__ import annotations

import re
from collections.abc import Callable

from siglum.edition.document import TEI
from siglum.relaxng import Error

_BOLD, _ITALIC = '<hi rend="bold">', '<hi rend="italic">'
_REF = '<ref target="…">'

# A name → the element that has to be declared, and how it is written.
_ELEMENTS: dict[str, tuple[str, str]] = {
    "a": ("ref", _REF),
    "b": ("hi", _BOLD),
    "big": ("hi", '<hi rend="large">'),
    "blockquote": ("quote", "<quote>"),
    "br": ("lb", "<lb/>"),
    "caption": ("head", "<head>"),
    "center": ("hi", '<hi rend="center">'),
    "dateRange": ("date", '<date from="…" to="…">'),
    "dd": ("item", "<item>"),
    "dl": ("list", '<list type="gloss">'),
    "dt": ("label", "<label>"),
    "em": ("emph", "<emph>"),
    "firstname": ("forename", "<forename>"),
    "footnote": ("note", '<note place="foot">'),
    "hr": ("milestone", '<milestone unit="section" rend="line"/>'),
    "i": ("hi", _ITALIC),
    "img": ("graphic", '<graphic url="…"/>'),
    "lastname": ("surname", "<surname>"),
    "li": ("item", "<item>"),
    "ol": ("list", '<list rend="numbered">'),
    "script": ("xenoData", "<xenoData>"),
    "small": ("hi", '<hi rend="small">'),
    "strong": ("hi", _BOLD),
    "sub": ("hi", '<hi rend="subscript">'),
    "sup": ("hi", '<hi rend="superscript">'),
    "td": ("cell", "<cell>"),
    "th": ("cell", '<cell role="label">'),
    "tr": ("row", "<row>"),
    "ul": ("list", "<list>"),
    "xptr": ("ptr", '<ptr target="…"/>'),
    "xref": ("ref", _REF),
    **{f"h{level}": ("head", "<head>, the first in its <div>") for level in range(1, 7)},
}

# The name of an attribute → what is written for it.
_ATTRIBUTES = {
    "align": "@rend",
    "alt": "a <figDesc> beside the graphic",
    "class": "@rend for how it looks, @type for what it is",
    "corr": "a <choice> of <sic> and <corr>",
    "expan": "a <choice> of <abbr> and <expan>",
    "href": "@target of a link, @url of a picture",
    "reg": "a <choice> of <orig> and <reg>",
    "sic": "a <choice> of <sic> and <corr>",
    "src": "@url",
    "title": "a <note>, or a <desc>",
    "value": "@when of a date",
}

# An element that has no text → the attribute that its text is meant for.
_TEXTS = {
    **dict.fromkeys(("cb", "gb", "lb", "milestone", "pb"), "n"),
    **dict.fromkeys(("binaryObject", "graphic", "media"), "url"),
    "gap": "reason",
    "handShift": "new",
    "ptr": "target",
}

_ELEMENT = re.compile("there is no element “([^”]+)”")
_HTML = re.compile("“([^”]+)” in the namespace “http://www.w3.org/1999/xhtml” can't stand")
_TEXT = re.compile("text can't stand directly in “([^”]+)”")
_ATTRIBUTE = re.compile("“[^”]+” can't have the attribute “([^”]+)”")


def advice(error: Error, declares: Callable[[str], bool]) -> str | None:
    """Return what TEI has for a name that it does not have; None where that is not known.

    `declares` tells whether the schema has an element, by its name in Clark notation.
    """
    element = _ELEMENT.match(error.message) or _HTML.match(error.message)
    if element and element[1] in _ELEMENTS:
        name, written = _ELEMENTS[element[1]]
        return f"in TEI, that is {written}" if declares(f"{{{TEI}}}{name}") else None
    text = _TEXT.fullmatch(error.message)
    if text and text[1] in _TEXTS and (error.help or "").startswith("close"):
        return f'write it as an attribute: {_TEXTS[text[1]]}="…"'
    attribute = _ATTRIBUTE.fullmatch(error.message)
    if attribute and attribute[1] in _ATTRIBUTES and not (error.help or "").startswith("did you"):
        return f"in TEI, that is {_ATTRIBUTES[attribute[1]]}"
    return None
