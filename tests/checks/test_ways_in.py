"""Every way into an edition: no hidden file is read, none outside, and no line of one is shown."""

from pathlib import Path

import pytest

from commands import Siglum
from siglum.checks import Checker
from siglum.checks.checker import Options
from siglum.checks.run import in_order
from siglum.edition.config import find, load
from siglum.findings.diagnostics import CannotRun

TEI = 'xmlns="http://www.tei-c.org/ns/1.0"'
XI = 'xmlns:xi="http://www.w3.org/2001/XInclude"'
SECRET = "token-of-the-publisher"
RNG = 'xmlns="http://relaxng.org/ns/structure/1.0"'
XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
XS = 'xmlns:xs="http://www.w3.org/2001/XMLSchema"'
CATALOG = 'xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog"'


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    root = tmp_path / "edition"
    (root / ".git").mkdir(parents=True)
    for hidden in (root / ".git/config", root / ".env", tmp_path / "outside"):
        hidden.write_text(f"{SECRET}\n")
    for name in (".git/a.rng", ".git/a.rnc", ".git/a.xsd", ".git/a.sch", ".git/a.xml", ".a.css"):
        (root / name).write_text(f"{SECRET}\n")
    (root / "edition.toml").write_text('[edition]\ntitle = "T"\nsources = ["*.xml"]\n')
    return root


@pytest.mark.parametrize(
    "settings",
    [
        '[edition]\nsources = [".git/*.xml"]',
        '[edition]\nauthority = ["*/../.git/a.xml"]',
        '[edition]\nauthority = [".env"]',
        '[edition]\ntranscripts = ".git"',
        '[edition]\noutput = ".git"',
        '[schemas]\nrelaxng = ".git/a.rng"',
        '[schemas]\nxsd = "./.git/a.xsd"',
        '[schemas]\nschematron = ".git/a.sch"',
        '[schemas]\nodd = ".git/a.xml"',
        '[schemas]\ncatalog = ".git/a.xml"',
        '[site]\ncss = ".a.css"',
        '[outputs]\n"names.csv" = ".git/a.xml"',
        '[site]\ncss = "link.css"',
    ],
)
def test_settings_name_no_hidden_file(edition: Path, settings: str) -> None:
    (edition / "link.css").symlink_to(edition / ".a.css")
    (edition / "edition.toml").write_text(settings)
    with pytest.raises(CannotRun) as stopped:
        load(edition / "edition.toml")
    (finding,) = stopped.value.diagnostics
    assert finding.code == "SG901"
    assert "hidden" in finding.message or "outside" in finding.message


def test_a_pattern_takes_no_hidden_file(edition: Path) -> None:
    (edition / "a.xml").write_text("<a/>")
    (edition / "edition.toml").write_text('[edition]\nsources = ["**/*.xml"]')
    assert find(edition).documents == [edition / "a.xml"]


WAYS = {
    "xinclude": f'<TEI {TEI} {XI}><xi:include href="{{}}"/></TEI>',
    "xinclude of text": f'<TEI {TEI} {XI}><xi:include parse="text" href="{{}}"/></TEI>',
    "link": f'<TEI {TEI}><ref target="{{}}"/></TEI>',
    "xml-model": f'<?xml-model href="{{}}" schematypens="{RNG[7:-1]}"?><TEI {TEI}/>',
    "catalog": f'<?xml-model href="urn:x.rng" schematypens="{RNG[7:-1]}"?><TEI {TEI}/>',
    "relaxng": f'<?xml-model href="m.rng"?><TEI {TEI}/>',
    "compact": f'<?xml-model href="m.rnc"?><TEI {TEI}/>',
    "schemaLocation": f'<TEI {TEI} {XSI} xsi:schemaLocation="{TEI[7:-1]} {{}}"/>',
    "xsd": f'<?xml-model href="m.xsd"?><TEI {TEI}/>',
    "xsd import": f'<?xml-model href="i.xsd"?><TEI {TEI}/>',
}
SCHEMAS = {
    "m.rng": f'<externalRef {RNG} href="{{}}"/>',
    "m.rnc": 'start = external "{}"',
    "m.xsd": f'<xs:schema {XS}><xs:include schemaLocation="{{}}"/></xs:schema>',
    "i.xsd": f'<xs:schema {XS}><xs:import namespace="urn:a" schemaLocation="{{}}"/></xs:schema>',
    "catalog.xml": f'<catalog {CATALOG}><uri name="urn:x.rng" uri="{{}}"/></catalog>',
}


@pytest.mark.parametrize("target", [".git/config", "%2Egit/config", "./.env", "../outside", "link"])
@pytest.mark.parametrize("way", WAYS)
def test_no_way_in_reads_a_file_that_is_not_the_editions(
    edition: Path, siglum: Siglum, way: str, target: str
) -> None:
    (edition / "link").symlink_to(edition / ".git/config")
    for name, schema in SCHEMAS.items():
        (edition / name).write_text(schema.format(target))
    (edition / "edition.toml").write_text(
        '[edition]\nsources = ["d.xml"]\n[schemas]\ncatalog = "catalog.xml"\n'
    )
    (edition / "d.xml").write_text(WAYS[way].format(target))
    report = Checker(load(edition / "edition.toml")).check(edition / "d.xml")
    refused = [one for one in report.findings if one.code not in ("SG205", "SG202")]
    said = " ".join(one.message for one in report.findings)
    assert refused and SECRET not in said
    assert "hidden" in said or "outside" in said
    assert {one.span.file.name for one in report.findings} <= {"d.xml", *SCHEMAS}


