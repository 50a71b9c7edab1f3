"""XSD 1.1: a schema is read in the version that it is written in, and its expressions are bounded."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from commands import Siglum
from siglum.checks import xsd_apart
from siglum.checks.xsd import xsd_check
from siglum.checks.xsd_loading import Language, load
from siglum.edition.document import Document, parse
from siglum.findings.diagnostics import CannotUse, Diagnostic

TEI = "http://www.tei-c.org/ns/1.0"
XS = "http://www.w3.org/2001/XMLSchema"
VC = "http://www.w3.org/2007/XMLSchema-versioning"

Check = Callable[..., list[list[Diagnostic]]]


@pytest.fixture
def check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Check:
    """Check a document against declarations."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))

    def check(declarations: str, *documents: str, attributes: str = "") -> list[list[Diagnostic]]:
        schema = tmp_path / "schema.xsd"
        schema.write_text(f'<xs:schema xmlns:xs="{XS}" {attributes}>{declarations}</xs:schema>')
        path = tmp_path / "document.xml"
        checked = xsd_check(schema, boundary=tmp_path)
        read = [Document(path, text.encode(), parse(path, text.encode())) for text in documents]
        return [list(checked(document)) for document in read]

    return check


def typed(content: str) -> str:
    """Return an element a of a complex type."""
    return f'<xs:element name="a"><xs:complexType>{content}</xs:complexType></xs:element>'


BOUNDS = '<xs:attribute name="min" type="xs:int"/><xs:attribute name="max" type="xs:int"/>'
FEATURES = {
    "assert": (
        typed(f'{BOUNDS}<xs:assert test="@min le @max"/>'),
        '<a min="1" max="2"/>',
        '<a min="3" max="2"/>',
    ),
    "assertion": (
        '<xs:element name="a"><xs:simpleType><xs:restriction base="xs:int">'
        '<xs:assertion test="$value mod 2 = 0"/></xs:restriction></xs:simpleType></xs:element>',
        "<a>2</a>",
        "<a>3</a>",
    ),
    "alternative": (
        '<xs:element name="a" type="xs:anyType"><xs:alternative test="@t=\'n\'" type="n"/>'
        '</xs:element><xs:complexType name="n"><xs:simpleContent><xs:extension base="xs:int">'
        '<xs:attribute name="t"/></xs:extension></xs:simpleContent></xs:complexType>',
        '<a t="n">1</a>',
        '<a t="n">x</a>',
    ),
    "openContent": (
        typed(
            '<xs:openContent><xs:any processContents="lax"/></xs:openContent>'
            '<xs:sequence><xs:element name="b"/></xs:sequence>'
        ),
        "<a><x/><b/><y/></a>",
        "<a><x/></a>",
    ),
    "all repeated": (
        typed(
            '<xs:all><xs:element name="b" maxOccurs="3"/><xs:element name="c"/></xs:all>',
        ),
        "<a><b/><c/><b/></a>",
        "<a><b/><b/></a>",
    ),
}


@pytest.mark.parametrize("feature", FEATURES)
def test_what_only_the_new_version_knows_is_obeyed(check: Check, feature: str) -> None:
    declarations, right, wrong = FEATURES[feature]
    fine, faulty = check(declarations, right, wrong)
    assert fine == []
    assert [item.code for item in faulty][:1] == ["SG202"]


def test_a_schema_that_says_so_is_in_the_new_version(check: Check) -> None:
    declarations = '<xs:element name="a" vc:minVersion="1.1"/>'
    assert check(declarations, "<a/>", attributes=f'xmlns:vc="{VC}" vc:minVersion="1.1"') == [[]]


def test_a_part_in_the_new_version_makes_it_the_whole_schema_s(
    check: Check, tmp_path: Path
) -> None:
    declarations, right, wrong = FEATURES["openContent"]
    (tmp_path / "part.xsd").write_text(f'<xs:schema xmlns:xs="{XS}">{declarations}</xs:schema>')
    fine, faulty = check('<xs:include schemaLocation="part.xsd"/>', right, wrong)
    assert (fine, len(faulty)) == ([], 1)


def test_parts_for_either_version_are_those_of_the_new_one(check: Check) -> None:
    either = (
        '<xs:element name="a" vc:maxVersion="1.1" type="xs:int"/>'
        '<xs:element name="a" vc:minVersion="1.1" type="xs:date"/>'
    )
    fine, faulty = check(either, "<a>1949-01-10</a>", "<a>1</a>", attributes=f'xmlns:vc="{VC}"')
    assert (fine, len(faulty)) == ([], 1)


