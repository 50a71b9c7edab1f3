"""Every code is explained, and the examples are true."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from siglum import relaxng
from siglum.checks import Checker
from siglum.edition.config import load
from siglum.findings import codes
from siglum.findings.codes import CODES
from siglum.findings.diagnostics import CannotRun
from siglum.findings.explanations import explanation, explanations

TEI = "http://www.tei-c.org/ns/1.0"
CABLE = "tei/1949-01-10-mao-to-filippov.xml"
BLOCK = re.compile(r"<(p|div|opener|xi:include)\b")

# Codes whose example no document can show.
NO_DOCUMENT = {
    "SG102": "a file of no bytes",
    "SG105": "a file of bytes that are no text",
    "SG106": "a command",
    "SG107": "a command",
    "SG108": "a command",
    "SG111": "it needs thousands of elements",
    "SG112": "it needs a fault of siglum",
    "SG408": "it needs an element that the edition's schema leaves out",
    "SG409": "a command",
    "RNG122": "it needs a very large schema",
    "RNG013": "it needs hundreds of parentheses",
    "SCH-STOPPED": "a command",
}
ABOUT_TEXT = [
    code
    for code in explanations()
    if re.match("SG[^25679]|SG20[256]|RNG1", code) and code not in NO_DOCUMENT and code != "RNG111"
]
"""Codes whose example is run as the text of a document: of each family but those of files, settings
and outputs."""
ABOUT_A_GRAMMAR = [c for c in explanations() if c.startswith("RNG0") and c not in NO_DOCUMENT]
ABOUT_RULES = [c for c in explanations() if c.startswith("SCH") and c not in NO_DOCUMENT]

FROM_XSD = '[edition]\ntitle = "T"\n[schemas]\nxsd = "schema/siglum-edition.xsd"\n'
FROM_RULES = (
    '[edition]\ntitle = "T"\n[schemas]\nrelaxng = "schema/siglum-edition.rng"\n'
    'schematron = "schema/siglum-edition.sch"\n'
)
FROM_THE_DOCUMENT = '[edition]\ntitle = "T"\n'


def settings(code: str) -> str:
    """Return the edition.toml with which an example is checked."""
    if code in ("SG205", "SG206"):
        return FROM_THE_DOCUMENT
    return FROM_XSD if code == "SG202" else FROM_RULES


def placed(example: str, cable: str) -> str:
    """Return a document with an example in it: the cable's header, and the example as its text.

    Parts of the header that stand first in the example are added to those of the cable.
    """
    start, end = cable.index("<TEI"), cable.index("<text>")
    header = cable[cable.index("<teiHeader>") : end].strip()
    if "<teiHeader>…" in example:
        example = example.replace("<teiHeader>…</teiHeader>", header)
        return example.replace("<text>…</text>", '<text><body><p xml:id="p1">…</p></body></text>')
    part = re.compile(r"<(editorialDecl|langUsage|tagsDecl)>(.*?)</\1>\s*", re.DOTALL)
    while found := part.match(example):
        header = header.replace(f"</{found[1]}>", f"{found[2]}</{found[1]}>", 1)
        example = example[found.end() :]
    if example.startswith("<place "):
        declared = '<geoDecl xml:id="wgs84" datum="WGS84">degrees</geoDecl></encodingDesc>'
        header = header.replace("</encodingDesc>", declared)
        text = f"<standOff><listPlace>{example}</listPlace></standOff>"
    else:
        block = example if BLOCK.match(example) else f'<p xml:id="p0">{example or "…"}</p>'
        text = f"<text><body>{block}</body></text>"
    root = cable[start : cable.index(">", start) + 1]
    return f"{root}\n{header}\n{text}\n</TEI>\n"


@pytest.fixture(scope="module")
def corpus(copy_edition: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for the examples: the project's edition, and a file to include."""
    folder = copy_edition(tmp_path_factory.mktemp("examples") / "edition")
    part = f'<div xmlns="{TEI}" xml:id="point-2"><p xml:id="point-2-1">Two.</p></div>'
    (folder / "tei/point-2.xml").write_text(part, "utf-8")
    return folder


