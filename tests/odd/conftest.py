"""What the tests of ODD share: small customizations, compiled, and documents checked by them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from siglum import relaxng
from siglum.edition.customization import CompiledFile, compile_file

TEI = "http://www.tei-c.org/ns/1.0"

MODULES = """
<moduleRef key="tei"/>
<moduleRef key="header" include="teiHeader fileDesc titleStmt publicationStmt sourceDesc"/>
<moduleRef key="core" include="p title hi name list item"/>
<moduleRef key="textstructure" include="TEI text body"/>
"""

_DOCUMENT = """
<TEI xmlns="http://www.tei-c.org/ns/1.0">
  <teiHeader>
    <fileDesc>
      <titleStmt><title>T</title></titleStmt>
      <publicationStmt><p>P</p></publicationStmt>
      <sourceDesc><p>S</p></sourceDesc>
    </fileDesc>
  </teiHeader>
  <text><body>{body}</body></text>
</TEI>
"""


class Made:
    """What came of a customization."""

    def __init__(self, compiled: CompiledFile, folder: Path) -> None:
        self.findings = compiled.findings
        self.codes = [finding.code for finding in compiled.findings]
        self.text = compiled.text or ""
        self._folder = folder
        self._schema: relaxng.Schema | None = None

    @property
    def grammar(self) -> etree._Element:
        """The grammar that was made."""
        return etree.fromstring(self.text.encode())

    def accepts(self, body: str) -> bool:
        """Say whether a document with this body is valid."""
        return self.accepts_document(_DOCUMENT.format(body=body))

    def accepts_document(self, document: str) -> bool:
        """Say whether a document is valid."""
        if self._schema is None:
            path = self._folder / "made.rng"
            path.write_text(self.text, "utf-8")
            self._schema = relaxng.load(path)
        return self._schema.validate(etree.fromstring(document.encode())) == []


class Customizations:
    """Compiles customizations in a folder of their own, whose other files a test may write."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(self, name: str, text: str) -> Path:
        """Write a file beside the customization."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    def file(self, spec: str, name: str = "test.odd") -> Path:
        """Write an ODD file with what stands in its body."""
        return self.write(name, f'<TEI xmlns="{TEI}"><text><body>\n{spec}\n</body></text></TEI>')

    def of(self, declarations: str, attributes: str = 'start="TEI"') -> Made:
        """Compile the modules for a small document, and declarations after them."""
        return self.compile(
            f'<schemaSpec ident="test" {attributes}>{MODULES}{declarations}</schemaSpec>'
        )

    def compile(self, spec: str, target: str = "rng", ident: str | None = None) -> Made:
        """Compile what stands in the body of an ODD."""
        compiled = compile_file(self.file(spec), target, self.folder, ident=ident)
        return Made(compiled, self.folder)


@pytest.fixture
def odd(tmp_path: Path) -> Customizations:
    """Customizations in an empty folder."""
    return Customizations(tmp_path)


@pytest.fixture
def made(odd: Customizations) -> Callable[..., Made]:
    """Compile declarations after the modules for a small document."""
    return odd.of
