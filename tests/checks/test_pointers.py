"""Pointers: which attributes are such, what they lead to in a file, in registers, and by keys."""

from pathlib import Path

import pytest

from siglum.checks.links import Links
from siglum.checks.world import World
from siglum.edition.config import load
from siglum.edition.reading import assembled
from siglum.findings.diagnostics import CannotRun, Diagnostic
from siglum.model import pointers as table
from siglum.odd.pointers import pointers

TEI = 'xmlns="http://www.tei-c.org/ns/1.0"'
PLACES = f'<TEI {TEI}><listPlace><place xml:id="pmb50"/><place xml:id="datong"/></listPlace></TEI>'


def test_the_table_of_pointers_is_that_of_the_digest() -> None:
    assert pointers() == (table.EVERYWHERE, table.ON_SOME)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An edition with registers of places and plants."""
    (tmp_path / "register").mkdir()
    (tmp_path / "register/places.xml").write_text(PLACES)
    plants = f'<TEI {TEI}><list><item xml:id="Plant001"/></list></TEI>'
    (tmp_path / "register/plants.xml").write_text(plants)
    return tmp_path


def found(folder: Path, text: str, links: str = "") -> list[Diagnostic]:
    """Return what is wrong with the links of a text."""
    settings = '[edition]\ntitle = "T"\nauthority = ["register/places.xml"]\n'
    (folder / "edition.toml").write_text(f"{settings}[links]\n{links}\n", "utf-8")
    path = folder / "document.xml"
    data = f"<TEI {TEI}>{text}</TEI>".encode()
    edition = load(folder / "edition.toml")
    return list(Links(World(edition)).check(assembled(path, data, folder)))


def codes(folder: Path, text: str, links: str = "") -> list[str]:
    return [finding.code for finding in found(folder, text, links)]


@pytest.mark.parametrize(
    "text",
    [
        '<ref target="#nosuch"/>',
        '<name ref="#nobody"/>',
        '<sp who="#ghost"/>',
        '<rdg wit="#A"/>',
        '<addSpan spanTo="#nowhere"/>',
        '<f fVal="#no"/>',
        '<keywords scheme="#none"/>',
        '<app from="#none"/>',
        '<relation active="#none"/>',
        '<p rendition="#none"/>',
        '<ref target="#%C3%A9"/>',
    ],
)
def test_a_pointer_to_nothing_in_the_file_is_found(folder: Path, text: str) -> None:
    assert codes(folder, text) == ["SG406"]


@pytest.mark.parametrize(
    "text",
    [
        '<ref target="#a"/><p xml:id="a"/>',
        '<ref target="#%C3%A9"/><p xml:id="é"/>',
        '<ref target="#"/>',
        '<date from="1949" to="1950"/><num value="#1"/>',
        '<ref target="#xpath(//p[@n = 1])"/>',
        '<ref target="#range(left(//p), right(//q))"/>',
        '<ref target="#string-index(//p,5)"/>',
        '<egXML xmlns="http://www.tei-c.org/ns/Examples"><ref target="#nosuch"/></egXML>',
        '<placeName ref="#pmb50"/>',
    ],
)
def test_what_leads_somewhere_or_is_no_pointer_has_no_finding(folder: Path, text: str) -> None:
    assert codes(folder, text) == []


def test_a_path_that_is_missing_is_named_where_the_document_writes_paths(folder: Path) -> None:
    text = '<placeName ref="register/places.xml#pmb50"/><placeName ref="#datong"/>'
    (finding,) = found(folder, text)
    assert (finding.code, finding.help) == (
        "SG406",
        "Write “register/places.xml#datong”, where it is.",
    )


def test_a_misspelt_pointer_has_the_id_that_was_meant(folder: Path) -> None:
    (finding,) = found(folder, '<ref target="#pargraph"/><p xml:id="paragraph"/>')
    assert finding.help == "Did you mean “#paragraph”?"
    (finding,) = found(folder, '<placeName ref="#datnog"/>')
    assert finding.help == "Did you mean “register/places.xml#datong”?"


def test_many_pointers_to_nothing_are_told_together(folder: Path) -> None:
    text = "".join(f'<persName ref="#person{number}"/>' for number in range(40))
    (finding,) = found(folder, text)
    assert finding.message.endswith("“#person0”, “#person1”, “#person2” and 37 more")


def test_a_missing_file_is_told_once_with_its_places(folder: Path) -> None:
    text = '<ref target="gone/letter.xml"/><ref target="gone/letter.xml#p1"/>'
    (finding,) = found(folder, text)
    assert (finding.code, finding.severity) == ("SG407", "warning")
    assert finding.message.endswith(", here and in 1 more place")


@pytest.mark.parametrize(
    ("values", "told"),
    [
        (["IV-1", "IV-2", "here", "IV-1"], ["“IV-1”, “IV-2”, “here”"]),
        (["1796/12_A", "1797/1_B"], ["“1796/12_A”, “1797/1_B”"]),
        (["./images/6276-56", "./images/63-2"], ["“./images/6276-56” is", "“./images/63-2” is"]),
        (["here", "there"], ["no file “here”", ": “there”"]),
        (["scans/1.jpg", "scans/2.jpg"], ["“scans/1.jpg” is", "“scans/2.jpg” is"]),
    ],
)
def test_what_may_be_keys_is_told_together(
    folder: Path, values: list[str], told: list[str]
) -> None:
    text = "".join(f'<ref target="{value}"/>' for value in values)
    findings = found(folder, f'{text}<p xml:id="here"/>')
    assert len(findings) == len(told)
    assert all(part in finding.message for part, finding in zip(told, findings, strict=True))
    if "/" in values[0] and "." not in values[0]:
        assert '"@target" = "…/{}.xml"' in (findings[0].help or "")


@pytest.mark.parametrize(("number", "expected"), [(10, 10), (11, 1)])
def test_many_declared_keys_to_no_file_are_told_together(
    folder: Path, number: int, expected: int
) -> None:
    text = "".join(f'<ref target="IV-{one}"/>' for one in range(number))
    findings = found(folder, text, '"@target" = "letters/{}.xml"')
    assert [finding.code for finding in findings] == ["SG407"] * expected
    assert "“letters/IV-0.xml”" in findings[0].message


def test_a_pointer_within_a_file_is_no_key_that_names_files(folder: Path) -> None:
    links = '"ref/@target" = "register/{}.xml"'
    assert codes(folder, '<ref target="#datong"/><ref target="plants"/>', links) == []
    assert codes(folder, '<ref target="#x"/>', links) == ["SG406"]


def test_a_key_or_a_prefix_is_no_path_of_a_register(folder: Path) -> None:
    prefix = declared("(.+)", "register/places.xml#$1")
    text = f'{prefix}<name ref="pl:datong"/><name key="datong"/><name ref="#datong"/>'
    assert codes(folder, text, '"@key" = "register/places.xml#{}"') == []


def test_links_of_the_standard_input_ask_for_its_name(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    (folder / "edition.toml").write_text('[edition]\ntitle = "T"\n')
    document = assembled(Path("-"), f'<TEI {TEI}><ref target="a.xml"/></TEI>'.encode(), folder)
    (finding,) = Links(World(load(folder / "edition.toml"))).check(document)
    assert "--stdin-filename" in (finding.help or "")


def test_a_hidden_file_is_told_what_to_do(folder: Path) -> None:
    (finding,) = found(folder, '<ref target=".notes/x.xml"/>')
    assert finding.code == "SG404"
    assert "begins with a dot" in (finding.help or "")


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        ("", ["SG407"]),
        ('"@ref" = "register/plants.xml#{}"', []),
        ('"name/@ref" = "register/plants.xml#{}"', []),
        ('"@ref" = "register/places.xml#{}"\n"name/@ref" = "register/plants.xml#{}"', []),
        ('"@ref" = ""', []),
        ('"placeName/@ref" = "register/plants.xml#{}"', ["SG407"]),
        ('"@ref" = "register/places.xml#{}"', ["SG402"]),
        ('"@ref" = "#{}"', ["SG406"]),
        ('"@ref" = "../plants.xml#{}"', ["SG404"]),
    ],
)
def test_the_edition_says_what_keys_stand_for(
    folder: Path, links: str, expected: list[str]
) -> None:
    assert codes(folder, '<name ref="Plant001"/>', links) == expected


def test_keys_are_found_in_attributes_that_are_no_pointers(folder: Path) -> None:
    links = '"@key" = "#{}"'
    assert codes(folder, '<placeName key="pmb50"/><placeName key="pmb51"/>', links) == ["SG406"]


@pytest.mark.parametrize(
    "links", ['"ref" = "#{}"', '"@ref" = "x.xml"', '"@ref" = 1', '"a b/@c" = ""']
)
def test_a_wrong_entry_of_links_is_a_finding(folder: Path, links: str) -> None:
    with pytest.raises(CannotRun) as stopped:
        found(folder, "", links)
    assert [finding.code for finding in stopped.value.diagnostics] == ["SG901"]


def declared(match: str, replacement: str) -> str:
    return (
        f'<listPrefixDef><prefixDef ident="pl" matchPattern="{match}"'
        f' replacementPattern="{replacement}"/></listPrefixDef>'
    )


@pytest.mark.parametrize(
    ("match", "replacement", "pointer", "expected"),
    [
        ("([a-z]+)", "register/places.xml#$1", "pl:datong", []),
        ("^([a-z]+)$", "register/places.xml#$1", "pl:datong", []),
        ("([a-z]+)-([0-9]+)", "register/places.xml#$1$2", "pl:pmb-50", []),
        (r"\\w+", "register/places.xml#$0", "pl:datong", []),
        ("([a-z]+)", "register/places.xml#$1", "pl:nowhere", ["SG402"]),
        ("([a-z]+)", "#$1", "pl:datong", []),
        ("([a-z]+)", "https://example.org/$1", "pl:x", []),
        ("([a-z]+)", "register/places.xml#$1", "pl:7", ["SG408"]),
        ("([a-z]", "register/places.xml#$1", "pl:x", ["SG408"]),
        ("(.*)", "javascript:$1", "pl:x", ["SG405"]),
        ("(.*)", "../../etc/passwd", "pl:x", ["SG404"]),
        ("(a+)+b", "#$1", "pl:" + "a" * 60, ["SG408"]),
        ("(a|a)*(a|a)*", "#$1", "pl:" + "a" * 60, ["SG408"]),
    ],
)
def test_a_prefix_of_the_header_is_followed(
    folder: Path, match: str, replacement: str, pointer: str, expected: list[str]
) -> None:
    pattern = match.replace("\\\\", "\\")
    text = f'{declared(pattern, replacement)}<placeName ref="{pointer}"/>'
    assert codes(folder, text) == expected


def test_other_schemes_are_left_alone(folder: Path) -> None:
    text = '<ref target="https://example.org/"/><ref target="urn:isbn:1"/><ref target="gnd:1"/>'
    assert codes(folder, text) == []


def test_what_was_mended_in_another_file_is_seen(folder: Path) -> None:
    found(folder, "")
    edition = load(folder / "edition.toml")
    world = World(edition)
    links = Links(world)
    data = f'<TEI {TEI}><placeName ref="register/places.xml#peking"/></TEI>'.encode()

    def codes() -> list[str]:
        world.look_again()
        document = assembled(folder / "document.xml", data, folder)
        return [finding.code for finding in links.check(document)]

    assert codes() == ["SG402"]
    places = folder / "register/places.xml"
    places.write_text(PLACES.replace("datong", "peking"))  # as long, and as young
    assert codes() == []
    places.unlink()
    assert codes() == ["SG401"]