@pytest.fixture(scope="module")
def checkers(corpus: Path) -> dict[str, Checker]:
    """A checker for each of the settings, so that schemas are loaded once."""
    made = {}
    for number, text in enumerate((FROM_RULES, FROM_XSD, FROM_THE_DOCUMENT)):
        (corpus / f"{number}.toml").write_text(text, "utf-8")
        made[text] = Checker(load(corpus / f"{number}.toml"))
    return made


@pytest.fixture(scope="module")
def grammar(corpus: Path) -> Any:
    return relaxng.load(corpus / "schema/siglum-edition.rng")


def write(corpus: Path, example: str) -> Path:
    path = corpus / "tei/example.xml"
    path.write_text(placed(example, (corpus / CABLE).read_text("utf-8")), "utf-8")
    return path


def test_every_code_is_explained() -> None:
    for entry in explanations().values():
        assert entry.why and entry.wrong != entry.right


def test_no_code_stands_in_two_families() -> None:
    families = Path(codes.__file__).parent.glob("*.py")
    listed = re.findall(r'^    "([\w-]+)": Code\(', "".join(map(Path.read_text, families)), re.M)
    assert sorted(listed) == sorted(CODES)


def test_every_code_is_one_that_siglum_reports(repo: Path) -> None:
    """What no program text names was retired, and belongs out of the catalogue."""
    files = [
        path
        for path in (repo / "toolkit/siglum").rglob("*.py")
        if path.name != "errors.py" and path.parent.name != "codes"
    ]
    files += [*(repo / "schema").glob("*.sch"), *(repo / "xslt").rglob("*.xsl")]
    named = set(
        re.findall(r"\b(?:(?:SG|ODD)\d{3}|SCH(?:-[A-Z]+)?)\b", "".join(map(Path.read_text, files)))
    )
    assert {code for code in CODES if not code.startswith("RNG")} == named


def test_the_codes_of_the_grammar_engine_are_in_the_catalogue(repo: Path) -> None:
    known = {code for code in CODES if code.startswith("RNG")}
    assert known <= set(relaxng.CODES)
    files = [p for p in (repo / "toolkit/siglum/relaxng").rglob("*.py") if p.name != "errors.py"]
    assert set(re.findall(r"\bRNG\d{3}\b", "".join(map(Path.read_text, files)))) <= known


@pytest.mark.parametrize("code", [c for c in ABOUT_TEXT if not c.startswith("RNG")])
def test_the_wrong_example_has_its_finding(
    corpus: Path, checkers: dict[str, Checker], code: str
) -> None:
    path = write(corpus, explanations()[code].wrong)
    found = [finding.code for finding in checkers[settings(code)].check(path).findings]
    assert code in found


@pytest.mark.parametrize("code", [c for c in ABOUT_TEXT if c.startswith("RNG")])
def test_the_wrong_example_has_its_finding_in_the_grammar(
    corpus: Path, grammar: Any, code: str
) -> None:
    found = {error.code for error in grammar.validate(write(corpus, explanations()[code].wrong))}
    assert found == {code}


@pytest.mark.parametrize("code", ABOUT_TEXT)
def test_the_right_example_has_no_finding(
    corpus: Path, checkers: dict[str, Checker], code: str
) -> None:
    path = write(corpus, explanations()[code].right)
    assert checkers[settings(code)].check(path).findings == ()


def test_a_reference_to_an_id_is_explained_truly(tmp_path: Path) -> None:
    grammar = tmp_path / "grammar.rnc"
    grammar.write_text(
        "element play { (element person { attribute id { xsd:ID } }"
        " | element speech { attribute by { xsd:IDREF } })* }"
    )
    schema = relaxng.load(grammar)
    document = tmp_path / "play.xml"
    entry = explanations()["RNG111"]
    for example, expected in ((entry.wrong, ["RNG111"]), (entry.right, [])):
        document.write_text(f"<play>{example}</play>")
        assert [error.code for error in schema.validate(document)] == expected