@pytest.mark.parametrize("linked", [".git/config", "../outside"])
def test_no_line_of_another_file_is_shown(edition: Path, siglum: Siglum, linked: str) -> None:
    (edition / "d.xml").symlink_to(edition / linked)
    for folder in ((edition, ()), (edition.parent, ("edition",))):
        run = siglum("validate", *folder[1], cwd=folder[0])
        assert "SG404" in run.stdout and SECRET not in run.stdout
    (edition / "edition.toml").unlink()  # then the folder says nothing of what belongs to it
    run = siglum("validate", ".", cwd=edition)
    assert run.returncode == 1 and SECRET not in run.stdout


def test_a_catalog_that_leads_out_is_a_finding_of_the_document(edition: Path) -> None:
    (edition / "catalog.xml").write_text(SCHEMAS["catalog.xml"].format("file:///etc/passwd"))
    (edition / "edition.toml").write_text(
        '[edition]\nsources = ["d.xml"]\n[schemas]\ncatalog = "catalog.xml"\n'
    )
    (edition / "d.xml").write_text(WAYS["catalog"])
    (finding,) = Checker(load(edition / "edition.toml")).check(edition / "d.xml").findings
    assert finding.code == "SG206"
    assert "“file:///etc/passwd” lies outside the edition" in finding.message


def codes(paths: tuple[Path, ...], folder: Path, *schemas: str) -> dict[str, list[str]]:
    reports = in_order(paths, folder, Options(schemas), 1)
    return {one.path.name: [finding.code for finding in one.findings] for one in reports}


def test_a_part_is_in_order_where_what_includes_it_is_checked(edition: Path) -> None:
    (edition / "main.xml").write_text(
        f'<?xml-model href="m.rnc"?><TEI {TEI} {XI}><xi:include href="a/part.xml"/></TEI>'
    )
    (edition / "m.rnc").write_text(
        f'default namespace = "{TEI[7:-1]}"\nstart = element TEI {{ element div {{ empty }} }}'
    )
    (edition / "a").mkdir()
    (edition / "a/part.xml").write_text(f"<div {TEI}/>")
    (edition / "a/stray.xml").write_text(f"<div {TEI}/>")
    assert codes((edition,), edition) == {"main.xml": [], "part.xml": [], "stray.xml": ["SG104"]}


def test_any_xml_is_checked_against_a_schema_that_is_named(edition: Path) -> None:
    (edition / "m.rnc").write_text("start = element a { empty }")
    (edition / "a.xml").write_text("<a/>")
    (edition / "b.xml").write_text("<b/>")
    (edition / "c.xml").write_text('<?xml-model href="m.rnc"?><b/>')
    paths = (edition / "a.xml", edition / "b.xml")
    assert codes(paths, edition, str(edition / "m.rnc")) == {"a.xml": [], "b.xml": ["RNG101"]}
    assert codes((edition / "c.xml",), edition) == {"c.xml": ["RNG101"]}
    assert codes((edition / "a.xml",), edition) == {"a.xml": ["SG104"]}


@pytest.mark.parametrize(
    ("doctype", "expected"),
    [
        ('<!DOCTYPE TEI SYSTEM "x.dtd">', ["SG113"]),
        ('<!DOCTYPE TEI PUBLIC "-//TEI//DTD" "x.dtd">', ["SG113"]),
        ('<!DOCTYPE TEI [<!ATTLIST p n CDATA "1">]>', ["SG113"]),
        ("<!DOCTYPE TEI [<!ELEMENT p ANY>]>", ["SG113"]),
        ("<!DOCTYPE TEI>", []),
        ("<!-- <!DOCTYPE TEI SYSTEM 'x.dtd'> -->", []),
    ],
)
def test_a_dtd_is_not_read_and_that_is_told(
    edition: Path, doctype: str, expected: list[str]
) -> None:
    (edition / "d.xml").write_text(f"{doctype}<TEI {TEI}/>")
    found = codes((edition / "d.xml",), edition)["d.xml"]
    assert [code for code in found if code != "SG205"] == expected


def test_a_local_schema_that_is_not_there_has_no_advice_to_fetch_it(edition: Path) -> None:
    (edition / "d.xml").write_text(f'<?xml-model href="schemas/x.rnc"?><TEI {TEI}/>')
    (finding,) = Checker(find(edition)).check(edition / "d.xml").findings
    assert finding.code == "SG206"
    assert finding.help is not None and "schema add" not in finding.help


def test_a_schema_that_a_document_hints_at_is_used(edition: Path) -> None:
    (edition / "a.xsd").write_text(
        f'<xs:schema {XS} targetNamespace="urn:a"><xs:element name="a"/></xs:schema>'
    )
    (edition / "b.xsd").write_text(f'<xs:schema {XS}><xs:element name="a"/></xs:schema>')
    for number, (text, expected) in enumerate(
        [
            (f'<a xmlns="urn:a" {XSI} xsi:schemaLocation="urn:b b.xsd urn:a a.xsd"/>', []),
            (f'<b xmlns="urn:a" {XSI} xsi:schemaLocation="urn:a a.xsd"/>', ["SG202"]),
            (f'<a {XSI} xsi:noNamespaceSchemaLocation="b.xsd"/>', []),
            (f'<a {XSI} xsi:noNamespaceSchemaLocation="c.xsd"/>', ["SG206"]),
        ]
    ):
        path = edition / f"{number}.xml"
        path.write_text(text)
        assert sorted(codes((path,), edition)[path.name]) == sorted(expected), text
