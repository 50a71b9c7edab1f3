"""What a document says of its schemas by <?xml-model?>, and what becomes of it."""

from pathlib import Path

import pytest

from commands import Siglum
from siglum.checks import Checker
from siglum.checks.schemas import Kind, SchemaFile, asked_for
from siglum.checks.world import World
from siglum.edition.config import Edition
from siglum.edition.reading import read
from siglum.findings.diagnostics import Diagnostic

TEI = 'xmlns="http://www.tei-c.org/ns/1.0"'
RULES = """<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3">
  <phase id="none"/>
  <phase id="one"><active pattern="first"/></phase>
  <pattern id="first"><rule context="*"><assert id="FIRST" test="false()">1</assert></rule></pattern>
  <pattern id="second"><rule context="*"><assert id="SECOND" test="false()">2</assert></rule></pattern>
</schema>"""


def asked(folder: Path, model: str) -> tuple[list[SchemaFile], list[Diagnostic]]:
    path = folder / "document.xml"
    path.write_text(f'<?xml version="1.0"?>\n\n<?xml-model {model}?>\n<TEI {TEI}/>')
    return asked_for(read(path, folder), World(Edition(folder)))


@pytest.mark.parametrize(
    ("name", "href"),
    [
        ("a&b.rng", "a&amp;b.rng"),
        ("é.rng", "&#233;.rng"),
        ("é.rng", "&#xE9;.rng"),
        ("a'b.rng", "a&apos;b.rng"),
        ("a b.rng", "a%20b.rng"),
    ],
)
def test_references_in_an_instruction_are_resolved(tmp_path: Path, name: str, href: str) -> None:
    (tmp_path / name).write_text("")
    files, findings = asked(tmp_path, f'href="{href}"')
    assert (files[0].kind, files[0].path, findings) == (Kind.RELAXNG, tmp_path / name, [])


def test_the_type_tells_that_a_schema_is_in_compact_syntax(tmp_path: Path) -> None:
    (tmp_path / "tei").write_text("")
    files, _ = asked(tmp_path, 'href="tei" type="application/relax-ng-compact-syntax"')
    assert [(file.kind, file.path) for file in files] == [(Kind.RELAXNG, tmp_path / "tei")]


@pytest.mark.parametrize("href", ["../out.rng", "https://example.org/unknown.rng"])
def test_what_can_not_be_had_is_a_finding_at_the_instruction(tmp_path: Path, href: str) -> None:
    (tmp_path / "edition").mkdir()
    (tmp_path / "out.rng").write_text("")
    files, (finding,) = asked(tmp_path / "edition", f'href="{href}"')
    assert (files, finding.code, finding.span.line) == ([], "SG206", 3)


@pytest.mark.parametrize(
    ("phase", "codes"),
    [
        ("", ["FIRST", "SECOND"]),
        (' phase="#ALL"', ["FIRST", "SECOND"]),
        (' phase="one"', ["FIRST"]),
        (' phase="none"', []),
        (' phase="two"', ["SCH-PHASE"]),
    ],
)
def test_rules_are_run_in_the_phase_that_the_document_names(
    tmp_path: Path, phase: str, codes: list[str]
) -> None:
    (tmp_path / "rules.sch").write_text(RULES)
    path = tmp_path / "document.xml"
    path.write_text(f'<?xml-model href="rules.sch"{phase}?><TEI {TEI}/>')
    report = Checker(Edition(tmp_path)).check(path)
    assert [finding.code for finding in report.findings] == codes


def test_the_diagnostics_of_an_assertion_are_one_line(tmp_path: Path) -> None:
    (tmp_path / "rules.sch").write_text(
        '<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3">'
        '<pattern><rule context="*"><assert id="A" test="false()" diagnostics="a b">no</assert>'
        '</rule></pattern><diagnostics><diagnostic id="a">One.</diagnostic>'
        '<diagnostic id="b">Two.</diagnostic></diagnostics></schema>'
    )
    path = tmp_path / "document.xml"
    path.write_text(f'<?xml-model href="rules.sch"?><TEI {TEI}/>')
    (finding,) = Checker(Edition(tmp_path)).check(path).findings
    assert finding.help == "One. Two."


