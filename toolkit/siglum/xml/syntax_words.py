"""What libxml2 says of a file that is not well-formed, in the words of who writes TEI."""

from __future__ import annotations

import re

_AMPERSAND = "a “&” that stands for itself has to be written “&amp;”"
_LESS_THAN = "a “<” that begins no tag has to be written “&lt;”"
_DECLARATION = 'the XML declaration has to be written <?xml version="1.0" encoding="UTF-8"?>'
_INSTRUCTION = "a processing instruction is written <?name …?>, and its name is not “xml”"

_WORDS = (
    (r"xmlParseEntityRef: no name", _AMPERSAND),
    (r"EntityRef: expecting ';'", f"{_AMPERSAND}; a reference to a character ends in “;”"),
    (r"StartTag: invalid element name", f"{_LESS_THAN}; a tag has its name right behind the “<”"),
    (
        r"Unescaped '<' not allowed in attributes values",
        "there is a “<” in the value of an attribute: either its quotation mark is missing, or it"
        " has to be written “&lt;”",
    ),
    (r"Sequence ']]>' not allowed in content", "“]]>” in text has to be written “]]&gt;”"),
    (
        r"AttValue: \" or ' expected",
        'the value of an attribute has to stand in straight quotation marks, as in n="1"',
    ),
    (r"AttValue: ['\"] expected", "the value of an attribute has no closing quotation mark"),
    (
        r"Specification mandates value for attribute (\S+)",
        r"the attribute “\1” has no value",
    ),
    (r"Attribute (\S+) redefined", r"the attribute “\1” is in this tag twice"),
    (
        r"attributes construct error",
        'the attributes of this tag are not written as name="value", with a space before each',
    ),
    (
        r"error parsing attribute name",
        "in this tag there is something that is no attribute, or its “>” is missing",
    ),
    (
        r"Opening and ending tag mismatch: (\S+) line (\d+) and (\S+)",
        r"“\3” can't end here: “\1”, which begins in line \2, is not closed",
    ),
    (
        r"Premature end of data in tag (\S+) line (\d+)",
        r"the file ends, but “\1”, which begins in line \2, is not closed",
    ),
    (
        r"Couldn't find end of Start Tag (\S+) line (\d+)",
        r"the tag of “\1”, which begins in line \2, has no “>”",
    ),
    (r"expected '>'", "the “>” of a tag is missing"),
    (r"Comment not terminated", "a comment has no end: “-->” is missing"),
    (r"Double hyphen within comment(?:: .*)?", "there is a “--” in a comment, where none may be"),
    (r"CData section not finished.*", "a CDATA section has no end: “]]>” is missing"),
    (
        r"Namespace prefix (\S+)(?: for \S+)? on (\S+) is not defined",
        r"the prefix “\1” in the tag of “\2” is not declared",
    ),
    (
        r"XML declaration allowed only at the start of the document",
        "an XML declaration can only be the very beginning of a file, with no space before it",
    ),
    (
        r"String not started expecting ' or \"|Blank needed here|Malformed declaration expecting .*"
        r"|Unsupported version .*|standalone accepts .*|parsing XML declaration: .*",
        _DECLARATION,
    ),
    (r"ParsePI: PI .*|xmlParsePI : no target name|Invalid PI name", _INSTRUCTION),
    (
        r"(?:PCDATA invalid Char value|xmlParseCharRef: invalid xmlChar value) (\d+)",
        r"there is a character, number \1, that XML does not allow",
    ),
    (
        r"invalid character in attribute value",
        "in the value of an attribute there is a character that XML does not allow",
    ),
    (
        r"CharRef: invalid (?:hexa)?decimal value",
        "a character is written by its number as “&#228;” or “&#xE4;”",
    ),
    (r"Failed to parse QName '(.+)'", r"“\1” is no name: a name has one “:” at most"),
    (r"xmlns:(\S+): Empty XML namespace is not allowed", r"the prefix “\1” has no namespace"),
    (r"xmlns(?::\S+)?: '(.*)' is not a valid URI", r"the namespace “\1” is no address"),
    (
        r"Namespaced Attribute (\S+) in '(.+)' redefined",
        r"the attribute “\1” of the namespace \2 is in this tag twice",
    ),
    (r"Start tag expected, '<' not found", "a file has to begin with markup, not with text"),
    (
        r"Extra content at the end of the document",
        "there is more after the end of the outermost element",
    ),
)


def in_words(message: str) -> str:
    """Return a message of libxml2 as a phrase of ours; one that is rare is left as it is."""
    for pattern, words in _WORDS:
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found:
            return found.expand(words)
    return message


def character(entity: str) -> str | None:
    """Return how to write the character of an entity of HTML or the ISO sets; None for others.

    It is known by its name: no DTD is looked up that would declare it.
    """
    from html.entities import html5  # late: few files need it

    meant = html5.get(f"{entity};")
    if meant is None:
        return None
    references = "".join(f"&#{ord(one)};" for one in meant)
    return f"Write “{meant}” or {references}." if meant.isprintable() else f"Write {references}."
