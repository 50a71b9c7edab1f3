"""Pages that are no documents: lists of documents and entries, and the pages of entries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from lxml import etree

from siglum.edition.document import TEI, Document, parse
from siglum.model.dates import Date
from siglum.model.registers import Authority
from siglum.render.citation_dates import attributes
from siglum.render.figures.drawing import Drawing
from siglum.render.frame import Entry, Page, with_documents
from siglum.render.labels import Label as Label
from siglum.render.look import SG, Look, in_xml
from siglum.render.outputs import View
from siglum.render.pages import around
from siglum.render.stylesheets import siglums
from siglum.render.views import Rendering, by_siglums
from siglum.saxon.stylesheet import Parameter, Tree

_SVG = "http://www.w3.org/2000/svg"


@dataclass(frozen=True, slots=True)
class Step:
    """A link to another list, or to another page of one."""

    href: str
    label: Label
    is_here: bool = False
    """Whether it leads to the page that it stands on."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a list; or a mention, with the words around it."""

    label: Label
    href: str | None = None
    date: tuple[tuple[str, str], ...] = ()
    """The attributes of sg:date (see `citation_dates.attributes`)."""
    more: tuple[Label, ...] = ()
    """What is said beside it."""
    before: str = ""
    shown: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under one heading."""

    label: Label | None
    lines: tuple[Line, ...]
    anchor: str | None = None
    """Its id on the page."""
    month: str | None = None
    """Of a month of which a calendar is shown: the month."""
    days: tuple[tuple[int, str], ...] = ()
    """The days of that calendar that lead to the first of their lines."""
    is_short: bool = False
    """Whether the lines are short enough for columns."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing, with what a page says of it."""

    drawing: Drawing
    title: Label
    caption: tuple[Label, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Lines in rows and columns."""

    columns: tuple[Label, ...]
    rows: tuple[tuple[tuple[Line, ...], ...], ...]
    """The cells of each, with their lines; the first is the heading of the row."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a page of a list, or of an entry, says; addresses are as seen from it."""

    address: str
    """From the site on."""
    title: Label
    canonical: str | None = None
    """On the web, where the site's address is known."""
    parents: tuple[Step, ...] = ()
    """The pages above it, without the home page."""
    tabs: tuple[Step, ...] = ()
    """Other orders of the same list."""
    index: tuple[Step, ...] = ()
    """Where letters or years begin."""
    pages: tuple[Step, ...] = ()
    """The pages of the list, if there are several."""
    summary: tuple[Label, ...] = ()
    figures: tuple[Figure, ...] = ()
    table: Table | None = None
    """What the figures show, and all that they don't."""
    groups: tuple[Group, ...] = ()
    related: tuple[Group, ...] = ()
    """Of an entry: other entries."""
    markup: str = ""
    """Of an entry: how it is written."""
    source: str = ""
    """Of an entry: its file, below the edition's folder."""
    sources: tuple[str, ...] = ()
    entries: tuple[tuple[str, str, str], ...] = ()
    """Where its pointers lead: see `Page.entries`."""
    files: tuple[tuple[str, str], ...] = ()
    """Where the documents are that it links to: see `Page.files`."""


def lists(frame: Page, sheets: Sequence[Sheet], look: Look) -> list[str]:
    """Return the pages of lists; the frame is that of all of them."""
    page = _framed(frame, sheets, look)
    return parted(siglums("list").apply(page, {"page": page}).text)


def of_entries(
    frame: Page,
    sheets: Sequence[Sheet],
    look: Look,
    document: Document,
    tree: Tree,
) -> Rendering:
    """Return the pages of entries as one text, which `parted` cuts.

    `document` holds them (see `document_of`); `tree` stands for its own. Raises CannotUse.
    """
    page = _framed(frame, sheets, look)
    view = str(View.CRITICAL)
    parameters: dict[str, Parameter] = {"page": page, "view": view, "is-siglums": True}
    return by_siglums(document, "entry", tree, parameters)


def document_of(path: Path, sheets: Iterable[Sheet]) -> Document:
    """Return the entries of some pages as one document, each in a standOff of its own."""
    items = (
        f"<standOff>{sheet.markup}<listBibl>{''.join(sheet.sources)}</listBibl></standOff>"
        for sheet in sheets
    )
    data = f'<TEI xmlns="{TEI}">{"".join(items)}</TEI>'.encode()
    return Document(path, data, parse(path, data))


def parted(output: str) -> list[str]:
    """Return the pages of an output: each follows a comment."""
    _, *pages = output.split("<!--sg-sheet-->")
    first = "<!DOCTYPE html>\n"
    return [first + page.removeprefix("<!DOCTYPE HTML>").lstrip() for page in pages]


def _framed(frame: Page, sheets: Iterable[Sheet], look: Look) -> etree._Element:
    page = frame.to_xml(look)
    page.set("language", look.site.language or look.language)
    entries: dict[str, tuple[str, str]] = {}
    files: dict[str, str] = {}
    for sheet in sheets:
        _add_sheet(page, sheet)
        entries |= {of: (href, card) for of, href, card in sheet.entries}
        files |= dict(sheet.files)
    for of, (href, card) in entries.items():
        _add(page, "entry", of=of, href=href, card=card)
    for path, href in files.items():
        _add(page, "file", path=path, href=href)
    return page


def _add_sheet(page: etree._Element, sheet: Sheet) -> None:
    element = _add(page, "sheet", address=sheet.address, canonical=sheet.canonical or "")
    _add_label(element, "title", sheet.title)
    for name in ("parents", "tabs", "index", "pages"):
        around = _add(element, name)
        for step in getattr(sheet, name):
            _add_label(around, "step", step.label, href=step.href, here=_truth(step.is_here))
    for label in sheet.summary:
        _add_label(element, "said", label)
    for number, figure in enumerate(sheet.figures, 1):
        _add_figure(element, figure, number)
    if sheet.table is not None:
        _add_table(element, sheet.table)
    for name, groups in (("groups", sheet.groups), ("related", sheet.related)):
        around = _add(element, name)
        for group in groups:
            _add_group(around, group)


def _add_figure(around: etree._Element, figure: Figure, number: int) -> None:
    element = _add(around, "figure", n=str(number))
    _add_label(element, "title", figure.title)
    for label in figure.caption:
        _add_label(element, "said", label)
    drawing = figure.drawing
    box = f"0 0 {drawing.width:g} {drawing.height:g}"
    svg = etree.SubElement(element, f"{{{_SVG}}}svg", {"viewBox": box})
    for shape in drawing.shapes:
        holder = svg
        if shape.href is not None:
            holder = etree.SubElement(svg, f"{{{_SVG}}}a", {"href": shape.href})
        drawn = etree.SubElement(holder, f"{{{_SVG}}}{shape.name}", dict(shape.attributes))
        drawn.set("class", shape.looks)
        drawn.text = in_xml(shape.text)
        for label in shape.words:
            _add_label(drawn, "said", label)


def _add_table(around: etree._Element, table: Table) -> None:
    element = _add(around, "table")
    for column in table.columns:
        _add_label(element, "column", column)
    for row in table.rows:
        one = _add(element, "row")
        for cell in row:
            lines = _add(one, "cell")
            for line in cell:
                _add_line(lines, line)


def _add_group(around: etree._Element, group: Group) -> None:
    element = _add(
        around,
        "group",
        anchor=group.anchor or "",
        month=group.month or "",
        short=_truth(group.is_short),
    )
    if group.label is not None:
        _add_label(element, "title", group.label)
    for day, href in group.days:
        _add(element, "day", n=str(day), href=href)
    for line in group.lines:
        _add_line(element, line)


def _add_line(around: etree._Element, line: Line) -> None:
    one = _add_label(around, "line", line.label, href=line.href or "")
    if line.date:
        _add(one, "date", **dict(line.date))
    for label in line.more:
        _add_label(one, "said", label)
    if line.before or line.shown or line.after:
        _add(one, "context", before=line.before, shown=line.shown, after=line.after)


def _truth(value: bool) -> str:
    return "true" if value else ""


def datings(dates: Sequence[Date], language: str, look: Look) -> list[str]:
    """Return dates in words, in a language of the words tables."""
    page = look.page()
    page.set("language", language)
    for date in dates:
        _add(page, "date", **attributes(date))
    return siglums("datings").apply(page, {"page": page}).text.split("\n")[: len(dates)]


@dataclass(frozen=True, slots=True)
class Home:
    """What the home page says of an edition, beside its documents and introduction."""

    language: str
    """Of the words tables."""
    summary: tuple[Label, ...] = ()
    registers: tuple[Step, ...] = ()
    lists: tuple[Step, ...] = ()

    def add_to(self, page: etree._Element, entries: Iterable[Entry]) -> None:
        """Add it to an sg:page element, with some documents."""
        with_documents(page, entries)
        page.set("language", self.language)
        for label in self.summary:
            _add_label(page, "said", label)
        for name, steps in (("registers", self.registers), ("lists", self.lists)):
            around = _add(page, name)
            for step in steps:
                _add_label(around, "step", step.label, href=step.href)


def home(frame: Page, home: Home, entries: Iterable[Entry], look: Look) -> str:
    """Render the home page of an edition without an introduction."""
    page = frame.to_xml(look)
    home.add_to(page, entries)
    return siglums("home").apply(page, {"page": page}).text


def introduced(
    document: Document,
    frame: Page,
    home: Home,
    entries: Iterable[Entry],
    authority: Authority,
    tree: Tree,
    look: Look,
) -> Rendering:
    """Render the home page of an edition that a document opens; `tree` stands for its own.

    Raises CannotUse.
    """
    page, seen, findings = around(document, frame, authority, look)
    home.add_to(page, entries)
    told: dict[str, Parameter] = {"page": page, "authority": seen, "view": str(View.CRITICAL)}
    told["is-siglums"] = True
    made = by_siglums(document, "introduction", tree, told)
    return Rendering(made.text, (*findings, *made.findings))


def _add_label(parent: etree._Element, tag: str, label: Label, **further: str) -> etree._Element:
    said = {one.name: getattr(label, one.name) for one in fields(Label)}
    return _add(parent, tag, **{k: v for k, v in said.items() if v is not None}, **further)


def _add(parent: etree._Element, tag: str, **attributes: str) -> etree._Element:
    said = {name: in_xml(value) for name, value in attributes.items() if value != ""}
    return etree.SubElement(parent, f"{{{SG}}}{tag}", said)
