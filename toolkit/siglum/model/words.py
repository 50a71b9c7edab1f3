"""The text of an element, in the forms in which rows hold it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from lxml import etree

from siglum.edition.document import TEI
from siglum.model.signs import signs

_BESIDE = frozenset({"note", "index", "fw"})
"""Elements that stand beside the text."""
_EDITORS = frozenset({"corr", "reg"})
"""What an editor puts in the place of what is written."""
_REPLACED = {"sic": "corr", "orig": "reg", "abbr": "expan"}
"""What is written in a choice, and what is printed instead."""
_PARTS = frozenset(
    {"forename", "surname", "nameLink", "genName", "roleName", "addName", "persName", "orgName"}
    | {"country", "region", "settlement", "district", "bloc", "placeName", "geogName", "addrLine"}
    | {"street", "postCode", "name", "resp", "note"}
)
"""The parts of a name or an address, which are often written without a blank between them."""
_OF_BEARER = frozenset({"idno", "email", "affiliation", "address", "roleName", "date"})
"""What stands in a name and says something of its bearer."""
_BLOCKS = frozenset(
    {"p", "ab", "l", "head", "item", "cell", "note", "opener", "closer", "postscript", "salute"}
    | {"signed", "dateline", "trailer", "label", "line", "u", "stage", "speaker", "figDesc", "bibl"}
    | {"titlePart", "docTitle", "byline", "quote", "q", "div", "body", "text", "lem", "rdg"}
)
"""Elements that hold a stretch of text, of which a reader of a few words wants no other."""
_AROUND = 80
"""The most characters of context on either side of a mention."""
_LONGEST = 2000
_ENOUGH = 20_000
"""The most characters that are read for one value of a row, white space included."""


def local(element: etree._Element) -> str:
    """Return the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def tei(path: str) -> str:
    """Return a path of TEI element names, which may have “.//” in it, in the notation of lxml."""
    steps = path.split("/")
    return "/".join(step if step in (".", "") else f"{{{TEI}}}{step}" for step in steps)


def line_of(element: etree._Element) -> int | None:
    """Return the line of an element's start tag, as the parser knows it."""
    line = element.sourceline
    return line if isinstance(line, int) else None


def words(element: etree._Element) -> str:
    """Return the whole text of an element, each stretch of white space made one blank."""
    return short("".join(_enough(map(str, element.itertext("*")))))


def written(element: etree._Element) -> str:
    """Return the text as the source writes it: without notes, in the source's spelling."""
    return _of_form(element, _is_not_written, _none)


def printed(element: etree._Element) -> str:
    """Return the text as an edition prints it: without notes, corrected, with its brackets."""
    return _of_form(element, _not_printed(), signs)


def name_of(element: etree._Element) -> str:
    """Return a name as an edition prints it, without what is said in it of its bearer."""
    is_not_printed = _not_printed()

    def is_left_out(each: etree._Element) -> bool:
        return local(each) in _OF_BEARER or is_not_printed(each)

    return _of_form(element, is_left_out, signs) or printed(element)


def context(element: etree._Element) -> tuple[str, str, str]:
    """Return the words before an element, its own, and those behind it in its paragraph or line.

    They are as an edition prints them, cut at a blank where they are longer than `_AROUND`; the
    blank between them and the element is kept, where there is one.
    """
    before = _folded(reversed(list(_until(_pieces(element, is_back=True)))))
    after = _folded(_until(_pieces(element, is_back=False)))
    if len(before) > _AROUND:
        before = before[-_AROUND:].partition(" ")[2] or before[-_AROUND:]
    if len(after) > _AROUND:
        after = after[:_AROUND].rpartition(" ")[0] or after[:_AROUND]
    return before.lstrip(), printed(element), after.rstrip()


def _folded(pieces: Iterable[str]) -> str:
    return re.sub(r"\s+", " ", "".join(pieces))


