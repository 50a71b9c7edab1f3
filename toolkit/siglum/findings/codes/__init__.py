"""The catalogue of finding codes: one entry each, stable for ever, in one module a family.

SG1 reading a file, SG2 schemas, SG3 the edition's own rules (Schematron), SG4 links,
SG5 text fidelity, SG6 rendering and publishing, SG7 conservation of the text, SG9 the command and
its configuration; RNG0 a RELAX NG schema, RNG1 a document against it; SCH a Schematron schema and
its run; ODD0 a customization that can't be compiled, ODD1 one that can.
"""

from __future__ import annotations

from siglum.findings.codes import (
    command,
    conservation,
    customization_errors,
    customization_warnings,
    edition_rules,
    fidelity,
    grammars,
    links,
    publishing,
    reading,
    schemas,
    schematron,
)
from siglum.findings.codes.code import Code

CODES: dict[str, Code] = {
    **reading.CODES,
    **schemas.CODES,
    **edition_rules.CODES,
    **links.CODES,
    **fidelity.CODES,
    **publishing.CODES,
    **conservation.CODES,
    **command.CODES,
    **grammars.CODES,
    **schematron.CODES,
    **customization_errors.CODES,
    **customization_warnings.CODES,
}
