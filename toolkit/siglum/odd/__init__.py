"""An ODD processor: `compile_odd` makes a `Schema` of a TEI customization, `written` a file of it.

ODD (One Document Does it all) is TEI P5's language for schemas (chapters 23 and 24.5). Nothing
here reads a file by itself but the package's digest of TEI P5: `Files` opens what an ODD names.

Of the rest of the package it needs `siglum.relaxng` (grammars within an ODD, and the check of what
is made), `siglum.schematron` (the check of rules) and `siglum.xml` (places).
"""

from .base import VERSION, Files
from .compilation import Compiled, compile_odd
from .errors import CODES, Mistake, OddError, Problem
from .outputs import SchemaFormat, Written, written
from .schema import Schema

__all__ = [
    "CODES",
    "VERSION",
    "Compiled",
    "Files",
    "Mistake",
    "OddError",
    "Problem",
    "Schema",
    "SchemaFormat",
    "Written",
    "compile_odd",
    "written",
]
