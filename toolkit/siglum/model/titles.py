"""The titles that a header gives its document: the main one, and those below it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import etree

from siglum.model.words import printed, tei

LANG = "{http://www.w3.org/XML/1998/namespace}lang"

A_DATE = re.compile(r"(iso|sort)?[-_ ]?(date|datum)([-_ ]?iso)?", re.IGNORECASE)
"""A @type of titles that hold a date, as some projects write it."""
_NO_TITLE = re.compile(r"(iso|sort)?[-_ ]?(date|datum)|short|abbr|alt|sort|filename", re.IGNORECASE)
_SUB = frozenset({"sub", "subordinate", "subtitle", "desc", "part"})


def titles(
    header: etree._Element | None, language: str | None
) -> tuple[etree._Element | None, list[etree._Element]]:
    """Return the main title, and the subordinate ones, of a header in a language.

    Of titles whose @type says nothing else, the main one is that which is called so; else that of
    the document within a larger work (@level “a”), else the first that is not that of a series
    (@level “s”). Where it stands in several languages, the one of the document, or of none.
    """
    statement = None if header is None else header.find(tei("fileDesc/titleStmt"))
    found = [] if statement is None else list(statement.iter(tei("title")))
    innermost = [each for each in found if each.find(tei(".//title")) is None and printed(each)]
    named = [each for each in innermost if not _NO_TITLE.match(each.get("type") or "")]
    own = [each for each in named if _type(each) not in _SUB] or named
    marked = [each for each in own if _type(each) == "main"]
    analytic = [each for each in own if each.get("level") == "a"]
    apart = [each for each in own if each.get("level") != "s"]
    main = in_language(marked or analytic or apart or own, language)
    return main, [each for each in named if each is not main and each not in own]


def in_language(forms: Iterable[etree._Element], language: str | None) -> etree._Element | None:
    """Of the same thing in several languages, return that in the given one, or in none."""

    def rank(form: etree._Element) -> int:
        said = form.get(LANG)
        if said is None:
            return 1
        return 0 if language and said.casefold() == language.casefold() else 2

    return min(forms, key=rank, default=None)


def _type(title: etree._Element) -> str:
    return (title.get("type") or "").casefold()
