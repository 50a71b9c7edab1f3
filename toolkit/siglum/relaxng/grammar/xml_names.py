"""QNames of a schema, resolved to name classes (section 4.10)."""

from __future__ import annotations

from ..errors import SchemaError
from ..values.xsd_types import is_ncname
from .nameclass import Name, clark
from .syntax import Place

XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace"
Prefixes = dict[str, str]
"""Prefix to namespace, “xml” among them; "" is the default namespace."""


def qualified(name: str, prefixes: Prefixes, ns: str, place: Place) -> Name:
    """Return the name that a QName means; `ns` is the namespace for one without a prefix."""
    prefix, colon, local = name.rpartition(":")
    if not is_ncname(local) or (colon and not is_ncname(prefix)):
        raise SchemaError("RNG002", f"“{name}” is not a name", place)
    if not colon:
        return Name(clark(ns, local))
    if prefix not in prefixes:
        raise SchemaError("RNG002", f"the prefix of “{name}” is not declared", place)
    return Name(clark(prefixes[prefix], local))
