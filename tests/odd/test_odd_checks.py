"""What is made is checked: rules as they will be run, grammars by the restrictions of RELAX NG."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from siglum.edition.customization import compile_file

SCH = "http://purl.oclc.org/dsdl/schematron"
TEI = "http://www.tei-c.org/ns/1.0"


def schema_spec(*declarations: str) -> str:
    modules = '<moduleRef key="tei"/><moduleRef key="core" include="p hi name title"/>'
    return "\n".join(['<schemaSpec ident="t" start="p">', modules, *declarations, "</schemaSpec>"])


def rules(ident: str, *parts: str) -> str:
    head = f'<elementSpec ident="{ident}" mode="change">'
    head += f'<constraintSpec ident="c" scheme="schematron"><constraint xmlns:s="{SCH}">'
    return "\n".join([head, *parts, "</constraint></constraintSpec></elementSpec>"])


def placed(odd: Any, spec: str, target: str) -> list[tuple[str, int, str]]:
    """Compile; return code, line within the schemaSpec and message of each finding."""
    return [(f.code, f.span.line - 1, f.message) for f in odd.compile(spec, target).findings]


def test_rules_that_can_not_be_run_are_told_where_they_stand(odd: Any) -> None:
    spec = schema_spec(
        rules(
            "p",
            '<s:assert test="tei:hi">Right</s:assert>',
            '<s:assert id="cut" test="tei:hi[">Wrong</s:assert>',
            '<s:rule context="tei:p">',
            '<s:let name="n" value="count(nowhere:hi)"/>',
            '<s:report test="$n">No</s:report>',
            '<s:report test="$m">No</s:report>',
            "</s:rule>",
        ),
        rules("hi", '<s:rule context="tei:p//">', '<s:assert test="1">No</s:assert>', "</s:rule>"),
    )
    found = sorted(placed(odd, spec, "sch"))
    assert [(code, line) for code, line, _ in found] == [("ODD114", n) for n in (5, 7, 9, 13)]
    assert found[0][2].startswith("assert “cut” can't be used: XPST0003")
    assert "nowhere" in found[1][2]
    assert "$m" in found[2][2]


def test_a_prefix_is_declared_in_the_constraint(odd: Any) -> None:
    wrong = rules("p", '<s:assert test="x:hi">Wrong</s:assert>')
    declared = rules("hi", '<s:ns prefix="x" uri="urn:x"/>', '<s:assert test="x:hi">Ok</s:assert>')
    [(code, line, message)] = placed(odd, schema_spec(wrong), "sch")
    assert (code, line) == ("ODD114", 4)
    assert "x" in message
    assert placed(odd, schema_spec(declared), "sch") == []


def test_rules_are_checked_in_the_file_of_rules_only(odd: Any) -> None:
    wrong = schema_spec(rules("p", '<s:assert test="x:hi">Wrong</s:assert>'))
    made = odd.compile(wrong, "sch")
    assert "x:hi" in made.text  # a warning leaves a file
    assert placed(odd, wrong, "rng") == []


@pytest.mark.parametrize("target", ["rng", "rnc"])
@pytest.mark.parametrize("attributes", ['except="urn:x"', 'except=""'])
def test_any_element_that_lets_in_the_schemas_own_is_refused(
    odd: Any, target: str, attributes: str
) -> None:
    spec = schema_spec(
        '<elementSpec ident="p" mode="change"><content>',
        f"<anyElement {attributes}/>",
        "</content></elementSpec>",
    )
    made = odd.compile(spec, target)
    [finding] = made.findings
    assert (finding.code, finding.span.line) == ("ODD010", 5)
    assert "“id”" in finding.message
    known = "urn:x " if "urn:x" in attributes else ""
    assert finding.help == f'Leave those out, as in except="{known}{TEI}".'
    assert made.text == ""


def test_any_element_beside_the_schemas_own_is_allowed(odd: Any) -> None:
    for attributes in ("", f'except="{TEI}"'):
        content = f"<content><anyElement {attributes}/></content>"
        spec = schema_spec(f'<elementSpec ident="p" mode="change">{content}</elementSpec>')
        assert odd.compile(spec, "rng").findings == ()


def test_any_other_grammar_that_is_not_allowed_is_told(odd: Any) -> None:
    spec = schema_spec(
        '<elementSpec ident="p" mode="change"><content>',
        '<rng:interleave xmlns:rng="http://relaxng.org/ns/structure/1.0">',
        "<rng:text/><rng:text/></rng:interleave></content></elementSpec>",
    )
    [(code, line, message)] = placed(odd, spec, "rng")
    assert (code, line) == ("ODD010", 3)
    assert "two parts of an interleave have text" in message


@pytest.mark.parametrize("name", ["tei_all", "tei_lite", "tei_ms", "tei_minimal"])
def test_all_that_tei_itself_says_is_found_right(external: Path, name: str) -> None:
    folder = external / "tei"
    source = folder / "exemplars" / f"{name}.odd"
    p5subset = folder / "p5subset-4.8.0.xml"
    for target in ("rng", "sch"):
        compiled = compile_file(source, target, folder, p5subset=p5subset)
        assert [f for f in compiled.findings if f.code in ("ODD010", "ODD114")] == []


def test_a_context_without_prefix_is_told(odd: Any) -> None:
    spec = schema_spec(
        rules(
            "p",
            '<s:rule context="hi[@rend] | tei:p/hi | x">',
            '<s:assert test="@rend">Wrong</s:assert>',
            "</s:rule>",
        )
    )
    [finding] = odd.compile(spec, "sch").findings
    assert finding.message == "the context “hi[@rend]” matches nothing: “hi” needs a prefix"
    assert (finding.code, finding.help) == ("ODD114", "Write tei:hi.")


@pytest.mark.parametrize(
    ("declaration", "message", "help"),
    [
        (
            '<elementspec ident="p" mode="change"/>',
            "“elementspec” is no part of schemaSpec, and changes nothing",
            "Did you mean “elementSpec”?",
        ),
        (
            '<elementSpec ident="p" mode="change"><attDef ident="n" mode="delete"/></elementSpec>',
            "“attDef” is no part of elementSpec, and changes nothing",
            "Put it into attList.",
        ),
        (
            '<elementSpec ident="p" mode="change"><attList>'
            '<attDef ident="n" mode="change" usage="required"/></attList></elementSpec>',
            "“required” is no value of usage",
            "Write one of: req, rec, opt, mwa.",
        ),
        (
            '<specGrp><elementSpek ident="p" mode="delete"/><p>Prose</p></specGrp>',
            "“elementSpek” is no part of specGrp, and changes nothing",
            "Did you mean “elementSpec”?",
        ),
        (
            rules("p", '<assert test="1">A</assert>'),
            "“assert” is no element of Schematron, and no rule",
            f'Declare xmlns:sch="{SCH}" and write sch:assert.',
        ),
    ],
)
def test_what_changes_nothing_is_told(odd: Any, declaration: str, message: str, help: str) -> None:
    [finding] = odd.compile(schema_spec(declaration), "rng").findings
    assert (finding.code, finding.message, finding.help) == ("ODD115", message, help)


@pytest.mark.parametrize(
    ("spec", "help"),
    [
        ('<schemaSpec ident="t" start="TEI"/>', "The schema has no elements: take in modules"),
        (schema_spec().replace('"p"', '"ttle"'), "Did you mean “title”?"),
    ],
)
def test_a_schema_without_start_is_one_finding(odd: Any, spec: str, help: str) -> None:
    [finding] = odd.compile(spec, "rng").findings
    assert finding.code == "ODD008"
    assert finding.help.startswith(help)


def test_a_customization_without_namespace_is_told_so(tmp_path: Path) -> None:
    path = tmp_path / "bare.odd"
    path.write_text('<TEI>\n<schemaSpec ident="t"/></TEI>')
    [finding] = compile_file(path, "rng", tmp_path).findings
    assert (finding.code, finding.span.line) == ("ODD001", 2)
    assert finding.help == f'Write <TEI xmlns="{TEI}"> at the head of the file.'
