"""What is wrong with a document is data; words are made of it when somebody asks for them."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from schemas import compact

from siglum import relaxng
from siglum.relaxng.mistakes import hints, kinds, words
from siglum.relaxng.reading.lines import SourceLines

NS = "http://example.org/ns"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
WRONG = f'<book xmlns="{NS}"><chaptr/><title/>x<chapter no="1"/></book>'.encode()
GRAMMAR = f"""
default namespace = "{NS}"
start = element book {{ attribute xml:id {{ xsd:ID }}?, title, chapter+ }}
title = element title {{ text }}
chapter = element chapter {{ attribute kind {{ "prose" | "verse" }}?, (text | title)* }}
"""


@pytest.fixture
def schema(tmp_path: Path) -> relaxng.Schema:
    return compact(tmp_path, GRAMMAR)


def only(schema: relaxng.Schema, document: str) -> relaxng.Error:
    (error,) = schema.validate(document.encode())
    return error


def test_a_misspelt_element_has_the_right_name_as_it_is_written(schema: relaxng.Schema) -> None:
    error = only(
        schema,
        f'<b:book xmlns:b="{NS}"><b:title/><b:chaptre>é</b:chaptre></b:book>',
    )
    meant = hints.MeantElement(name=f"{{{NS}}}chapter", written="b:chapter", is_slip=True)
    assert error.mistake == kinds.UnknownElement(
        element=f"{{{NS}}}chaptre", wrong_namespace=False, hint=meant
    )


def test_a_misspelt_attribute_has_the_right_name_as_it_is_written(schema: relaxng.Schema) -> None:
    error = only(schema, f'<book xmlns="{NS}" id="a"><title/><chapter/></book>')
    assert isinstance(error.mistake, kinds.MisplacedAttribute)
    assert error.mistake.meant == XML_ID
    assert error.mistake.hint == hints.MeantAttribute(name=XML_ID, written="xml:id", is_slip=False)


def test_a_misspelt_value_has_the_right_one(schema: relaxng.Schema) -> None:
    error = only(schema, f'<book xmlns="{NS}"><title/><chapter kind="vers"/></book>')
    assert error.mistake == kinds.WrongValue(
        element=f"{{{NS}}}chapter",
        attribute="kind",
        found="vers",
        hint=hints.MeantValue(value="verse", is_slip=True),
    )


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_place_has_an_offset_and_an_end(schema: relaxng.Schema, end: str) -> None:
    text = f'<book xmlns="{NS}">é{end}<title>ü𝄞</title><chapter{end} kind="a{end}b"/></book>'
    document = text.replace("é", "<!--é-->")
    error = only(schema, document)
    begin = document.index("kind")
    assert error.spot.offset == begin
    assert (error.line, error.column) == (3, 2)
    assert error.spot.end == (4, 3)
    assert document[begin : begin + error.length] == f'kind="a{end}b"'


def test_words_are_made_of_what_is_shown_alone(
    schema: relaxng.Schema, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(name: str) -> str:
        raise AssertionError(f"words are made of {name}")

    for module in (words, hints, kinds):
        monkeypatch.setattr(module, "quoted", refuse)
    errors = schema.validate(WRONG)
    assert len(errors) > 2
    with pytest.raises(AssertionError, match="words are made"):
        _ = errors[0].message


def test_errors_pass_from_one_process_to_another(schema: relaxng.Schema) -> None:
    errors = schema.validate(WRONG)
    again = pickle.loads(pickle.dumps(errors))
    assert again == errors
    assert [one.message for one in again] == [one.message for one in errors]
    assert len({*again, *errors}) == len(errors)


def test_places_are_right_in_whatever_order_they_are_asked_for(schema: relaxng.Schema) -> None:
    text = f'<book xmlns="{NS}"><title>é𝄞</title>\n<chapter kind="é" xü="1" é="2"/></book>'
    found = {one.spot.offset: one for one in schema.validate(text.encode())}
    for name in (
        "kind",
        "xü",
        "é=",
    ):
        error = found[text.index(name)]
        assert error.column == text.index(name) - text.index("\n")
        assert text[text.index(name) :][: error.length].endswith('"')
        assert error.spot.end == (2, error.column + error.length)


def test_bytes_before_the_last_place_are_counted_back() -> None:
    data = "é\nüü𝄞x\ny".encode()
    lines = SourceLines(data)
    last = lines.spot(data.index(b"y"), len(data))
    back = lines.spot(data.index(b"x"), data.index(b"x") + 1)
    assert (last.line, last.column, last.offset, last.end) == (3, 1, 7, (3, 2))
    assert (back.line, back.column, back.offset, back.end) == (2, 4, 5, (2, 5))
