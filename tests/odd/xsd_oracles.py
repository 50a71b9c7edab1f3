"""A customization in two languages, and the two XSD processors that must agree with siglum."""

from __future__ import annotations

from pathlib import Path

import xmlschema
from lxml import etree

from siglum import relaxng
from siglum.edition.customization import compile_file
from siglum.findings.diagnostics import Diagnostic


class BothSchemas:
    """The RELAX NG and the W3C schema of one customization."""

    def __init__(self, odd: Path, folder: Path) -> None:
        compiled = compile_file(odd, "xsd", folder, name="made.xsd")
        self.findings: tuple[Diagnostic, ...] = compiled.findings
        if compiled.text is None:
            raise AssertionError([finding.message for finding in compiled.findings])
        self.files = {"made.xsd": compiled.text, **compiled.beside}
        for name, text in self.files.items():
            (folder / name).write_text(text, "utf-8")
        (folder / "made.rng").write_text(compile_file(odd, "rng", folder).text or "", "utf-8")
        self.relaxng = relaxng.load(folder / "made.rng")
        self.libxml2 = etree.XMLSchema(etree.parse(folder / "made.xsd"))
        self.xmlschema = xmlschema.XMLSchema(str(folder / "made.xsd"))

    @property
    def header(self) -> str:
        """What the file says of itself before its content."""
        return self.files["made.xsd"].partition("<xs:schema")[0]

    def grammar_accepts(self, document: str) -> bool:
        """Say whether a document is valid by RELAX NG."""
        return self.relaxng.validate(_parsed(document)) == []

    def accepts(self, document: str) -> bool:
        """Say whether a document is valid by XSD, of which the processors must be of one mind."""
        tree = _parsed(document)
        valid = self.libxml2.validate(tree)
        assert self.xmlschema.is_valid(tree) is valid, self.libxml2.error_log
        return bool(valid)


def _parsed(document: str) -> etree._Element:
    """Parse a document whose xml:id values need not be identifiers."""
    return etree.fromstring(document, etree.XMLParser(recover=True))
