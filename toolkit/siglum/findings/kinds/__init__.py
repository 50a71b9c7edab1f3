"""What siglum itself finds: one class for each kind of finding, one module a family.

A kind has its data as fields, and makes its words of them (see `siglum.findings.diagnostics.Kind`).
A family is imported when something of it is found: in a document that is in order, nothing is.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from siglum.findings.kinds.data import data, name
from siglum.findings.kinds.packing import pack, unpack

if TYPE_CHECKING:
    import siglum.findings.kinds.addresses as addresses
    import siglum.findings.kinds.baselines as baselines
    import siglum.findings.kinds.catalogs as catalogs
    import siglum.findings.kinds.command as command
    import siglum.findings.kinds.conservation as conservation
    import siglum.findings.kinds.fidelity as fidelity
    import siglum.findings.kinds.fields as fields
    import siglum.findings.kinds.links as links
    import siglum.findings.kinds.publishing as publishing
    import siglum.findings.kinds.reading as reading
    import siglum.findings.kinds.schemas as schemas
    import siglum.findings.kinds.settings as settings
    import siglum.findings.kinds.style_sheets as style_sheets
    import siglum.findings.kinds.xslt as xslt

__all__ = [
    "addresses",
    "baselines",
    "catalogs",
    "command",
    "conservation",
    "data",
    "fidelity",
    "fields",
    "links",
    "name",
    "pack",
    "publishing",
    "reading",
    "schemas",
    "settings",
    "style_sheets",
    "unpack",
    "xslt",
]


def __getattr__(family: str) -> Any:
    if family not in __all__:
        raise AttributeError(family)
    return import_module(f"{__name__}.{family}")
