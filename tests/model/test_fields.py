"""The paths of [fields] and [facets], and what they find in one document."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from siglum.edition.config import load
from siglum.edition.document import TEI
from siglum.edition.reading import assembled
from siglum.edition.settings import Fields
from siglum.edition.xpath import Budget, NoPath, read_field
from siglum.findings.diagnostics import CannotRun
from siglum.model import fields
from siglum.model.bibliographic import Record
from siglum.model.facts import Facts, read
from siglum.model.fields import Looked, look_for

TEXT = f"""<TEI xmlns="{TEI}" n="7"><teiHeader n="h"><fileDesc><titleStmt>
<title level="s">Series</title><title level="a" xml:lang="la">Epistula <hi>prima</hi></title>
<title type="iso-date" n="02">1808-03-02</title></titleStmt></fileDesc><profileDesc>
<creation><date notAfter="1799">before the turn</date></creation>
<textClass><keywords><term n="1">Art</term><term>Music</term><term> Art
</term><term/></keywords></textClass></profileDesc></teiHeader>
<text type="x"><body><div type="x"><p>One <hi>two</hi> three.</p></div></body></text></TEI>"""


def _values(path: str) -> list[str]:
    document = assembled(Path("/e/a.xml"), TEXT.encode(), Path("/e"))
    numbers = {each: number for number, each in enumerate(document.root.iter("*"), 1)}
    found = fields._found(path, document.root, Budget(fields.WORK, numbers))
    return [one.value for one in found]


def looked(path: str, name: str = "title", text: str = TEXT) -> Looked:
    document = assembled(Path("/e/a.xml"), text.encode(), Path("/e"))
    if name in ("title", "date", "order", "kind"):
        return look_for(document, Fields(**{name: path}))
    return look_for(document, Fields(), {name: path})


@pytest.mark.parametrize(
    ("path", "values"),
    [
        ("teiHeader//title[@level='a']", ["Epistula prima"]),
        ("//title[@type='iso-date']/@n", ["02"]),
        ("/TEI/@n", ["7"]),
        ("//title/text()", ["Series", "Epistula", "1808-03-02"]),
        ("//p/text()", ["One", "three."]),
        ("teiHeader//term", ["Art", "Music", "Art"]),
        ("//term | //title[1]", ["Series", "Art", "Music", "Art"]),
        ("teiHeader//@n", ["h", "02", "1"]),
        ("//none", []),
        ("teiheader//term", []),
    ],
)
def test_a_path_finds_elements_attributes_and_text(path: str, values: list[str]) -> None:
    assert _values(path) == values
    assert [one.value for one in looked(path).fields.values()] == values[:1]


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/",
        "@n",
        "//xml:title",
        "//p[xml:a]",
        "//title[",
        "//x:title",
        "document('x')",
        "//title/..",
        "count(//p)",
        "a/@n/b",
    ],
)
def test_what_is_no_path_is_told_with_its_place(tmp_path: Path, path: str) -> None:
    with pytest.raises(NoPath):
        read_field(path)
    file = tmp_path / "edition.toml"
    file.write_text(f'[edition]\ntitle = "E"\n[fields]\ndate = """{path}"""\n')
    with pytest.raises(CannotRun) as told:
        load(file)
    (finding,) = told.value.diagnostics
    assert finding.code == "SG901" and finding.span.line == 4
    assert f"can't read the path “{path}”" in finding.kind.message


_NAMES = st.sampled_from(["TEI", "teiHeader", "title", "div", "p", "hi", "term", "text", "*"])
_TESTS = st.sampled_from(["", "", "", "[1]", "[last()]", "[@n]", "[@type='x']", "[not(@n)]"])
_STEPS = st.tuples(st.sampled_from(["/", "//"]), _NAMES, _TESTS).map("".join)
_PATHS = st.tuples(
    st.lists(_STEPS, min_size=1, max_size=4).map("".join),
    st.sampled_from(["", "", "/@n", "//@n", "/text()"]),
).map("".join)


@given(_PATHS)
@settings(max_examples=400, deadline=None)
def test_a_path_finds_what_an_engine_for_all_of_xpath_finds(path: str) -> None:
    root = etree.fromstring(TEXT)
    named = re.sub(r"(?<![@\w(])([a-zA-Z]+)(?![\w(])(?=[/\[\]]|$)", r"t:\1", path)
    found = root.xpath(named, namespaces={"t": TEI})
    if not path.endswith(("@n", "text()")):
        found = ["".join(each.itertext()) for each in found]
    wanted = list(filter(None, (" ".join(str(each).split()) for each in found)))
    values = _values(path)
    if path.endswith("text()"):  # text of one element stands together
        values, wanted = sorted(values), sorted(wanted)
    assert values == wanted


def test_a_title_has_its_language_and_a_date_is_read_from_attributes_or_words() -> None:
    assert looked("//title[@level='a']").fields["title"].language == "la"
    dates = (
        ("//creation", "[..1799]"),
        ("//title[@type='iso-date']", "1808-03-02"),
        ("//title[@type='iso-date']/text()", "1808-03-02"),
        ("//title", "1808-03-02"),  # the first that says a year
        ("//p", None),
    )
    for path, edtf in dates:
        date = looked(path, "date").date
        assert (None if date is None else date.edtf) == edtf, path


def test_a_citation_and_rows_have_what_the_paths_find(tmp_path: Path) -> None:
    said = looked("//title[@level='s']")
    root = etree.fromstring(TEXT)
    assert Record.of(root).title == "Epistula prima"
    assert Record.of(root, said).title == "Series"
    assert Record.of(root, looked("//title[@type='iso-date']", "date")).date is not None
    rows = _rows(
        tmp_path,
        "[fields]\ntitle = \"//title[@level='s']\"\ndate = \"//title[@type='iso-date']\"\n"
        'order = "//title/@n"\nkind = "text/@type"\n[facets]\n"Topic" = "//term"\n',
    )
    (row,) = rows.documents
    assert (row.title, row.date, row.date_role) == ("Series", "1808-03-02", "field")
    assert (row.order, row.kind) == ("02", "x")
    facets = [(one.field, one.value) for one in rows.fields if one.is_facet]
    assert facets == [("Topic", "Art"), ("Topic", "Music")]


def _rows(folder: Path, more: str) -> Facts:
    (folder / "edition.toml").write_text(f'[edition]\nsources = ["*.xml"]\n{more}')
    path = folder / "a.xml"
    found, told = read(TEXT.encode(), path, load(folder / "edition.toml"))
    assert told == ()
    return found


def test_more_values_than_readers_can_choose_from_are_cut_and_told() -> None:
    words = "".join(f"<term>{number}</term>" for number in range(fields.MOST + 5))
    found = looked("//term", "Word", TEXT.replace("<term/>", words))
    assert len(found.facets["Word"]) == fields.MOST
    (told,) = found.findings
    assert told.code == "SG613" and "of the values of “Word” only the first 100" in told.message


def test_a_field_without_a_date_is_told() -> None:
    found = looked("//p", "date")
    assert found.date is None and found.fields["date"].value == "One two three."
    (told,) = found.findings
    assert told.code == "SG613" and "reads no date in “One two three.”" in told.message


def test_a_path_that_costs_too_much_is_not_followed_and_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(fields, "WORK", -500)
    found = looked("//*//*//title")
    assert found.fields == {}
    (told,) = found.findings
    assert told.code == "SG613" and "leads to too much here" in told.message


@pytest.mark.parametrize("path", ["//p" + "/." * 490, f"//p[{' or '.join(['@a'] * 140)}]"])
def test_each_look_at_a_node_is_counted(path: str) -> None:
    document = assembled(Path("/e/a.xml"), TEXT.encode(), Path("/e"))
    numbers = {each: number for number, each in enumerate(document.root.iter("*"), 1)}
    budget, plain = Budget(10_000, numbers), Budget(10_000, numbers)
    list(fields._found(path, document.root, budget))
    list(fields._found("//p", document.root, plain))
    assert budget.left <= plain.left - path.count("@a") - path.count("/.") + 3


def test_the_values_of_attributes_are_cut_as_those_of_elements(tmp_path: Path) -> None:
    long = "x" * 10_000
    (found,) = looked("//p/@n", "Word", TEXT.replace("<p>", f'<p n="{long}">')).facets["Word"]
    assert len(found.value) == 2_000 and found.value.endswith("…")


def test_a_facet_has_a_name_that_readers_see_and_none_of_siglums(tmp_path: Path) -> None:
    file = tmp_path / "edition.toml"
    for name in ("kind", "named-person", "", "all", "a" * 61, "a\\u0007b"):
        file.write_text(f'[facets]\n"{name}" = "//term"\n')
        with pytest.raises(CannotRun, match="can't be the name of a facet"):
            load(file)
    file.write_text("[facets]\n" + "".join(f'"{n}" = "//term"\n' for n in range(21)))
    with pytest.raises(CannotRun, match="21 facets are more than the 20"):
        load(file)


def test_a_choice_of_very_many_alternatives_is_read_once() -> None:
    many = f"<title><choice>{'<sic>w</sic>' * 30_000}<corr>right</corr></choice></title>"
    text = TEXT.replace('<title level="s">Series</title>', many)
    assert looked("//titleStmt/title[1]", text=text).fields["title"].value == "right"
