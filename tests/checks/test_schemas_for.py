"""[[schemas.for]]: some files of an edition have schemas of their own, or none."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from siglum.checks import Checker
from siglum.edition.config import load
from siglum.findings.diagnostics import CannotRun

TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/>{}</TEI>'

GRAMMAR = """default namespace = "http://www.tei-c.org/ns/1.0"
start = element TEI { element teiHeader { empty }, element %s { empty } }
"""


@pytest.fixture
def two_kinds(tmp_path: Path) -> Path:
    """Letters that must have a text, registers that must have a standOff."""
    for name, element in (("letters", "text"), ("registers", "standOff")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "one.xml").write_text(TEI.format(f"<{element}/>"))
        (tmp_path / f"{name}.rnc").write_text(GRAMMAR % element)
    return tmp_path


def codes(root: Path, settings: str, file: str) -> list[str]:
    (root / "edition.toml").write_text(settings)
    checker = Checker(load(root / "edition.toml"))
    return [finding.code for finding in checker.check(root / file).findings]


FOR = '[schemas]\nrelaxng = "letters.rnc"\n[[schemas.for]]\nfiles = ["{}"]\n{}\n'


@pytest.mark.parametrize("pattern", ["registers/*.xml", "registers/**", "**/registers/*", "r*/o*"])
def test_files_of_a_pattern_have_their_own_grammar(two_kinds: Path, pattern: str) -> None:
    own = FOR.format(pattern, 'relaxng = "registers.rnc"')
    assert codes(two_kinds, own, "registers/one.xml") == []
    assert codes(two_kinds, own, "letters/one.xml") == []
    assert "RNG101" in codes(two_kinds, FOR.format("x/*", "none = true"), "registers/one.xml")


def test_files_may_have_no_schema_without_a_word(two_kinds: Path) -> None:
    assert codes(two_kinds, FOR.format("registers/*", "none = true"), "registers/one.xml") == []


def test_files_without_schemas_do_not_ask_for_one_themselves(two_kinds: Path) -> None:
    file = two_kinds / "registers" / "one.xml"
    file.write_text('<?xml-model href="nowhere.rng"?>' + file.read_text())
    assert codes(two_kinds, FOR.format("registers/*", "none = true"), "registers/one.xml") == []
    assert codes(two_kinds, "", "registers/one.xml") == ["SG206"]


def test_the_first_table_that_names_a_file_counts(two_kinds: Path) -> None:
    first = '[[schemas.for]]\nfiles = ["*/one.xml"]\nnone = true\n'
    second = '[[schemas.for]]\nfiles = ["registers/*"]\nrelaxng = "letters.rnc"\n'
    assert codes(two_kinds, first + second, "registers/one.xml") == []
    assert "RNG101" in codes(two_kinds, second + first, "registers/one.xml")


def test_a_table_stands_for_all_schemas_of_its_files(two_kinds: Path) -> None:
    """Rules of [schemas] do not judge files that have schemas of their own."""
    (two_kinds / "rules.sch").write_text(
        '<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt2">'
        '<pattern><rule context="*:standOff"><assert id="no" test="false()">No</assert></rule>'
        "</pattern></schema>"
    )
    rules = 'schematron = "rules.sch"\n'
    own = '[[schemas.for]]\nfiles = ["registers/*"]\nrelaxng = "registers.rnc"\n'
    assert codes(two_kinds, f"[schemas]\n{rules}", "registers/one.xml") == ["no"]
    assert codes(two_kinds, f"[schemas]\n{rules}{own}", "registers/one.xml") == []
    assert codes(two_kinds, f"{own}{rules}", "registers/one.xml") == ["no"]


WRONG = {
    '[[schemas.for]]\nfiles = ["a/*"]\n': (1, 3, "a table [[schemas.for]] names no schema"),
    '[[schemas.for]]\nfiles = ["a/*"]\nnone = true\nxsd = "a.xsd"': (
        3,
        1,
        "names schemas, and says that there are none",
    ),
    "[[schemas.for]]\nnone = true": (1, 3, "a table [[schemas.for]] names no files"),
    '[[schemas.for]]\nnone = true\nfiles = "a/*"': (3, 1, "“files” must be a list of strings"),
    '[[schemas.for]]\nnone = "yes"\nfiles = ["a"]': (2, 1, "“none” must be true or false"),
    '[[schemas.for]]\nfiles = ["a"]\nnone = true\n[[schemas.for]]\nfiles = ["../b"]\nnone = true': (
        5,
        1,
        "“../b” lies outside the edition",
    ),
    '[schemas.for]\nfiles = ["a/*"]\nnone = true': (1, 2, "must be tables: [[schemas.for]]"),
    '[[schemas.for]]\nfiles = ["a"]\nnone = true\nrelaxn = "x"': (4, 1, "unknown key “relaxn”"),
    '[[schemas.for]]\nfiles = ["a"]\nrelaxng = "/x.rng"': (3, 1, "lies outside the edition"),
    '[[findings.for]]\nfiles = ["a"]\nignore = ["SG4O2"]': (3, 1, "there is no code “SG4O2”"),
    '[findings]\nselect = ["SG99"]': (2, 1, "there is no code “SG99”"),
    '[findings]\nbaseline = "../known.jsonl"': (2, 1, "lies outside the edition"),
    '[findings]\nbaseline = ".git/config"': (2, 1, "is a hidden file"),
    'ignore = ["SG3"]': (1, 1, "unknown key outside a table “ignore”"),
}


@pytest.mark.parametrize("text", WRONG)
def test_a_wrong_table_is_named_with_its_line(tmp_path: Path, text: str) -> None:
    line, column, words = WRONG[text]
    (tmp_path / "edition.toml").write_text(text)
    with pytest.raises(CannotRun) as caught:
        load(tmp_path / "edition.toml")
    finding = next(one for one in caught.value.diagnostics if words in one.message)
    assert (finding.code, finding.span.line, finding.span.column) == ("SG901", line, column)


def test_a_schema_of_a_table_that_is_not_there_is_told_when_it_is_needed(tmp_path: Path) -> None:
    text = '[schemas]\nodd = "x.odd"\n[[schemas.for]]\nfiles = ["a/*"]\nrelaxng = "a.rng"\n'
    (tmp_path / "edition.toml").write_text(text)
    (tmp_path / "x.odd").touch()
    with pytest.raises(CannotRun) as caught:
        Checker(load(tmp_path / "edition.toml"))
    (finding,) = caught.value.diagnostics
    assert (finding.span.line, finding.message) == (5, "the schema “a.rng” is not there")
    assert finding.help == "Make it: siglum odd compile x.odd --to rng -o a.rng"


def test_registers_of_a_project_are_no_letters(external: Path, tmp_path: Path) -> None:
    source = external / "editions" / "letters"
    for name in ("register/Themen.xml", "register/Korrespondenzkreise.xml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copyfile(source / name, tmp_path / name)
    shutil.copyfile(external / "tei/exemplars/tei_all.rng", tmp_path / "tei_all.rng")
    plain = '[schemas]\nrelaxng = "tei_all.rng"\n'
    own = f'{plain}[[schemas.for]]\nfiles = ["register/**"]\nnone = true\n'
    for name in ("register/Themen.xml", "register/Korrespondenzkreise.xml"):
        found = [code for code in codes(tmp_path, plain, name) if code.startswith("RNG")]
        assert found
        assert not [c for c in codes(tmp_path, own, name) if c.startswith(("RNG", "SG2"))]
