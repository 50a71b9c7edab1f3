"""A file that is not well-formed is told what is wrong in words, not in those of a parser."""

import pytest

from siglum.xml.source import SourceError, parse

_DECLARATION = 'the XML declaration has to be written <?xml version="1.0" encoding="UTF-8"?>'
_INSTRUCTION = "a processing instruction is written <?name …?>, and its name is not “xml”"

WORDS = {
    "<a>Marx & Engels</a>": "a “&” that stands for itself has to be written “&amp;”",
    "<a>&amp</a>": "a “&” that stands for itself has to be written “&amp;”;"
    " a reference to a character ends in “;”",
    "<a>1 < 2</a>": "a “<” that begins no tag has to be written “&lt;”;"
    " a tag has its name right behind the “<”",
    "<a n='1><b/></a>": "there is a “<” in the value of an attribute: either its quotation mark is"
    " missing, or it has to be written “&lt;”",
    "<a n=1/>": 'the value of an attribute has to stand in straight quotation marks, as in n="1"',
    "<a n=“1”/>": 'the value of an attribute has to stand in straight quotation marks, as in n="1"',
    "<a n/>": "the attribute “n” has no value",
    "<a n='1' n='2'/>": "the attribute “n” is in this tag twice",
    "<a n='1'type='2'/>": 'the attributes of this tag are not written as name="value", with a'
    " space before each",
    "<a <b/>": "in this tag there is something that is no attribute, or its “>” is missing",
    "<a>\n<p>One</a>": "“p” is not closed before “a” ends in line 2",
    "<a>\n<p>One": "“p” is not closed before the file ends",
    "<a>]]></a>": "“]]>” in text has to be written “]]&gt;”",
    "<a></a": "the “>” of a tag is missing",
    "<a><!-- b </a>": "a comment has no end: “-->” is missing",
    "<a><!-- b -- c --></a>": "there is a “--” in a comment, where none may be",
    "<a><![CDATA[b</a>": "a CDATA section has no end: “]]>” is missing",
    "<a><tei:b/></a>": "the prefix “tei” in the tag of “b” is not declared",
    "<a tei:n=''/>": "the prefix “tei” in the tag of “a” is not declared",
    " <?xml version='1.0'?><a/>": "an XML declaration can only be the very beginning of a file,"
    " with no space before it",
    "A letter": "a file has to begin with markup, not with text",
    "<a/><b/>": "there is more after the end of the outermost element",
    "<a n='1": "the value of an attribute has no closing quotation mark",
    "<a><b": "the tag of “b”, which begins in line 1, has no “>”",
    "<a>\x02</a>": "there is a character, number 2, that XML does not allow",
    "<a n='\x02'/>": "in the value of an attribute there is a character that XML does not allow",
    "<a>&#11;</a>": "there is a character, number 11, that XML does not allow",
    "<a>&#ä;</a>": "a character is written by its number as “&#228;” or “&#xE4;”",
    "<?xml version=1.0?><a/>": _DECLARATION,
    "<?xml version='1.0' encoding=UTF-8?><a/>": _DECLARATION,
    "<?xml encoding='UTF-8'?><a/>": _DECLARATION,
    "<?xml version='2.0'?><a/>": _DECLARATION,
    "<a><? b?></a>": _INSTRUCTION,
    "<?XML version='1.0'?><a/>": _INSTRUCTION,
    "<b:c:a xmlns:b='b'/>": "“b:c:a” is no name: a name has one “:” at most",
    "<a xmlns:b=''/>": "the prefix “b” has no namespace",
    "<a xmlns='tei c'/>": "the namespace “tei c” is no address",
    "<a xmlns:b='x' xmlns:c='x' b:n='' c:n=''/>": "the attribute “n” of the namespace x is in this"
    " tag twice",
    "<!DOCTYPE a [": "what stands before the outermost element is not well-formed",
}


@pytest.mark.parametrize("document", WORDS)
def test_what_is_wrong_is_said_in_words(document: str) -> None:
    with pytest.raises(SourceError) as caught:
        parse(document.encode())
    assert caught.value.message == WORDS[document]


def test_what_is_rare_is_said_as_the_parser_says_it() -> None:
    with pytest.raises(SourceError, match="xml namespace prefix mapped to wrong URI"):
        parse(b"<a xmlns:xml='u'/>")
