"""Complain of markup in the declarations of a customization that nothing reads (TEI P5, 23).

A misspelt element would be ignored, and nothing else would tell its author.
"""

from __future__ import annotations

from lxml import etree

from .errors import Problems, nearest
from .mistakes.declarations import NotRead, UnreadValue
from .mistakes.rules import NoSchematron
from .names import TEI, elements, local

_GLOSSES = frozenset(["altIdent", "desc", "equiv", "gloss"])
_PROSE = _GLOSSES | frozenset(["exemplum", "listRef", "remarks"])
_DECLARATIONS = frozenset(
    [
        "classRef",
        "classSpec",
        "constraintSpec",
        "dataRef",
        "dataSpec",
        "elementRef",
        "elementSpec",
        "listRef",
        "macroRef",
        "macroSpec",
        "moduleRef",
        "moduleSpec",
        "outputRendition",
        "specGrp",
        "specGrpRef",
    ]
)
_CONTENTS = frozenset(["constraintSpec", "content", "valList"])

_CHILDREN = {
    "schemaSpec": _PROSE | _DECLARATIONS,
    "specGrp": _PROSE | _DECLARATIONS,
    "elementSpec": _PROSE
    | _CONTENTS
    | {"attList", "classes", "model", "modelGrp", "modelSequence"},
    "classSpec": _PROSE | {"attList", "classes", "constraintSpec"},
    "macroSpec": _PROSE | _CONTENTS | {"stringVal"},
    "dataSpec": _PROSE | _CONTENTS,
    "classes": frozenset({"memberOf"}),
    "attList": _GLOSSES | {"attDef", "attList", "attRef"},
    "attDef": _PROSE | {"constraintSpec", "datatype", "defaultVal", "valDesc", "valList"},
    "valList": _PROSE | {"valItem", "paramList"},
    "valItem": _PROSE | {"paramList"},
    "constraintSpec": _PROSE | {"constraint"},
}
_VALUES = {
    ("attDef", "usage"): ("req", "rec", "opt", "mwa"),
    ("attList", "org"): ("group", "choice"),
    ("classSpec", "type"): ("model", "atts"),
    ("valList", "type"): ("closed", "semi", "open"),
}


def check_structure(declaration: etree._Element, problems: Problems) -> None:
    """Add a problem for each part of a declaration that nothing reads, and each unknown value."""
    if declaration.tag.startswith(f"{{{TEI}}}"):
        _check_values(declaration, problems)
        if local(declaration) == "constraint":
            _check_rules(declaration, problems)
            return
        for child in elements(declaration):
            if _is_read(child, declaration, problems):
                check_structure(child, problems)


def _check_values(element: etree._Element, problems: Problems) -> None:
    for (name, attribute), known in _VALUES.items():
        value = element.get(attribute)
        if name == local(element) and value is not None and value not in known:
            mistake = UnreadValue(attribute=attribute, value=value, known=known)
            problems.add(mistake, element, attribute)


def _check_rules(constraint: etree._Element, problems: Problems) -> None:
    """Complain of rules in the namespace of TEI, which surrounds them."""
    for rule in constraint.iterchildren(f"{{{TEI}}}*", "{}*"):
        problems.add(NoSchematron(element=local(rule)), rule)


def _is_read(child: etree._Element, parent: etree._Element, problems: Problems) -> bool:
    """Say whether a child is one of its parent's, and complain if not."""
    known, name = _CHILDREN.get(local(parent)), local(child)
    if known is None:
        return False
    if child.tag == f"{{{TEI}}}{name}" and name in known:
        return True
    holders = tuple(holder for holder, parts in _CHILDREN.items() if name in parts)
    meant = nearest(name, known)
    if holders or meant or local(parent) != "specGrp":  # a specGrp may have prose in it
        mistake = NotRead(element=name, parent=local(parent), holders=holders, meant=meant)
        problems.add(mistake, child)
    return False
