"""Schemas that documents are checked by."""

from __future__ import annotations

from siglum.findings.codes.code import Code
from siglum.findings.diagnostics import Severity

CODES = {
    "SG202": Code(
        title="Against the W3C schema",
        help="Change the markup to what the schema allows at this place.",
        why="""
            Editors and databases that work with W3C schemas will refuse the file, though other
            tools may take it.
            """,
        wrong="""
            <opener><sallute>To Comrade Filippov</sallute></opener>
            <p xml:id="p1">I received your telegram.</p>
            """,
        right="""
            <opener><salute>To Comrade Filippov</salute></opener>
            <p xml:id="p1">I received your telegram.</p>
            """,
    ),
    "SG203": Code(
        title="Broken schema",
        help="Mend the schema: no document can be checked against it.",
        why="""
            With a broken schema nothing is checked by it: the absence of findings then says nothing
            about the text.
            """,
        wrong='<xs:attribute name="n" type="xs:text"/>',
        right='<xs:attribute name="n" type="xs:string"/>',
    ),
    "SG205": Code(
        title="No schema",
        help="Name one in edition.toml, with --schema, or in the document by xml-model.",
        severity=Severity.WARNING,
        why="""
            Without a schema siglum checks only that the file is XML and, in an edition, that its
            links to other files lead somewhere. A misspelt element would pass.
            """,
        wrong="""
            <?xml version="1.0" encoding="UTF-8"?>
            <TEI xmlns="http://www.tei-c.org/ns/1.0">
              <teiHeader>…</teiHeader>
              <text>…</text>
            </TEI>
            """,
        right="""
            <?xml version="1.0" encoding="UTF-8"?>
            <?xml-model href="../schema/siglum-edition.rng"
                        schematypens="http://relaxng.org/ns/structure/1.0"?>
            <TEI xmlns="http://www.tei-c.org/ns/1.0">
              <teiHeader>…</teiHeader>
              <text>…</text>
            </TEI>
            """,
    ),
    "SG206": Code(
        title="A schema that is not at hand",
        help="Add a local copy: siglum schema add ADDRESS.",
        why="""
            siglum fetches nothing on the quiet, so that a check gives the same result tomorrow and
            without a network. It needs a copy of each schema that a document names.
            """,
        wrong="""
            <?xml-model href="https://example.org/edition.rng"
                        schematypens="http://relaxng.org/ns/structure/1.0"?>
            <TEI xmlns="http://www.tei-c.org/ns/1.0">
              <teiHeader>…</teiHeader>
              <text>…</text>
            </TEI>
            """,
        right="""
            <?xml-model href="../schema/siglum-edition.rng"
                        schematypens="http://relaxng.org/ns/structure/1.0"?>
            <TEI xmlns="http://www.tei-c.org/ns/1.0">
              <teiHeader>…</teiHeader>
              <text>…</text>
            </TEI>
            """,
    ),
}
