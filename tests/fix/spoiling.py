"""Slips of editors, planted in documents as they are written: each changes no text."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from siglum.xml.markup import Markup

Slip = Callable[[random.Random, str], str]
"""Returns a document with a slip in it, or the document where there is no room for one."""

_HIDDEN = re.compile(r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<[?!].*?>", re.DOTALL)
_MONTHS = "January February March April May June July August September October November December"


def _swapped(chance: random.Random, word: str) -> str:
    """Let two letters of a word change places."""
    at = chance.randrange(1, len(word) - 1)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def misspelt_element(chance: random.Random, text: str) -> str:
    markup = Markup(text)
    numbers = [
        number
        for number, start in enumerate(markup.starts)
        if (name := markup.name(start)).end - name.begin >= 4 and number
    ]
    if not numbers:
        return text
    number = chance.choice(numbers)
    begin, end = markup.name(markup.starts[number])
    wrong = _swapped(chance, text[begin:end])
    spoilt = text[:begin] + wrong + text[end:]
    if markup.ends[number] != markup.starts[number]:
        begin, end = markup.name(markup.ends[number])
        spoilt = spoilt[:begin] + wrong + spoilt[end:]
    return spoilt


def _one(pattern: str, change: Callable[[re.Match[str]], str], *, in_tag: bool = True) -> Slip:
    """Return the slip that changes one place with a pattern, in a tag or outside of comments."""

    def slip(chance: random.Random, text: str) -> str:
        hidden = [found.span() for found in _HIDDEN.finditer(text)]
        places = [
            found
            for found in re.finditer(pattern, text)
            if not any(begin <= found.start() < end for begin, end in hidden)
            and (
                not in_tag or text.rfind("<", 0, found.start()) > text.rfind(">", 0, found.start())
            )
        ]
        if not places:
            return text
        found = chance.choice(places)
        return text[: found.start()] + change(found) + text[found.end() :]

    return slip


def misspelt_attribute(chance: random.Random, text: str) -> str:
    pattern = r'(?<=\s)[a-zA-Z]{4,}(?==")'
    return _one(pattern, lambda found: _swapped(chance, found[0]))(chance, text)


def misspelt_value(chance: random.Random, text: str) -> str:
    pattern = r'(?<=[a-z]=")[a-zA-Z]{4,}(?=")'
    return _one(pattern, lambda found: _swapped(chance, found[0]))(chance, text)


def id_with_blanks(chance: random.Random, text: str) -> str:
    found = re.findall(r'\sxml:id="(\w+-[\w-]+)"', text)
    if not found:
        return text
    name = chance.choice(found)
    for before, after in (('xml:id="', '"'), ("#", '"'), ("#", " ")):
        text = text.replace(before + name + after, before + name.replace("-", " ") + after)
    return text


def curly_quotes(chance: random.Random, text: str) -> str:
    pattern = r'(<\w[^<>]*\s[\w:]+=)"([^"<>]*)"(?=[^<>]*>)'
    return _one(pattern, lambda found: f"{found[1]}“{found[2]}”", in_tag=False)(chance, text)


def no_namespace(_: random.Random, text: str) -> str:
    return re.sub(r' xmlns="http://www.tei-c.org/ns/1.0"', "", text, count=1)


def _in_words(found: re.Match[str]) -> str:
    year, month, day = found.groups()
    return f'="{int(day)} {_MONTHS.split()[int(month) - 1]} {year}"'


SLIPS: dict[str, Slip] = {
    "misspelt element": misspelt_element,
    "misspelt attribute": misspelt_attribute,
    "misspelt value": misspelt_value,
    "an element of HTML": _one(
        r"<(lb)(?=[\s/][^<>]*/>)|<(?:item|emph)>([^<>]*)</(?:item|emph)>",
        lambda found: (
            "<br" if found[1] else re.sub(r"emph>", "em>", found[0]).replace("item>", "li>")
        ),
        in_tag=False,
    ),
    "a link of HTML": _one(
        r'<ref target="([^"]*)">([^<>]*)</ref>',
        lambda found: f'<a href="{found[1]}">{found[2]}</a>',
        in_tag=False,
    ),
    "id": _one(r"\sxml:id=", lambda _: " id="),
    "lang": _one(r"\sxml:lang=", lambda _: " lang="),
    "id with blanks": id_with_blanks,
    "date in words": _one(r'="(1\d\d\d)-(0[1-9]|1[0-2])-(0[1-9]|[12]\d)"', _in_words),
    "no number sign": _one(r'(target|ref|corresp)="#', lambda found: f'{found[1]}="'),
    "other capitals in a fragment": _one(
        r'="#([\w.-]+)"', lambda found: f'="#{found[1].swapcase()}"'
    ),
    "curly quotes": curly_quotes,
    "ampersand": _one("&amp;(?=[ A-Z])", lambda _: "&", in_tag=False),
    "entity": _one("é", lambda _: "&eacute;", in_tag=False),
    "no namespace": no_namespace,
}

BARRIERS = ["curly quotes", "ampersand", "entity", "no namespace"]
"""The slips behind which nothing is checked."""
