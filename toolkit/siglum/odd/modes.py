"""A customization with the modes that its author forgot (TEI P5, 23.3).

Without a mode, a declaration adds, and `classes` replaces. If the thing exists already, it loses
all that the declaration does not repeat, and many problems follow from that: only the first is
worth telling.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from .errors import Problem
from .model import Classes, ClassSpec, Declaration, ElementSpec, Mode, SchemaSpec, Spec


def with_modes_as_meant(custom: SchemaSpec, problems: Iterable[Problem]) -> SchemaSpec:
    """Return a customization with mode “change” wherever a problem is that it is missing."""
    at = {problem.origin for problem in problems if problem.missing_mode}
    if not at:
        return custom

    def meant(item: Declaration) -> Declaration:
        if isinstance(item, Spec) and item.origin in at:
            item = replace(item, mode=Mode.CHANGE)
        if isinstance(item, ElementSpec | ClassSpec) and item.classes:
            members = item.classes.members
            if any(member.origin in at for member in members):
                item = replace(item, classes=Classes(members, Mode.CHANGE))
        return item

    return replace(custom, declarations=tuple(map(meant, custom.declarations)))
