"""Tags that do not fit: the one to mend is named, not the one where a parser stops."""

import pytest

from siglum.xml.source import SourceError, parse

CASES = {
    "<a>\n <p n='>'>One</a>": (2, 2, 2, "“p” is not closed before “a” ends in line 2", "</p>"),
    "<a>\n<!-- <p> --><p><![CDATA[</p>]]>": (2, 13, 2, "“p” is not closed before the file", "</p>"),
    "<a><b><c><d/>x</b></a>": (1, 7, 2, "“c” is not closed before “b” ends in line 1", "</c>"),
    "<o>\n<s>To 𝔄<s>\n</o>": (2, 8, 3, "“s” begins again within “s”", "Write </s>."),
    "<o><s>To<s><d>x</d></o>": (1, 9, 3, "“s” begins again within “s”", "Write </s>."),
    "<o><s n='1'>A <b>x</b><s>": (1, 23, 3, "“s” begins again within “s”", "Write </s>."),
    "<p>\nIn <n>Wien<n> am <d>x</d></p>": (2, 11, 3, "“n” begins again", "Write </n>."),
    "<p><n>Wien<n> am <d>x</d></p>": (1, 11, 3, "“n” begins again", "Write </n>."),
    "<p><n>Wien<n>, dann</p>": (1, 11, 3, "“n” begins again", "Write </n>."),
    "<p>x <n>Wien<n><d>x</d></p>": (1, 13, 3, "“n” begins again", "Write </n>."),
    "<o><p>one\n<p> two</o>": (2, 1, 3, "“p” begins again", "Write </p>."),
    "<o><p>one<p>two</o>": (1, 10, 2, "“p” is not closed before “o” ends", "</p>"),
    "<o><div><div></o>": (1, 9, 4, "“div” is not closed before “o” ends", "</div>"),
    "<a><placeName>X</placename></a>": (1, 16, 12, "but “placeName” is open", "</placeName>."),
    "<a><p>x</hi></p></a>": (1, 8, 5, "“hi” ends here, but has not begun", "take </hi> out"),
    "<t:a xmlns:t='t'>\n<t:b></t:a>": (2, 1, 4, "“t:b” is not closed before “t:a”", "</t:b>"),
    "<?x <p> ?><a\n><b></a>": (2, 2, 2, "“b” is not closed before “a” ends in line 2", "</b>"),
}


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("text", CASES)
def test_the_tag_to_mend_is_named(text: str, ending: str) -> None:
    line, column, length, message, help = CASES[text]
    with pytest.raises(SourceError) as caught:
        parse(text.replace("\n", ending).encode())
    error = caught.value
    place = error.position
    assert (place.line, place.column, place.length) == (line, column, length)
    assert message in error.message
    assert help in (error.help or "")


@pytest.mark.parametrize(
    ("text", "line", "column", "length", "message"),
    [
        ("<a>\n<p/> <!-- a\n<p/>\n</a>\n", 2, 6, 6, "a comment has no end"),
        ("<a>\n<p/> <![CDATA[ a\n\n</a>\n", 2, 6, 11, "a CDATA section has no end"),
        ("<a>\n<p/> <?b c\n\n</a>\n", 2, 6, 5, "a processing instruction"),
        ('<a>\n<p n="1" m="x>\n\n<b/></p> <q n="1"/></a>\n', 2, 12, 3, "a “<” in the value"),
        ("<a>\n<p n='a<b'/></a>", 2, 6, 2, "a “<” in the value"),
        ('<a>\n<p n="x>\n\n', 2, 6, 3, "no closing quotation mark"),
    ],
)
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_what_never_ends_is_shown_where_it_begins(
    text: str, line: int, column: int, length: int, message: str, ending: str
) -> None:
    with pytest.raises(SourceError) as caught:
        parse(text.replace("\n", ending).encode())
    place = caught.value.position
    assert (place.line, place.column, place.length) == (line, column, length)
    assert message in caught.value.message


def test_what_is_no_matter_of_tags_is_left_to_the_parser() -> None:
    with pytest.raises(SourceError) as caught:
        parse(b"<a><p>x & y</a>")
    assert "&amp;" in caught.value.message


def test_many_tags_are_read_once() -> None:
    """The work grows with the length of the file: some hundred thousand tags are no matter."""
    text = "<a>" + "<p/>" * 200_000 + "<p></a>"
    with pytest.raises(SourceError) as caught:
        parse(text.encode())
    assert "“p” is not closed" in caught.value.message
