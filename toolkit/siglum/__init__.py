"""siglum: a toolkit for digital editions in TEI XML.

`siglum.Edition` is the interface for programs: see docs/python.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from siglum.api.edition import Document, Edition, Entity, Mention, Unit

__version__ = "0.1.0"
__all__ = ["Document", "Edition", "Entity", "Mention", "Unit", "__version__"]


def __getattr__(name: str) -> object:
    """Import the interface when it is asked for (PEP 562): the commands start without it."""
    if name in __all__:
        from siglum.api import edition as api

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
