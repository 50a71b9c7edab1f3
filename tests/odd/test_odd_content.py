"""Content models and datatypes, as documents meet them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Make = Callable[..., Any]
TEI = "http://www.tei-c.org/ns/1.0"

# A class of three, in this order.
ABC = '<classSpec ident="model.abc" type="model"/>' + "".join(
    f'<elementSpec ident="{name}"><classes><memberOf key="model.abc"/></classes>'
    "<content><empty/></content></elementSpec>"
    for name in "abc"
)


def content(model: str, element: str = "item") -> str:
    """Change the content of item, which stands in a list."""
    return f'<elementSpec ident="{element}" mode="change"><content>{model}</content></elementSpec>'


def item(words: str) -> str:
    """Write an item of single-letter elements."""
    return f"<list><item>{''.join(f'<{name}/>' for name in words)}</item></list>"


def check(schema: Any, valid: str, invalid: str) -> None:
    for words in valid.split():
        assert schema.accepts(item(words.strip("-"))), words
    for words in invalid.split():
        assert not schema.accepts(item(words.strip("-"))), words


@pytest.mark.parametrize(
    ("expand", "valid", "invalid"),
    [
        ("alternate", "a b c", "- ab"),
        ("sequence", "abc", "- a ab acb abcc"),
        ("sequenceOptional", "- a ac abc", "ca aa"),
        ("sequenceRepeatable", "abc aabbcc", "- ab cba"),
        ("sequenceOptionalRepeatable", "- a aacc abbc", "ba"),
    ],
)
def test_a_class_is_expanded(made: Make, expand: str, valid: str, invalid: str) -> None:
    schema = made(ABC + content(f'<classRef key="model.abc" expand="{expand}"/>'))
    check(schema, valid, invalid)


def test_a_reference_to_a_class_can_leave_out_members(made: Make) -> None:
    schema = made(ABC + content('<classRef key="model.abc" except="b"/>'))
    check(schema, "a c", "b - ac")
    schema = made(ABC + content('<classRef key="model.abc" include="a b" expand="sequence"/>'))
    check(schema, "ab", "a abc")


@pytest.mark.parametrize(
    ("model", "valid", "invalid"),
    [
        ('<elementRef key="a" minOccurs="0"/>', "- a", "aa b"),
        ('<elementRef key="a" maxOccurs="unbounded"/>', "a aaa", "-"),
        ('<elementRef key="a" minOccurs="2" maxOccurs="3"/>', "aa aaa", "a aaaa"),
        ('<elementRef key="a" minOccurs="2" maxOccurs="unbounded"/>', "aa aaaa", "a -"),
        (
            '<alternate minOccurs="2" maxOccurs="2"><elementRef key="a"/>'
            '<elementRef key="b" minOccurs="2" maxOccurs="2"/></alternate>',
            "aa abb bbbb",
            "a bb abbb",
        ),
        (
            '<sequence minOccurs="0" maxOccurs="unbounded"><elementRef key="a"/>'
            '<sequence minOccurs="0"><elementRef key="b"/><elementRef key="c"/></sequence>'
            "</sequence>",
            "- a abc aabc",
            "ab bc",
        ),
        (
            '<sequence preserveOrder="false"><elementRef key="a"/><elementRef key="b"/></sequence>',
            "ab ba",
            "a aab",
        ),
        (
            '<sequence><alternate><sequence><elementRef key="a"/><elementRef key="b"/></sequence>'
            '<elementRef key="c"/></alternate></sequence>',
            "ab c",
            "ac bc a",
        ),
    ],
)
def test_occurrences_are_counted(made: Make, model: str, valid: str, invalid: str) -> None:
    check(made(ABC + content(model)), valid, invalid)


@pytest.mark.parametrize("most", [38, 39, 60, 390])
def test_many_occurrences_are_counted_exactly(made: Make, most: int) -> None:
    schema = made(ABC + content(f'<elementRef key="a" minOccurs="2" maxOccurs="{most}"/>'))
    check(
        schema, f"aa {'a' * (most // 2)} {'a' * (most - 1)} {'a' * most}", f"a {'a' * (most + 1)}"
    )


def test_many_required_occurrences_are_counted_exactly(made: Make) -> None:
    schema = made(ABC + content('<elementRef key="a" minOccurs="500" maxOccurs="unbounded"/>'))
    check(schema, f"{'a' * 500} {'a' * 501}", "a" * 499)


def test_a_reference_to_a_class_can_name_members_of_classes_in_it(made: Make) -> None:
    outer = (
        '<classSpec ident="model.outer" type="model"/><classSpec ident="model.abc" type="model" '
        'mode="change"><classes><memberOf key="model.outer"/></classes></classSpec>'
    )
    schema = made(ABC + outer + content('<classRef key="model.outer" except="b"/>'))
    check(schema, "a c", "b -")
    schema = made(ABC + outer + content('<classRef key="model.outer" include="b"/>'))
    check(schema, "b", "a c -")


@pytest.mark.parametrize(
    ("model", "valid", "invalid"),
    [
        # What is gone from a sequence or an alternate leaves the rest.
        ('<sequence><elementRef key="ab"/><elementRef key="a"/></sequence>', "a", "-"),
        ('<alternate><elementRef key="ab"/><elementRef key="a"/></alternate>', "a", "-"),
        # A sequence of nothing is empty, and so is an alternative that was one.
        (
            '<sequence><sequence><elementRef key="ab"/></sequence><elementRef key="a"/></sequence>',
            "a",
            "-",
        ),
        ('<sequence><elementRef key="ab"/></sequence>', "-", "a"),
        (
            '<alternate><sequence><elementRef key="ab"/></sequence><elementRef key="a"/>'
            '<elementRef key="b"/></alternate>',
            "- a b",
            "ab",
        ),
        # A class that is there but empty is not nothing: it can't be satisfied.
        (
            '<alternate><classRef key="model.empty"/><elementRef key="a"/></alternate>',
            "a",
            "-",
        ),
        (
            '<sequence><classRef key="model.empty" minOccurs="0"/><elementRef key="a"/></sequence>',
            "a",
            "-",
        ),
    ],
)
def test_references_to_what_is_not_in_the_schema_go_away(
    made: Make, model: str, valid: str, invalid: str
) -> None:
    empty = '<classSpec ident="model.empty" type="model"/>'
    check(made(ABC + empty + content(model)), valid, invalid)


def test_what_refers_to_something_deleted_goes_with_its_container(made: Make) -> None:
    model = (
        '<alternate><sequence><elementRef key="hi"/></sequence><elementRef key="a"/></alternate>'
    )
    schema = made(ABC + content(model) + '<elementSpec ident="hi" mode="delete"/>')
    check(schema, "a", "-")


def test_a_macro_is_its_content(made: Make) -> None:
    macro = (
        '<macroSpec ident="macro.ab"><content><sequence><elementRef key="a"/>'
        '<elementRef key="b"/></sequence></content></macroSpec>'
    )
    schema = made(ABC + macro + content('<macroRef key="macro.ab" maxOccurs="unbounded"/>'))
    check(schema, "ab abab", "a aba")


def test_a_macro_may_contain_itself_within_an_element(made: Make) -> None:
    macro = (
        '<macroSpec ident="macro.any"><content>'
        '<element xmlns="http://relaxng.org/ns/structure/1.0"><nsName ns="urn:x"/>'
        '<zeroOrMore><ref name="macro.any"/></zeroOrMore></element></content></macroSpec>'
    )
    schema = made(macro + content('<macroRef key="macro.any"/>'))
    assert schema.accepts('<list><item><x xmlns="urn:x"><y/></x></item></list>')


def test_a_list_of_values_is_content(made: Make) -> None:
    values = '<valList type="closed"><valItem ident="yes"/><valItem ident="no"/></valList>'
    schema = made(content(values))
    assert schema.accepts("<list><item>yes</item></list>")
    assert not schema.accepts("<list><item>perhaps</item></list>")


def test_any_element_is_any_but_those_of_tei(made: Make) -> None:
    schema = made(content('<alternate><anyElement maxOccurs="unbounded"/></alternate>'))
    assert schema.accepts('<list><item><x xmlns="u:x" a="1">b<y/></x><z xmlns=""/></item></list>')
    assert not schema.accepts("<list><item><hi>a</hi></item></list>")
    assert not schema.accepts(
        '<list><item><x xmlns="u:x"><hi>a</hi></x></item></list>'.replace(
            "<hi>", '<hi xmlns="http://www.tei-c.org/ns/1.0">'
        )
    )


def test_the_schema_says_what_no_any_element_lets_in(made: Make) -> None:
    exceptions = f'start="TEI" defaultExceptions="{TEI} u:x"'
    schema = made(content("<anyElement/>"), exceptions)
    assert not schema.accepts('<list><item><x xmlns="u:x"/></item></list>')
    assert schema.accepts('<list><item><x xmlns="u:y"/></item></list>')
    schema = made(content(f'<anyElement except="{TEI} u:y"/>'), exceptions)
    assert schema.accepts('<list><item><x xmlns="u:x"/></item></list>')
    assert not schema.accepts('<list><item><x xmlns="u:y"/></item></list>')


def test_relax_ng_is_embedded_as_in_older_customizations(made: Make) -> None:
    model = (
        '<rng:oneOrMore xmlns:rng="http://relaxng.org/ns/structure/1.0"><rng:choice>'
        '<rng:ref name="model.abc"/><rng:ref name="nothing.at.all"/></rng:choice></rng:oneOrMore>'
    )
    schema = made(ABC + content(model))
    check(schema, "a abc", "-")
    assert schema.codes == ["ODD105"]
    assert "nothing.at.all" in schema.findings[0].message
    variant = (
        '<rng:ref xmlns:rng="http://relaxng.org/ns/structure/1.0" '
        'name="model.abc_sequenceOptional"/>'
    )
    schema = made(ABC + content(variant))
    check(schema, "- ac abc", "ca")
    assert schema.codes == []


def test_a_datatype_of_an_older_version_that_is_gone_is_any_text(made: Make) -> None:
    gone = (
        '<datatype><rng:ref xmlns:rng="http://relaxng.org/ns/structure/1.0" name="data.code"/>'
        "</datatype>"
    )
    schema = made(attribute(gone))
    assert schema.codes == ["ODD105"]
    assert schema.accepts('<list><item a="any words"/></list>')


def attribute(datatype: str) -> str:
    return (
        '<elementSpec ident="item" mode="change"><attList>'
        f'<attDef ident="a">{datatype}</attDef></attList></elementSpec>'
    )


@pytest.mark.parametrize(
    ("datatype", "valid", "invalid"),
    [
        ("", ["", "any words at all"], []),
        ('<datatype><dataRef name="integer"/></datatype>', ["1"], ["x", "1 2"]),
        (
            '<datatype maxOccurs="unbounded"><dataRef name="integer"/></datatype>',
            ["1", "1 2 3"],
            ["", "1 x"],
        ),
        (
            '<datatype minOccurs="0" maxOccurs="2"><dataRef name="integer"/></datatype>',
            ["", "1", "1 2"],
            ["1 2 3"],
        ),
        ('<datatype minOccurs="0"><dataRef name="integer"/></datatype>', ["", "1"], ["1 2"]),
        (
            '<datatype><dataRef name="token" restriction="[a-c]+"/></datatype>',
            ["abc"],
            ["abd"],
        ),
        (
            '<datatype><dataRef name="integer"><dataFacet name="maxInclusive" value="3"/></dataRef>'
            "</datatype>",
            ["3"],
            ["4"],
        ),
        (
            '<datatype><dataRef key="teidata.word" restriction="[a-c]+"/></datatype>',
            ["abc"],
            ["abd", "a b"],
        ),
        ('<datatype><dataRef key="teidata.truthValue"/></datatype>', ["true"], ["yes"]),
    ],
)
def test_datatypes_hold_for_values(
    made: Make, datatype: str, valid: list[str], invalid: list[str]
) -> None:
    schema = made(attribute(datatype))
    for value in valid:
        assert schema.accepts(f'<list><item a="{value}"/></list>'), value
    for value in invalid:
        assert not schema.accepts(f'<list><item a="{value}"/></list>'), value


def test_attributes_have_namespaces(made: Make) -> None:
    schema = made(
        '<elementSpec ident="item" mode="change"><attList>'
        '<attDef ident="href" ns="http://www.w3.org/1999/xlink"/>'
        '<attDef xmlns:my="u:my" ident="my:note"/></attList></elementSpec>'
    )
    names = 'xmlns:x="http://www.w3.org/1999/xlink" xmlns:m="u:my"'
    assert schema.accepts(f'<list><item {names} x:href="a" m:note="b"/></list>')
    assert not schema.accepts('<list><item href="a"/></list>')
    assert schema.accepts('<list><item xml:id="i" xml:lang="en"/></list>')