@pytest.mark.parametrize("code", ABOUT_A_GRAMMAR)
def test_the_example_of_a_grammar_is_true(tmp_path: Path, code: str) -> None:
    entry = explanations()[code]
    (tmp_path / "names.rng").write_text(rng('<element name="persName"><text/></element>'))
    with pytest.raises(relaxng.SchemaError) as caught:
        relaxng.load(schema_file(tmp_path, entry.wrong))
    assert caught.value.code == code
    relaxng.load(schema_file(tmp_path, entry.right))


def rng(pattern: str) -> str:
    namespace = "http://relaxng.org/ns/structure/1.0"
    return re.sub(r"^<(\w+)", rf'<\1 xmlns="{namespace}"', pattern, count=1)


def schema_file(folder: Path, example: str) -> Path:
    """Write an example in XML or compact syntax as a schema of its own."""
    path = folder / ("schema.rng" if example.startswith("<") else "schema.rnc")
    path.write_text(rng(example) if example.startswith("<") else example)
    return path


@pytest.mark.parametrize("code", ABOUT_RULES)
def test_the_example_of_rules_is_true(tmp_path: Path, code: str) -> None:
    entry = explanations()[code]
    assert code in codes_of_rules(tmp_path, entry.wrong)
    assert not [c for c in codes_of_rules(tmp_path, entry.right) if c.startswith("SCH")]


def codes_of_rules(folder: Path, example: str) -> list[str]:
    """Return what an example of rules finds in a small document, or why it can't be used.

    The rules and the document lie in the edition's folder itself.
    """
    from siglum import schematron

    head = 'xmlns:sch="http://purl.oclc.org/dsdl/schematron"'
    if example.startswith("<sch:schema"):
        text = example.replace("<sch:schema", f"<sch:schema {head}", 1)
    elif example.startswith("<schema"):
        text = example
    else:
        if example.startswith("<sch:rule"):
            example = f"<sch:pattern>{example}</sch:pattern>"
        xsl = 'xmlns:xsl="http://www.w3.org/1999/XSL/Transform"'
        text = (
            f'<sch:schema {head} {xsl} queryBinding="xslt3">'
            f'<sch:ns prefix="tei" uri="{TEI}"/>{example}</sch:schema>'
        )
    (folder / "rules.sch").write_text(text)
    (folder / "rules-of-names.sch").write_text(f"<sch:pattern {head}/>")
    (folder / "authority").mkdir(exist_ok=True)
    person = f'<person xmlns="{TEI}"><persName/></person>'
    (folder / "authority/persons.xml").write_text(person)
    (folder / "document.xml").write_text(f'<p xmlns="{TEI}"/>')
    try:
        found = schematron.load(folder / "rules.sch", root=folder).validate(folder / "document.xml")
    except schematron.SchemaError as error:
        return [error.code]
    return [error.code for error in found]


def test_the_example_of_edition_toml_is_true(tmp_path: Path) -> None:
    entry = explanations()["SG901"]
    path = tmp_path / "edition.toml"
    path.write_text(entry.wrong)
    with pytest.raises(CannotRun) as caught:
        load(path)
    assert [finding.code for finding in caught.value.diagnostics] == ["SG901"]
    path.write_text(entry.right)
    load(path)


def test_the_text_has_title_reason_both_examples_and_hint(siglum: Any) -> None:
    run = siglum("explain", "sg301")
    assert run.returncode == 0
    assert run.stdout == explanation("SG301")
    assert run.stdout.startswith("SG301 (error): A hand without a name\n")
    for part in (explanations()["SG301"].wrong, explanations()["SG301"].right):
        assert f"    {part}\n" in run.stdout
    assert f"What to do: {CODES['SG301'].help}\n" in run.stdout


@pytest.mark.parametrize(
    ("code", "hint"),
    [("SG4022", "did you mean “SG402”?"), ("sch-brocken", "did you mean “SCH-BROKEN”?")],
)
def test_an_unknown_code_is_status_2_with_the_nearest(siglum: Any, code: str, hint: str) -> None:
    run = siglum("explain", code)
    assert (run.returncode, run.stdout) == (2, "")
    assert f"there is no code “{code}”; {hint}" in run.stderr


def test_a_code_like_no_other_is_status_2(siglum: Any) -> None:
    run = siglum("explain", "hello")
    assert run.returncode == 2
    assert "there is no code “hello”; a schema's own rules say all by their message" in run.stderr
