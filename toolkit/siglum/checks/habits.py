"""Names that people know from HTML, or from TEI P4, with what TEI P5 has for them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from siglum.edition.document import TEI
from siglum.relaxng import Mistake
from siglum.relaxng.grammar.nameclass import local_of, namespace_of
from siglum.relaxng.mistakes.hints import Close, MeantAttribute
from siglum.relaxng.mistakes.kinds import (
    MisplacedAttribute,
    MisplacedElement,
    MisplacedText,
    UnknownElement,
)
from siglum.relaxng.mistakes.words import attribute_name

_HTML = "http://www.w3.org/1999/xhtml"


@dataclass(frozen=True, slots=True)
class InTei:
    """The element that TEI has for another, with the attributes that say the rest.

    An attribute without a value has one that the other element does not tell. Where the element
    does not have the same place as the other, `place` says what place; `is_whole`: all that the
    other name says, this says as well.
    """

    element: str
    attributes: tuple[tuple[str, str | None], ...] = ()
    is_empty: bool = False
    is_whole: bool = True
    place: str = ""

    @property
    def words(self) -> str:
        attributes = [f'{name}="{value or "…"}"' for name, value in self.attributes]
        tag = " ".join([self.element, *attributes])
        return f"in TEI, that is <{tag}{'/' if self.is_empty else ''}>{self.place}"


@dataclass(frozen=True, slots=True)
class InsteadOfAttribute:
    """What TEI has for an attribute, in words, and where it is but another attribute.

    That is said by the element that has it (“*”: any).
    """

    says: str
    attributes: tuple[tuple[str, str], ...] = ()

    @property
    def words(self) -> str:
        return f"in TEI, that is {self.says}"


@dataclass(frozen=True, slots=True)
class AsAttribute:
    """The attribute that has the text of an element, which TEI has without any."""

    attribute: str

    @property
    def words(self) -> str:
        return f'write it as an attribute: {self.attribute}="…"'


Habit = InTei | InsteadOfAttribute | AsAttribute


def _hi(rend: str, *, is_whole: bool = True) -> InTei:
    return InTei("hi", (("rend", rend),), is_whole=is_whole)


ELEMENTS: dict[str, InTei] = {
    "a": InTei("ref", (("target", None),)),
    "b": _hi("bold"),
    "big": _hi("large"),
    "blockquote": InTei("quote"),
    "br": InTei("lb", is_empty=True),
    "caption": InTei("head"),
    "center": _hi("center", is_whole=False),  # a block, where `hi` is a phrase
    "dateRange": InTei("date", (("from", None), ("to", None))),
    "dd": InTei("item"),
    "dl": InTei("list", (("type", "gloss"),)),
    "dt": InTei("label"),
    "em": InTei("emph"),
    "firstname": InTei("forename"),
    "footnote": InTei("note", (("place", "foot"),)),
    "hr": InTei("milestone", (("unit", "section"), ("rend", "line")), is_empty=True),
    "i": _hi("italic"),
    "img": InTei("graphic", (("url", None),), is_empty=True),
    "lastname": InTei("surname"),
    "li": InTei("item"),
    "ol": InTei("list", (("rend", "numbered"),)),
    "script": InTei("xenoData", is_whole=False),
    "small": _hi("small"),
    "strong": _hi("bold"),
    "sub": _hi("subscript"),
    "sup": _hi("superscript"),
    "td": InTei("cell"),
    "th": InTei("cell", (("role", "label"),)),
    "tr": InTei("row"),
    "ul": InTei("list"),
    "xptr": InTei("ptr", (("target", None),), is_empty=True),
    "xref": InTei("ref", (("target", None),)),
    **{  # the level goes
        f"h{level}": InTei("head", is_whole=False, place=", the first in its <div>")
        for level in range(1, 7)
    },
}
"""By a name of HTML or TEI P4."""

_PICTURES = (("graphic", "url"), ("media", "url"))

ATTRIBUTES: dict[str, InsteadOfAttribute] = {
    "align": InsteadOfAttribute("@rend", (("*", "rend"),)),
    "alt": InsteadOfAttribute("a <figDesc> beside the graphic"),
    "class": InsteadOfAttribute("@rend for how it looks, @type for what it is"),
    "corr": InsteadOfAttribute("a <choice> of <sic> and <corr>"),
    "expan": InsteadOfAttribute("a <choice> of <abbr> and <expan>"),
    "href": InsteadOfAttribute(
        "@target of a link, @url of a picture",
        (("ptr", "target"), ("ref", "target"), *_PICTURES),
    ),
    "reg": InsteadOfAttribute("a <choice> of <orig> and <reg>"),
    "sic": InsteadOfAttribute("a <choice> of <sic> and <corr>"),
    "src": InsteadOfAttribute("@url", _PICTURES),
    "title": InsteadOfAttribute("a <note>, or a <desc>"),
    "url": InsteadOfAttribute("@target", (("ptr", "target"), ("ref", "target"))),
    "value": InsteadOfAttribute("@when of a date", (("date", "when"), ("time", "when"))),
}
"""By the name of an attribute of HTML or TEI P4."""

# An element that has no text → the attribute that its text is meant for.
_TEXTS = {
    **dict.fromkeys(("cb", "gb", "lb", "milestone", "pb"), "n"),
    **dict.fromkeys(("binaryObject", "graphic", "media"), "url"),
    "gap": "reason",
    "handShift": "new",
    "ptr": "target",
}


def habit(mistake: Mistake, declares: Callable[[str], bool]) -> Habit | None:
    """Return what TEI has for a name that it does not have; None where that is not known.

    `declares` tells whether the schema has an element, by its name in Clark notation.
    """
    if isinstance(mistake, UnknownElement | MisplacedElement):
        is_known = isinstance(mistake, MisplacedElement)
        if is_known and not (mistake.wrong_namespace and namespace_of(mistake.element) == _HTML):
            return None
        found = ELEMENTS.get(local_of(mistake.element))
        return found if found and declares(f"{{{TEI}}}{found.element}") else None
    if isinstance(mistake, MisplacedText):
        attribute = _TEXTS.get(local_of(mistake.parent or ""))
        return AsAttribute(attribute) if attribute and isinstance(mistake.hint, Close) else None
    if isinstance(mistake, MisplacedAttribute) and not mistake.is_known:
        is_meant = isinstance(mistake.hint, MeantAttribute)
        return None if is_meant else ATTRIBUTES.get(attribute_name(mistake.attribute))
    return None
