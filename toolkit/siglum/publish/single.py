"""`siglum render`: one file, one output."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from siglum.codes import diagnostic
from siglum.diagnostics import CannotRun, Diagnostic, Span
from siglum.document import Unreadable, read
from siglum.transform.citation import Citation
from siglum.transform.pages import Authority, Page, html
from siglum.transform.views import Unrendered, View, text
from siglum.validate.links import Links
from siglum.validate.run import Editions


@dataclass(frozen=True, slots=True)
class Rendered:
    """The output, None where there could be none, and the findings."""

    text: str | None
    findings: tuple[Diagnostic, ...]


def render_file(path: Path, target: str, view: str, working_folder: Path) -> Rendered:
    """Render one TEI file to "html" or "text" in a view.

    Raises CannotRun for a file that is not there, or a wrong edition.toml.
    """
    if not path.exists():
        raise CannotRun(diagnostic("SG108", "there is no such file", Span(path)))
    edition = Editions(working_folder).of(path)
    try:
        document = read(path, edition.root)
        if target == "text":
            rendering = text(document, View(view))
        else:
            title = edition.settings.title if edition.configured else ""
            page = Page(
                site=title or None,
                citation=Citation.of(document, title, None),
            )
            authority = Authority.of(edition)
            rendering = html(document, View(view), page, authority)
    except Unreadable as unreadable:
        return Rendered(None, (unreadable.diagnostic,))
    except Unrendered as unrendered:
        return Rendered(None, (unrendered.diagnostic,))
    unsafe = [finding for finding in Links(edition).check(document) if finding.code == "SG405"]
    return Rendered(rendering.text, (*document.findings, *unsafe, *rendering.findings))
