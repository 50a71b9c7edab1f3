"""The rules of TEI P5, in siglum's words: each allows and refuses what TEI's own does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import pytest
from lxml import etree
from tei_cases import CALENDAR, TEI, cases, idents

from siglum import relaxng, schematron
from siglum.edition.customization import compile_file
from siglum.odd.base import DIGEST, RULES, VERSION

NAMESPACES_ONLY = {"c1", "c2", "c3"}
CASES = list(cases())
IDENTS = sorted(idents(), key=len, reverse=True)


def everything() -> str:
    """Return a customization that takes all of TEI."""
    modules = etree.parse(DIGEST).iter(f"{{{TEI}}}moduleSpec")
    references = "".join(f'<moduleRef key="{module.get("ident")}"/>' for module in modules)
    return (
        f'<TEI xmlns="{TEI}"><text><body><schemaSpec ident="tei" start="TEI teiCorpus">{references}'
        "</schemaSpec></body></text></TEI>"
    )


def compiled(folder: Path, target: str, p5subset: Path | None = None) -> Path:
    """Compile all of TEI to a format."""
    (folder / "all.odd").write_text(everything(), "utf-8")
    made = compile_file(folder / "all.odd", target, folder, p5subset=p5subset)
    assert made.findings == ()
    path = folder / f"{'own' if p5subset is None else 'theirs'}.{target}"
    path.write_text(made.text or "", "utf-8")
    return path


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> schematron.Schema:
    """The rules of all of TEI."""
    return schematron.load(compiled(tmp_path_factory.mktemp("own"), "sch"))


@pytest.fixture(scope="module")
def grammar(tmp_path_factory: pytest.TempPathFactory) -> relaxng.Schema:
    """The grammar of all of TEI."""
    return relaxng.load(compiled(tmp_path_factory.mktemp("grammar"), "rng"))


def by_rule(findings: Iterable[schematron.Error]) -> dict[str, dict[str, str]]:
    """Return what is found by the idents of the rules: paths of nodes, with the gravest role."""
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for finding in findings:
        ident = next((name for name in IDENTS if finding.code.endswith(f"-{name}")), finding.code)
        roles = {finding.role, found[ident].get(finding.path, "info")}
        found[ident][finding.path] = next(r for r in ("error", "warning", "info") if r in roles)
    return dict(found)


def test_each_rule_of_tei_has_a_text_and_cases() -> None:
    texts = etree.parse(RULES).iter(f"{{{TEI}}}constraintSpec")
    written = {text.get("ident", "") for text in texts}
    family = {ident for ident in idents() if ident.startswith(CALENDAR)}
    assert written - {f"{CALENDAR}*"} == idents() - family
    right = {case.ident for case in CASES if case.is_right and not case.found}
    wrong = {case.ident for case in CASES if not case.is_right and case.found}
    assert right == wrong == idents() - NAMESPACES_ONLY


@pytest.mark.parametrize("ident", sorted({case.ident for case in CASES}))
def test_a_rule_finds_what_is_wrong_and_nothing_else(rules: schematron.Schema, ident: str) -> None:
    for case in CASES:
        if case.ident == ident:
            found = by_rule(rules.validate(case.tree))
            assert found.get(ident, {}) == case.found, etree.tostring(case.tree)


def test_what_is_right_is_valid(rules: schematron.Schema, grammar: relaxng.Schema) -> None:
    faults = []
    for case in CASES:
        if case.is_right and not case.ident.startswith(CALENDAR):
            wrong = [*grammar.validate(case.tree), *rules.validate(case.tree)]
            faults += [f"{case.ident}: {error.message}" for error in wrong]
    assert faults == []


@pytest.fixture(scope="module")
def theirs(external: Path, tmp_path_factory: pytest.TempPathFactory) -> schematron.Schema:
    """TEI's own rules, in TEI's own expressions."""
    source = external / f"tei/p5subset-{VERSION}.xml"
    return schematron.load(compiled(tmp_path_factory.mktemp("theirs"), "sch", source))


def compared(found: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    """Return what is found by TEI's rules or by siglum's, so that it can be compared.

    TEI has a rule about @calendar at each element that has the attribute, and each of them is about
    all elements; siglum's are about their own. Together they find the same.
    """
    joined: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for ident, paths in found.items():
        calendar = ident.startswith(CALENDAR) or ident == "calendar_attr_on_empty_element"
        joined[CALENDAR if calendar else ident] |= paths
    return joined


def test_the_cases_have_the_verdict_of_teis_own_rules(
    rules: schematron.Schema, theirs: schematron.Schema
) -> None:
    for case in CASES:
        own, other = (compared(by_rule(each.validate(case.tree))) for each in (rules, theirs))
        agree = own == other
        assert agree == (case.argued is None), (case.argued, etree.tostring(case.tree))


@pytest.mark.parametrize("folder", ["corpus", "egxml"])
def test_real_documents_have_the_verdict_of_teis_own_rules(
    rules: schematron.Schema, theirs: schematron.Schema, external: Path, folder: str
) -> None:
    files = sorted((external / folder).glob("*.xml"))
    assert files
    for file in files:
        own, other = (compared(by_rule(each.validate(file))) for each in (rules, theirs))
        assert own == other, file
