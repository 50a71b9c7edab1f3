"""What the engines find is data when it has become a finding of siglum: plain, and whole."""

from __future__ import annotations

import pickle
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from siglum.checks import Checker, Options
from siglum.checks.grammar_findings import AgainstGrammar
from siglum.checks.habits import InTei
from siglum.checks.rule_findings import AgainstRules
from siglum.checks.xsd_kinds import AgainstXsd
from siglum.edition.config import load
from siglum.edition.customization import compile_file
from siglum.edition.customization_findings import InCustomization
from siglum.findings.diagnostics import Diagnostic

TEI = "http://www.tei-c.org/ns/1.0"
GRAMMAR = f"""
default namespace = "{TEI}"
start = element TEI {{ teiHeader?, element text {{ element p {{ attribute n {{ xsd:int }}?, inline }}* }} }}
teiHeader = element teiHeader {{ empty }}
inline = (text | element hi {{ attribute rend {{ text }}?, inline }} | element lb {{ empty }})*
"""
RULES = f"""<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3">
<ns prefix="t" uri="{TEI}"/><pattern><rule context="t:p"><assert test="@n" id="n">no n</assert>
<assert test="1 div 0" id="broken">never</assert></rule></pattern></schema>"""
XSD = f"""<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="{TEI}"
 elementFormDefault="qualified"><xs:element name="TEI"><xs:complexType><xs:sequence>
<xs:element name="text"/></xs:sequence></xs:complexType></xs:element></xs:schema>"""
DOCUMENT = f"""<TEI xmlns="{TEI}"><teiHeader/><text>
<p>a <b>b</b><lb>c</lb></p><p n="x" class="y">z</p></text></TEI>"""


def findings(folder: Path) -> list[Diagnostic]:
    (folder / "tei.rnc").write_text(GRAMMAR, "utf-8")
    (folder / "rules.sch").write_text(RULES, "utf-8")
    (folder / "tei.xsd").write_text(XSD, "utf-8")
    (folder / "x.xml").write_text(DOCUMENT, "utf-8")
    (folder / "edition.toml").write_text('[edition]\ntitle = "T"\n', "utf-8")
    found: list[Diagnostic] = []
    for name in ("tei.rnc", "rules.sch", "tei.xsd"):
        options = Options((str(folder / name),), cached=False)
        found += Checker(load(folder / "edition.toml"), options).check(folder / "x.xml").findings
    (folder / "x.odd").write_text(
        f'<TEI xmlns="{TEI}"><schemaSpec ident="x"><moduleRef key="kore"/></schemaSpec></TEI>'
    )
    made = compile_file(folder / "x.odd", "rng", folder)
    return [*found, *made.findings]


def is_plain(value: Any) -> bool:
    if isinstance(value, tuple):
        return type(value) is tuple and all(map(is_plain, value))
    if is_dataclass(value):
        return all(is_plain(getattr(value, field.name)) for field in fields(value))
    return value is None or isinstance(value, str | int | float)


def test_what_the_engines_find_is_plain_data(tmp_path: Path) -> None:
    kinds = [finding.kind for finding in findings(tmp_path)]
    assert {type(kind) for kind in kinds} >= {
        AgainstGrammar,
        AgainstRules,
        AgainstXsd,
        InCustomization,
    }
    for kind in kinds:
        assert is_plain(kind)
        assert pickle.loads(pickle.dumps(kind)) == kind
        assert hash(kind) == hash(kind)


def test_a_habit_is_told_with_its_data(tmp_path: Path) -> None:
    habits = [one.kind.habit for one in findings(tmp_path) if isinstance(one.kind, AgainstGrammar)]
    assert InTei("hi", (("rend", "bold"),)) in habits
