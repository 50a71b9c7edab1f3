"""A RELAX NG validator: `load` a schema, then `Schema.validate` documents.

RELAX NG 1.0 (ISO/IEC 19757-2) in both syntaxes, with the datatypes of XML Schema and the ID types
of RELAX NG DTD Compatibility. It knows nothing of any vocabulary, and never uses the network.

It needs nothing of the rest of the package. Its wings, each of which knows only of those before it:
`values` (datatypes), `grammar` (both syntaxes, restrictions), `automaton` (patterns), `mistakes`
(what can be wrong with a document, and its words), `reading` (a document as it is written),
`advice`, `documents` (the validator); `schema` puts them together, and `difference` compares two
schemas.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .errors import CODES, Error, Mistake, SchemaError, Spot

if TYPE_CHECKING:
    from .schema import Schema, load, recall

__all__ = ["CODES", "Error", "Mistake", "Schema", "SchemaError", "Spot", "load", "recall"]


def __getattr__(name: str) -> object:
    """Import the engine when it is asked for (PEP 562): some need but a wing of it."""
    if name in __all__:
        from . import schema

        return getattr(schema, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
