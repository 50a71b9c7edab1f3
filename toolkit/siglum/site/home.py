"""The home page of a site: the edition's own introduction, numbers, entrances, documents."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from siglum.edition.reading import assembled
from siglum.findings.diagnostics import CannotUse
from siglum.proof.conservation import Conservation
from siglum.render import listing
from siglum.render.frame import Entry, Page
from siglum.render.listing import Home, Label, Step
from siglum.render.outputs import Format, View
from siglum.site.common import Common
from siglum.site.making import Filled
from siglum.site.pieces import Content

HOME = "index"
"""What the name of the home page begins with."""
_FILE = f"{HOME}.html"


@dataclass(frozen=True, slots=True)
class HomePage:
    """What the home page is made of, beside an introduction and the documents that stand on it."""

    frame: Page
    language: str
    count: int
    """How many documents there are."""
    years: tuple[int, int] | None
    """Of the first and the last, if they are dated and listed."""
    registers: tuple[Step, ...]
    lists: tuple[Step, ...]

    @property
    def said(self) -> Home:
        """What it says."""
        numbers = [Label(count=str(self.count), of="document")] if self.count > 1 else []
        if self.years is not None:
            numbers.append(Label(text="–".join(dict.fromkeys(map(str, self.years)))))
        return Home(self.language, tuple(numbers), self.registers, self.lists)


def made_home(
    home: HomePage, entries: Iterable[Entry], introduction: Filled | None, common: Common
) -> Content:
    """Make the home page; an introduction is proved whole on it, as the texts of documents are."""
    if introduction is None:
        page = listing.home(home.frame, home.said, entries, common.look)
        return Content([(_FILE, page.encode())], (_FILE,))
    job = introduction.job
    document = assembled(
        path=job.path, data=introduction.data, root=common.root, parts=introduction.parts
    )
    conservation = Conservation(document)
    frame = replace(
        job.page, home=None, href=_FILE, views=(), downloads=(), previous=None, next=None
    )
    try:
        made = listing.introduced(
            document=document,
            frame=frame,
            home=home.said,
            entries=entries,
            authority=job.authority,
            tree=conservation.tree,
            look=common.look,
        )
    except CannotUse as stopped:
        return Content(findings=(stopped.diagnostic,), is_failed=True)
    proved = conservation.checked(made.text, View.CRITICAL, Format.HTML)
    unaccounted = tuple(conservation.findings())
    return Content(
        files=[(_FILE, proved.encode())],
        pages=(_FILE,),
        findings=(*made.findings, *unaccounted),
        is_failed=bool(unaccounted),
    )
