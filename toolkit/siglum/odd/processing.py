"""Processing models: how elements are to be shown (TEI P5, 23.5.4), which no schema says.

They are ignored here. A customization may consist of nothing else, as those of TEI Publisher do:
it selects no module, and means all of TEI.
"""

from __future__ import annotations

from lxml import etree

from .model import Mode
from .names import elements, local, tei

_MODELS = frozenset(["model", "modelGrp", "modelSequence"])
_PROSE = frozenset(["altIdent", "desc", "equiv", "exemplum", "gloss", "listRef", "remarks"])
_TAKING = tuple(map(tei, ("moduleRef", "elementRef", "classRef", "macroRef", "dataRef")))
_GROUP = tei("specGrpRef")
_SPECS = (*map(tei, ("elementSpec", "classSpec", "macroSpec", "dataSpec")), _GROUP)


def only_processes(spec: etree._Element) -> bool:
    """Say whether a declaration only tells how to process an element."""
    names = {local(child) for child in elements(spec)}
    described = spec.get("mode") == Mode.CHANGE and names & _PROSE
    return bool(names & _MODELS) and names <= _MODELS | _PROSE and not described


def is_for_processing(schema_spec: etree._Element) -> bool:
    """Say whether a customization selects and adds nothing, but tells how to process elements."""
    if next(schema_spec.iter(*_TAKING), None) is not None:
        return False
    specs = list(schema_spec.iter(*_SPECS))
    return any(map(only_processes, specs)) and not any(map(_adds, specs))


def _adds(spec: etree._Element) -> bool:
    """Say whether a declaration adds something, or may do so."""
    says = spec.tag == _GROUP or (len(spec) > 0 and not only_processes(spec))
    return says and spec.get("mode", Mode.ADD) in (Mode.ADD, Mode.REPLACE)


def is_empty_addition(spec: etree._Element) -> bool:
    """Say whether a declaration adds an element without describing it."""
    return len(spec) == 0 and spec.get("mode", Mode.ADD) == Mode.ADD
