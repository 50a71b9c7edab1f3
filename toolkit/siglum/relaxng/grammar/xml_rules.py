"""What may stand where in the XML syntax (section 3), and the rules for names (section 4.16)."""

from __future__ import annotations

from ..errors import SchemaError
from ..values.xsd_types import is_ncname
from .nameclass import AnyName, Name, NameChoice, NameClass, NsName, local_of, namespace_of
from .syntax import Place

# Modes: what the content of an open element may be next.
ROOT, PATTERNS, NAMES, NAME_FIRST, DATA, TEXT, GRAMMAR, INCLUDE, WILDCARD, NOTHING = range(10)

_SINGLE = frozenset({"empty", "text", "notAllowed", "ref", "parentRef", "externalRef"})
_SEVERAL = frozenset({"group", "interleave", "choice"})
_WRAPPERS = frozenset({"optional", "zeroOrMore", "oneOrMore", "mixed", "list"})
PATTERN_KINDS = (
    _SINGLE | _SEVERAL | _WRAPPERS | {"element", "attribute", "value", "data", "grammar"}
)
_NAME_KINDS = frozenset({"name", "anyName", "nsName", "choice"})
_GRAMMAR_KINDS = frozenset({"start", "define", "div", "include"})

MODES: dict[str, int] = {
    **dict.fromkeys(_SINGLE, NOTHING),
    **dict.fromkeys(_SEVERAL | _WRAPPERS | {"start", "define"}, PATTERNS),
    **dict.fromkeys(("element", "attribute"), NAME_FIRST),
    **dict.fromkeys(("anyName", "nsName"), WILDCARD),
    **dict.fromkeys(("name", "value", "param"), TEXT),
    **dict.fromkeys(("grammar", "div"), GRAMMAR),
    "data": DATA,
    "include": INCLUDE,
    "except": PATTERNS,
}
"""The mode of each element when it is opened."""

ATTRIBUTES: dict[str, frozenset[str]] = {
    **dict.fromkeys(("element", "attribute", "ref", "parentRef", "param"), frozenset({"name"})),
    **dict.fromkeys(("data", "value"), frozenset({"type"})),
    **dict.fromkeys(("externalRef", "include"), frozenset({"href"})),
    "start": frozenset({"combine"}),
    "define": frozenset({"name", "combine"}),
}
"""The attributes of each element, beside `ns` and `datatypeLibrary`, which all may have."""

REQUIRED: dict[str, str] = {
    **dict.fromkeys(("ref", "parentRef", "define", "param"), "name"),
    **dict.fromkeys(("externalRef", "include"), "href"),
    "data": "type",
}

_TAKES: dict[int, frozenset[str]] = {
    ROOT: PATTERN_KINDS,
    PATTERNS: PATTERN_KINDS,
    NAMES: _NAME_KINDS,
    NAME_FIRST: _NAME_KINDS,
    DATA: frozenset({"param", "except"}),
    GRAMMAR: _GRAMMAR_KINDS,
    INCLUDE: _GRAMMAR_KINDS - {"include"},
    WILDCARD: frozenset({"except"}),
    TEXT: frozenset(),
    NOTHING: frozenset(),
}


def misplaced(mode: int, kind: str, begun: bool) -> str | None:
    """Return why an element can't stand in another that is in `mode`; None if it can.

    `begun` tells whether the outer element already has a pattern or a name class in it.
    """
    takes = _TAKES[mode]
    if mode == NAME_FIRST and begun:
        takes = PATTERN_KINDS
    if kind in takes and not (begun and mode in (WILDCARD, DATA)):
        return None
    if kind not in MODES:
        return f"RELAX NG has no “{kind}”"
    return f"“{kind}” can't stand here"


def mode_within(mode: int, kind: str, named: bool) -> int:
    """Return the mode of a new element in one that is in `mode`.

    `named` tells whether the outer element already has its name class.
    """
    if kind == "choice" and (mode == NAMES or (mode == NAME_FIRST and not named)):
        return NAMES
    if kind == "except" and mode == WILDCARD:
        return NAMES
    if kind == "div":
        return mode
    return MODES[kind]


def attribute_problem(kind: str, attributes: dict[str, str]) -> str | None:
    """Return what is wrong with the attributes of an element; None if they are right."""
    required = REQUIRED.get(kind)
    if required and required not in attributes:
        return f"“{kind}” needs the attribute “{required}”"
    if attributes.get("combine") not in (None, "choice", "interleave"):
        return "“combine” has to be “choice” or “interleave”"
    for name in ("name", "type"):
        value = attributes.get(name)
        if value is None or (name == "name" and kind in ("element", "attribute")):
            continue
        if not is_ncname(value):
            return f"“{value}” is not a name"
    return None


_XMLNS = "http://www.w3.org/2000/xmlns"


def check_attribute_name(name_class: NameClass, place: Place) -> None:
    """Raise SchemaError for an attribute that would declare a namespace (section 4.16)."""
    for one in _leaves(name_class):
        if isinstance(one, AnyName):
            continue
        ns = one.ns if isinstance(one, NsName) else namespace_of(one.name)
        if ns == _XMLNS:
            raise SchemaError("RNG006", f"an attribute can't be in “{_XMLNS}”", place)
        if ns == "" and not isinstance(one, NsName) and local_of(one.name) == "xmlns":
            raise SchemaError("RNG006", "an attribute can't be called “xmlns”", place)


def check_except(wildcard: AnyName | NsName, place: Place) -> None:
    """Raise SchemaError for an `except` as wide as its wildcard (section 4.16)."""
    if wildcard.excepted is None:
        return
    for one in _leaves(wildcard.excepted):
        if isinstance(one, AnyName):
            raise SchemaError("RNG006", "“anyName” can't be excepted", place)
        if isinstance(one, NsName) and isinstance(wildcard, NsName):
            message = "“nsName” can't be excepted from “nsName”"
            raise SchemaError("RNG006", message, place)


def _leaves(name_class: NameClass) -> list[Name | AnyName | NsName]:
    """Return the names and wildcards of a class, also those within choices and exceptions."""
    if isinstance(name_class, NameChoice):
        return [leaf for option in name_class.options for leaf in _leaves(option)]
    if isinstance(name_class, AnyName | NsName) and name_class.excepted is not None:
        return [name_class, *_leaves(name_class.excepted)]
    return [name_class]
