"""The patterns of a W3C schema, made to take no longer than a text is long.

xmlschema matches them by Python's regular expressions (see `siglum.relaxng.values.backtracking`).
"""

from __future__ import annotations

import contextlib
from typing import Any

from siglum.relaxng.values.backtracking import matches
from siglum.relaxng.values.regex import Regex, RegexError


class _Pattern:
    """As much of `re.Pattern` as xmlschema uses to validate."""

    def __init__(self, expression: Regex) -> None:
        self._expression = expression

    def match(self, value: str) -> bool | None:
        """Return True if the whole value matches, else None."""
        return matches(self._expression, value) or None


def bound(schema: Any) -> None:
    """Replace what matches the patterns of a schema from `xmlschema`, and of those it includes.

    One that is no regular expression of XML Schema by our reading is left as it is.
    """
    from xmlschema.validators.facets import XsdPatternFacets

    for part in schema.maps.iter_schemas():
        if part.meta_schema is None:
            continue
        for component in part.iter_components():
            if isinstance(component, XsdPatternFacets):
                patterns: list[Any] = component.patterns
                for number, expression in enumerate(component.regexps):
                    with contextlib.suppress(RegexError):
                        patterns[number] = _Pattern(Regex(expression))