def _until(pieces: Iterable[str]) -> Iterator[str]:
    """Yield pieces of text until there are more than a context has."""
    length = 0
    for piece in pieces:
        yield piece
        length += len(" ".join(piece.split()))
        if length > 2 * _AROUND:
            return


def _pieces(element: etree._Element, *, is_back: bool) -> Iterator[str]:
    """Yield the text before an element, the nearest first; or behind it. It ends with the block."""
    here, is_not_printed = element, _not_printed()
    while local(here) not in _BLOCKS or here is element:
        around = here.getparent()
        if around is None:
            return
        if not is_back:
            yield here.tail or ""
        for sibling in here.itersiblings(preceding=is_back):
            said = [sibling.tail or ""]
            if isinstance(sibling.tag, str) and not is_not_printed(sibling):
                said.insert(0, "".join(_enough(_said(sibling, is_not_printed, signs))))
            yield "".join(said)
        if is_back:
            yield around.text or ""
        here = around


_Signs = Callable[[etree._Element], tuple[str, str]]


def _none(_: etree._Element) -> tuple[str, str]:
    return "", ""


def _is_not_written(element: etree._Element) -> bool:
    return local(element) in _BESIDE or local(element) in _EDITORS


def _not_printed() -> Callable[[etree._Element], bool]:
    """Return what says whether an element is not printed; it looks at each choice once."""
    offered: dict[etree._Element, frozenset[str]] = {}

    def is_not_printed(element: etree._Element) -> bool:
        name = local(element)
        if name not in _REPLACED:
            return name in _BESIDE
        choice = element.getparent()
        if choice is None or local(choice) != "choice":
            return False
        if choice not in offered:
            offered[choice] = frozenset(map(local, choice.iterchildren("*")))
        return _REPLACED[name] in offered[choice]

    return is_not_printed


def _of_form(
    element: etree._Element, is_left_out: Callable[[etree._Element], bool], around: _Signs
) -> str:
    """Return the text of an element without what is left out below it, with signs around."""
    if not len(element):
        before, after = around(element)
        return short(f"{before}{element.text or ''}{after}")
    if _is_of_parts(element):
        children = (each for each in element.iterchildren("*") if not is_left_out(each))
        return short(
            " ".join("".join(_enough(_said(child, is_left_out, around))) for child in children)
        )
    return short("".join(_enough(_said(element, is_left_out, around))))


def parts(element: etree._Element) -> str:
    """Return the text of an element, such as a name, with a blank between its child elements."""
    return short(" ".join(_enough(map(str, element.itertext("*")))))


def _enough(pieces: Iterable[str]) -> Iterator[str]:
    """Yield pieces of text until they are enough for one value of a row."""
    length = 0
    for piece in pieces:
        yield piece
        length += len(piece)
        if length > _ENOUGH:
            return


def _is_of_parts(element: etree._Element) -> bool:
    """Say whether an element has only parts of a name or an address in it, and no other text."""
    between = [element.text or "", *(child.tail or "" for child in element)]
    return not any(map(str.strip, between)) and all(
        local(child) in _PARTS for child in element.iterchildren("*")
    )


def _said(
    element: etree._Element, is_left_out: Callable[[etree._Element], bool], around: _Signs
) -> Iterator[str]:
    """Yield the text of an element, except what is left out below it, with signs around."""
    skipped: etree._Element | None = None
    for event, each in etree.iterwalk(element, events=("start", "end", "comment", "pi")):
        if event == "start" and skipped is None:
            if each is not element and is_left_out(each):
                skipped = each
            else:
                if local(each) == "lb" and each.get("break") != "no":
                    yield " "
                yield around(each)[0]
                yield each.text or ""
        if event != "start":
            if skipped is each:
                skipped = None
            elif skipped is None and event == "end":
                yield around(each)[1]
            if skipped is None and each is not element:
                yield each.tail or ""


def short(text: str) -> str:
    """Return the beginning of a text, in one line."""
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
