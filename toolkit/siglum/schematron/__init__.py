"""ISO Schematron (ISO/IEC 19757-3:2020), compiled to XSLT 3.0.

    schema = schematron.load("rules.sch")
    for error in schema.validate("cable.xml"):
        print(f"{error.line}:{error.column}: {error.role}[{error.code}] {error.message}")

A schema goes through these modules: `reader` and `embedded` make of its files the `model`, in
which nothing is left to include or expand; `compiler` makes of that a stylesheet; `isolate` finds
the parts that do not compile; `schema` runs the rest; `report` and `svrl` tell what it found.

Of the rest of the package it needs `siglum.saxon` (XSLT), `siglum.relaxng` (rules within grammars)
and `siglum.xml` (reading, places, addresses).
"""

from siglum.schematron.findings import Asserted, Error, Mistake, Role, SchemaError
from siglum.schematron.schema import Schema, faults, load

__all__ = [
    "Asserted",
    "Error",
    "Mistake",
    "Role",
    "Schema",
    "SchemaError",
    "faults",
    "load",
]