def test_a_finding_of_an_assertion_stands_at_its_element(check: Check) -> None:
    declarations, _, wrong = FEATURES["assert"]
    within = '<xs:sequence><xs:element ref="a"/></xs:sequence>'
    outer = f'<xs:element name="r"><xs:complexType>{within}</xs:complexType></xs:element>'
    [[finding]] = check(declarations + outer, f"<r>\n  {wrong}</r>")
    assert (finding.span.line, finding.span.column) == (2, 3)


MANY = "for $a in 1 to 100000, $b in 1 to 100000, $c in 1 to 100000 return 1"
DOUBLED = "'" + "x" * 100 + "'"
for _ in range(40):
    DOUBLED = f"replace({DOUBLED}, 'x', 'xx')"


@pytest.mark.parametrize(
    "test",
    [
        f"count({MANY}) = 0",
        "count(1 to 100000000000) = 0",
        f"string-length({DOUBLED}) = 0",
        "matches(@t, '^(a+)+$')",
    ],
)
def test_an_endless_expression_is_ended_and_told(
    check: Check, monkeypatch: pytest.MonkeyPatch, test: str
) -> None:
    monkeypatch.setattr(xsd_apart, "SECONDS", 2)
    declarations = typed(f'<xs:attribute name="t"/><xs:assert test="{test}"/>')
    try:
        [[finding]] = check(declarations, f'<a t="{"a" * 60}b"/>')
    except CannotUse as broken:  # xmlschema evaluates what it can when it reads the schema
        finding = broken.diagnostic
    assert finding.code == "SG203"
    assert "more than 2 seconds" in finding.message


def test_an_expression_reads_no_file(check: Check, tmp_path: Path) -> None:
    (tmp_path / "secret.xml").write_text("<secret/>")
    address = (tmp_path / "secret.xml").as_uri()
    calls = (f"doc('{address}')", f"collection('{address}')", f"doc-available('{address}')")
    tests = "".join(f'<xs:assert test="exists({call}[. = true()])"/>' for call in calls)
    [found] = check(typed(tests), "<a/>")
    assert len(found) == len(calls)
    assert not any("<secret" in item.message for item in found)


@pytest.mark.parametrize("where", [".git/part.xsd", "../part.xsd", "part.link"])
@pytest.mark.parametrize("way", ["include", "import", "redefine", "override"])
def test_no_file_is_opened_that_may_not_be_read(tmp_path: Path, where: str, way: str) -> None:
    folder = tmp_path / "edition"
    (folder / ".git").mkdir(parents=True)
    (folder / "part.link").symlink_to(tmp_path / "part.xsd")
    for place in (".git/part.xsd", "../part.xsd"):
        (folder / place).write_text("my secret")  # were it opened, it would be no schema
    namespace = 'namespace="urn:x"' if way == "import" else ""
    reference = f'<xs:{way} {namespace} schemaLocation="{where}"/>'
    schema = folder / "schema.xsd"
    schema.write_text(f'<xs:schema xmlns:xs="{XS}">{reference}</xs:schema>')
    for language in (Language(False, False), Language(True, False)):
        with pytest.raises(CannotUse):
            load(schema, folder, False, language)
    with pytest.raises(CannotUse) as broken:
        xsd_check(schema, boundary=folder)
    message = broken.value.diagnostic.message
    assert "outside the edition" in message or "hidden" in message
    assert "secret" not in message


def test_workers_check_by_expressions_too(siglum: Siglum, tmp_path: Path) -> None:
    declarations = typed("<xs:assert test=\"@n = '1'\"/>").replace(
        "<xs:assert", '<xs:attribute name="n"/><xs:assert'
    )
    (tmp_path / "own.xsd").write_text(
        f'<xs:schema xmlns:xs="{XS}" targetNamespace="{TEI}">{declarations}</xs:schema>'.replace(
            '"a"', '"TEI"'
        )
    )
    for n in (1, 2, 3):
        (tmp_path / f"{n}.xml").write_text(f'<TEI xmlns="{TEI}" n="{n}"/>')
    (tmp_path / "edition.toml").write_text("[edition]\n")
    done = siglum(
        "validate",
        ".",
        "--schema",
        "own.xsd",
        "-j",
        "2",
        "--select",
        "SG1,SG2",
        "--format",
        "concise",
        cwd=tmp_path,
    )
    assert [line.partition(":")[0] for line in done.stdout.splitlines()] == ["2.xml", "3.xml"]
