"""Which mends there are for which codes, and how findings come by their edits."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from siglum.checks.mends.case import Case, Mend
from siglum.checks.mends.elsewhere import Elsewhere
from siglum.checks.mends.links import wrong_link
from siglum.checks.mends.names import (
    equivalent_attribute,
    missing_namespace,
    misspelt_attribute,
    unknown_element,
)
from siglum.checks.mends.neighbours import Neighbours
from siglum.checks.mends.syntax import curly_quotes, known_entity, stray_ampersand
from siglum.checks.mends.values import wrong_id, wrong_value
from siglum.checks.mends.written import Written
from siglum.checks.world import World
from siglum.edition.config import Edition
from siglum.edition.document import Document
from siglum.findings.diagnostics import Diagnostic, Edit
from siglum.relaxng import Schema
from siglum.xml.source import SourceError

MENDS: dict[str, tuple[Mend, ...]] = {
    "SG101": (curly_quotes, stray_ampersand),
    "SG104": (missing_namespace,),
    "SG109": (known_entity,),
    "RNG101": (missing_namespace, unknown_element),
    "RNG106": (equivalent_attribute, misspelt_attribute),
    "RNG108": (wrong_id, wrong_value),
    "SG310": (wrong_value,),  # the edition's own rule, which has its say before the grammar
    "SG401": (wrong_link,),
    "SG402": (wrong_link,),
    "SG406": (wrong_link,),
}
"""By the code of a finding, the mends that may fit, the likeliest first."""

_MOST = 5000  # findings about one document that are given edits at a time

Read = Callable[[Path], bytes | None]


class Mends:
    """Gives the findings about documents of one edition their edits."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._world = World(edition)
        self._elsewhere = Elsewhere(edition)

    def of(
        self,
        findings: Sequence[Diagnostic],
        read: Read,
        document: Document | None,
        schemas: Sequence[Schema] = (),
    ) -> Iterator[Diagnostic]:
        """Yield findings about one document, with the edits of those that can be mended.

        `read` returns the bytes of a file of the document, as they were checked; `document` is
        None where no tree could be made.
        """
        self._world.look_again()
        self._elsewhere.look_again()
        files: dict[Path, Written | None] = {}
        neighbours = Neighbours()
        left = _MOST
        for finding in findings:
            file = finding.span.file
            if finding.code in MENDS and file not in files:
                files[file] = _written(file, read(file))
            written = files.get(file) if finding.code in MENDS else None
            if written is None or not left:
                yield finding
                continue
            left -= 1
            case = Case(
                finding=finding,
                written=written,
                document=document,
                schemas=schemas,
                edition=self._edition,
                world=self._world,
                elsewhere=self._elsewhere,
                neighbours=neighbours,
            )
            yield replace(finding, edits=_edits(case))


def _edits(case: Case) -> tuple[Edit, ...]:
    """Return the edits of the first mend that fits, each once."""
    made = (tuple(dict.fromkeys(mend(case))) for mend in MENDS[case.finding.code])
    return next(filter(None, made), ())


def _written(path: Path, data: bytes | None) -> Written | None:
    try:
        return None if data is None else Written(path, data)
    except SourceError:
        return None