SCHEMAS = {
    "grammar.rng": '<externalRef xmlns="http://relaxng.org/ns/structure/1.0" href="{}"/>',
    "rules.sch": '<schema xmlns="http://purl.oclc.org/dsdl/schematron"><include href="{}"/></schema>',
    "schema.xsd": '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">'
    '<xs:include schemaLocation="{}"/></xs:schema>',
}
KINDS = {
    "grammar.rng": "http://relaxng.org/ns/structure/1.0",
    "rules.sch": "http://purl.oclc.org/dsdl/schematron",
    "schema.xsd": "http://www.w3.org/2001/XMLSchema",
}
WHOLE = '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"/>'


@pytest.mark.parametrize(
    ("name", "kind"),
    [*KINDS.items(), ("grammar.rng", "http://purl.oclc.org/dsdl/schematron")],
)
def test_no_schema_that_a_document_names_reads_files_outside_the_edition(
    tmp_path: Path, name: str, kind: str
) -> None:
    root = tmp_path / "edition"
    root.mkdir()
    (tmp_path / "secret").write_text(WHOLE if name == "schema.xsd" else "secret")
    (root / name).write_text(SCHEMAS[name].format("../secret"))
    document = root / "document.xml"
    document.write_text(f'<?xml-model href="{name}" schematypens="{kind}"?><TEI {TEI}/>')
    for _ in range(2):  # the second time from the cache, if it is kept there
        found = Checker(Edition(root)).check(document).findings
        refused = [one for one in found if one.span.file.name == name]
        assert len(refused) == 1
        assert "secret" not in {one.span.file.name for one in found}
        assert "outside" in refused[0].message or "lies in" in refused[0].message


XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
STRICT = (
    '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" '
    'targetNamespace="http://www.tei-c.org/ns/1.0"><xs:element name="TEI"><xs:complexType>'
    '<xs:attribute name="n" use="required"/></xs:complexType></xs:element></xs:schema>'
)
NS = "http://www.tei-c.org/ns/1.0"


@pytest.mark.parametrize(
    ("locations", "code", "words"),
    [
        (f"urn:other other.xsd {NS} own.xsd", "SG202", "“n”"),
        (f"{NS} own%2Exsd", "SG202", "“n”"),
        (f"{NS} ../outside.xsd", "SG206", "lies outside the edition"),
        (f"{NS} .hidden.xsd", "SG206", "hidden"),
        (f"{NS} nowhere.xsd", "SG206", "no such file"),
        (f"{NS} http://example.org/own.xsd", "SG206", "no local copy"),
        ("urn:other own.xsd", "SG205", "no schema"),
        (NS, "SG205", "no schema"),
    ],
)
def test_a_document_without_other_schemas_hints_at_one(
    tmp_path: Path, locations: str, code: str, words: str
) -> None:
    root = tmp_path / "edition"
    root.mkdir()
    for name in ("own.xsd", ".hidden.xsd", "../outside.xsd"):
        (root / name).write_text(STRICT)
    path = root / "document.xml"
    path.write_text(f'<TEI {TEI} {XSI} xsi:schemaLocation="{locations}"/>')
    found = {one.code: one.message for one in Checker(Edition(root)).check(path).findings}
    assert words in found[code]
    path.write_text(f'<?xml-model href="own.rng"?>{path.read_text()}')
    codes = [one.code for one in Checker(Edition(root)).check(path).findings]
    assert "SG202" not in codes  # an xml-model comes first


def test_xml_that_asks_for_a_schema_in_vain_is_not_told_to_be_tei(
    siglum: Siglum, tmp_path: Path
) -> None:
    namespaces = 'xmlns="u:x" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    (tmp_path / "a.xml").write_text(f'<r {namespaces} xsi:schemaLocation="u:x no.xsd"/>')
    (tmp_path / "b.xml").write_text('<?xml-model href="no.rng"?><r xmlns="u:x"/>')
    run = siglum("validate", "--format", "concise", "a.xml", "b.xml", cwd=tmp_path)
    assert "SG104" not in run.stdout
    assert run.stdout.count("SG206") == 2
