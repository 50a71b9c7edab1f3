"""`siglum build`: an edition becomes a site.

Read, plan, make, write. What was read and made before and still holds is kept; a document is in
memory only while it is read, and while its pages are made.
"""

from __future__ import annotations

import contextlib
import os
import posixpath
import sqlite3
import time
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from siglum.checks.twins import Twins
from siglum.edition.config import FILE_NAME, Edition
from siglum.edition.kept import kept_below
from siglum.edition.sieve import Sieve
from siglum.findings import kinds
from siglum.findings.diagnostics import CannotRun, Diagnostic, Span
from siglum.model.store import not_kept
from siglum.render.look import Look
from siglum.render.outputs import View
from siglum.search.page import PAGE
from siglum.site import dead_links
from siglum.site.address_list import FILE
from siglum.site.atomic import foreign_file, replacing
from siglum.site.found import Found
from siglum.site.kept import Damaged, Kept
from siglum.site.lock import Busy, alone
from siglum.site.names import (
    CITE,
    GUIDE,
    OPENSEARCH,
    SITEMAP,
    STYLE,
    VIEWER,
    addresses_of,
    illegible,
    page_name,
)
from siglum.site.pieces import Piece
from siglum.site.plan import Plan
from siglum.site.progress import Progress
from siglum.site.reading import read_all
from siglum.site.rows import Rows
from siglum.site.sources import Sources
from siglum.site.writing import Stage, look_of, settled_look
from siglum.work.file_names import folded
from siglum.work.order import Jobs
from siglum.work.spool import Spool


@dataclass(frozen=True, slots=True)
class Built:
    """What a build found, and the pages it made."""

    output: Path
    findings: Found
    pages: tuple[str, ...]
    """The pages' names below the output folder; none where the build was stopped by findings."""
    is_whole: bool = True
    """Whether no character of the text is lost, or changed, or in another place."""
    made: int = 0
    """Documents whose pages were made."""
    unchanged: int = 0
    """Documents whose pages are those of a build before."""


def build(
    edition: Edition,
    output: Path,
    *,
    force: bool,
    progress: Progress,
    sieve: Sieve | None = None,
    jobs: Jobs = 1,
    fresh: bool = False,
) -> Built:
    """Validate an edition and write its site, each page and text of it proved whole.

    What is unchanged is not made again, unless the build is to be `fresh`; `jobs` is who works.
    The findings that the sieve shows stop the build when there are errors among them, or a
    character of a source has no account, unless `force` is given; the old site then stays. Raises
    CannotRun where the output can't be written, or is a folder of somebody else's.
    """
    addresses = addresses_of(edition)
    _refuse(edition, output, addresses)
    try:
        with alone(output):
            kept, left, told = Kept.open(edition.root)
            build = _Build(
                edition=edition,
                output=output,
                addresses=addresses,
                force=force,
                progress=progress,
                sieve=sieve or Sieve(),
                jobs=jobs,
                fresh=fresh,
            )
            try:
                if fresh:
                    kept.forget()
                try:
                    return build.run(kept, left, told)
                except Damaged:
                    kept.forget()
                    return build.run(kept, left, told)
            except sqlite3.Error as error:  # a full disk, damage that did not show before
                kept.abandon()
                kept = Kept.temporary()
                return build.run(kept, None, (not_kept(edition.root, error),), are_rows_kept=False)
            finally:
                kept.close()
    except Busy:
        raise CannotRun(Diagnostic(kinds.command.OtherBuild(), Span(output))) from None
    except (OSError, sqlite3.Error) as error:
        reason = error.strerror if isinstance(error, OSError) else None
        failed = kinds.command.CannotWriteSite(reason or str(error))
        raise CannotRun(Diagnostic(failed, Span(output))) from None


class _Build:
    """One build, which may have to begin anew."""

    def __init__(
        self,
        edition: Edition,
        output: Path,
        addresses: dict[Path, str],
        force: bool,
        progress: Progress,
        sieve: Sieve,
        jobs: Jobs,
        fresh: bool,
    ) -> None:
        self._edition = edition
        self._output = output
        self._addresses = addresses
        self._force = force
        self._progress = progress
        self._sieve = sieve
        self._jobs = jobs
        self._fresh = fresh

    def run(
        self,
        kept: Kept,
        left: Path | None,
        told: tuple[Diagnostic, ...],
        *,
        are_rows_kept: bool = True,
    ) -> Built:
        """Build, with what is kept of builds before. Raises sqlite3.Error where that fails."""
        self._sieve.forget()
        with contextlib.closing(Spool()) as spool:
            return self._run(
                kept=kept, left=left, told=told, spool=spool, are_rows_kept=are_rows_kept
            )

    def _run(
        self,
        *,
        kept: Kept,
        left: Path | None,
        told: tuple[Diagnostic, ...],
        spool: Spool,
        are_rows_kept: bool,
    ) -> Built:
        edition, output = self._edition, self._output
        site, look, dead = kept.site(_real(output))
        now = look_of(output) if look is not None else None
        is_sure = now is not None and look == now[0]
        if not is_sure:
            _refuse_foreign(output)
        files = dict.fromkeys(self._addresses, True)
        if edition.introduction is not None:
            files[edition.introduction] = True
        files |= {path: path in files for path in edition.authority}
        sources = read_all(
            edition=edition,
            files=files,
            kept=kept,
            spool=spool,
            progress=self._progress,
            jobs=self._jobs,
        )
        found = Found()
        published = self._told(sources, found)
        found.add(self._sieve.shown(edition.root / FILE_NAME, told, edition))
        if not self._force and found.has_errors:
            return Built(output, found, ())
        with Rows.open(
            sources, self._progress, are_kept=are_rows_kept, are_fresh=self._fresh
        ) as rows:
            new = [one for one in rows.told if one not in told]
            found.add(self._sieve.shown(edition.root / FILE_NAME, new, edition))
            plan = Plan(
                edition=edition,
                sources=sources,
                documents=published,
                kept=kept,
                progress=self._progress,
                output=output,
                rows=rows,
            )
            found.add(self._shown_of_list(plan.findings))
            if not self._force and found.has_errors:
                return Built(output, found, ())
            old = _Old(site, dead) if is_sure else None
            return self._planned(plan=plan, kept=kept, left=left, old=old, found=found)

    def _planned(
        self, plan: Plan, kept: Kept, left: Path | None, old: _Old | None, found: Found
    ) -> Built:
        """Write what is planned, unless the site has it all; `old` is a sure one."""
        output = self._output
        kept.only("reads", plan.sources)
        kept.save()
        if old is not None and old.dead is not None and plan.is_all_placed(old.number):
            done = _Done()
            for piece in plan.pieces():
                found.add(self._shown(done.note(piece)))
            found.add(self._shown(list(dead_links.findings(old.dead, output, output))))
        else:
            done = self._write(plan=plan, kept=kept, left=left, old=old, found=found)
        if done.is_failed and not self._force:
            return Built(output, found, ())
        return Built(
            output,
            found,
            tuple(done.pages),
            done.is_whole,
            made=done.made,
            unchanged=done.unchanged,
        )

    def _shown_of_list(self, findings: list[Diagnostic]) -> tuple[Diagnostic, ...]:
        """Return the findings on the list of addresses that are shown."""
        return (
            self._sieve.shown(self._edition.root / FILE, findings, self._edition)
            if findings
            else ()
        )

    def _shown(self, findings: list[Diagnostic]) -> tuple[Diagnostic, ...]:
        """Return the findings on pieces that are shown."""
        if not findings:
            return ()
        return self._sieve.shown(self._edition.root / FILE_NAME, findings, self._edition)

    def _told(self, sources: Sources, found: Found) -> dict[Path, str]:
        """Tell what is wrong with files; return the documents to publish, with their addresses."""
        twins = Twins()
        documents: set[Path] = set()
        for report in sources.told():
            path = report.path
            unseen = illegible(path, self._edition.root) if path in self._addresses else None
            told = (*report.findings, *twins.of(path), *filter(None, (unseen,)))
            found.add(self._sieve.shown(path, told, self._edition))
            if path in self._addresses and unseen is None and sources.is_document(path):
                documents.add(path)
        return {path: to for path, to in self._addresses.items() if path in documents}

    def _write(
        self, plan: Plan, kept: Kept, left: Path | None, old: _Old | None, found: Found
    ) -> _Done:
        """Write the site as it is planned, if it proves whole."""
        done = _Done()
        try:
            with replacing(self._output, left) as folder:
                stage = Stage(folder, self._output, left, is_sure=old is not None)
                site = None if old is None else old.number
                with contextlib.closing(stage):
                    for piece in plan.made(stage, site, self._jobs):
                        found.add(self._shown(done.note(piece)))
                dead = self._dead(folder, old, stage.fresh)
                found.add(self._shown(list(dead_links.findings(dead, self._output, folder))))
                if done.is_failed and not self._force:
                    raise _Stopped
                kept.displace(_real(self._output))
                begun = time.time_ns()
        except _Stopped:
            return done
        look = settled_look(self._output, begun)
        kept.only("made", plan.names)
        if look is not None:
            is_all = len(dead) <= dead_links.MOST
            kept.place(_real(self._output), look, tuple(dead) if is_all else None)
        return done

    def _dead(self, folder: Path, old: _Old | None, fresh: set[str]) -> list[dead_links.Link]:
        """Return the dead links of a site that has been written."""
        self._progress("checking links")
        known = None if old is None else old.dead
        before = None if known is None else self._output
        if before is None:  # all pages are looked at
            fresh = dead_links.pages(folder)
        return dead_links.Checking(folder, before, fresh, known or ()).dead()


@dataclass(frozen=True, slots=True)
class _Old:
    """The old site, where it is as it was written."""

    number: int
    dead: tuple[dead_links.Link, ...] | None
    """Its dead links; None where there were too many."""


@dataclass(slots=True)
class _Done:
    """What has been done of a plan."""

    pages: dict[str, None] = field(default_factory=dict)
    is_failed: bool = False
    is_whole: bool = True
    made: int = 0
    unchanged: int = 0
    _once: set[Diagnostic] = field(default_factory=set)

    def note(self, piece: Piece) -> list[Diagnostic]:
        """Note a piece that is in its place, and return what is to be told of it.

        Raises CannotRun for a page that there is already.
        """
        for name in piece.pages:
            if name in self.pages:
                raise CannotRun(Diagnostic(kinds.command.PageTwice(name), Span(piece.path)))
            self.pages[name] = None
        # A stylesheet of the edition's own fails for all documents alike.
        new = [one for one in piece.findings if not (one in piece.once and one in self._once)]
        self._once.update(piece.once)
        self.is_failed = self.is_failed or piece.is_failed
        self.is_whole &= not any(one.code.startswith(("SG601", "SG7")) for one in new)
        if piece.is_document:
            self.made += piece.is_made
            self.unchanged += not piece.is_made
        return new


class _Stopped(Exception):
    pass


def _real(folder: Path) -> Path:
    return Path(os.path.realpath(folder))


def _refuse_foreign(output: Path) -> None:
    """Raise CannotRun for a folder with files of somebody else's."""
    foreign = foreign_file(output)
    if foreign is not None:
        others = kinds.command.OutputHoldsOthers(str(foreign))
        raise CannotRun(Diagnostic(others, Span(output)))


def _refuse(edition: Edition, output: Path, addresses: dict[Path, str]) -> None:
    """Raise CannotRun where building would destroy or could not succeed."""
    if not edition.configured:
        raise CannotRun(Diagnostic(kinds.command.NoEdition(), Span(edition.root)))
    if not addresses:
        none = kinds.command.NoSources(edition.settings.sources)
        raise CannotRun(Diagnostic(none, Span(edition.root / FILE_NAME)))
    if edition.root.resolve().is_relative_to(output.resolve()):
        raise CannotRun(Diagnostic(kinds.command.OutputHoldsEdition(), Span(output)))
    kept = kept_below(edition, output)
    if kept is not None:
        raise CannotRun(Diagnostic(kinds.command.OutputHoldsSource(kept.name), Span(output)))
    _refuse_names(edition, addresses)


def _refuse_names(edition: Edition, addresses: dict[Path, str]) -> None:
    """Raise CannotRun where two files of the site would have one name."""
    taken: dict[str, str | Path] = {
        "index.html": "the home page",
        STYLE: "the style sheet",
        CITE: "the script",
        VIEWER: "the viewer of pictures",
    }
    if edition.site.search:
        taken[PAGE] = "the page that readers search"
    if edition.site.data and edition.settings.url is not None:
        taken |= {SITEMAP: "the sitemap", OPENSEARCH: "the description of the search"}
    if edition.schemas.odd is not None:
        taken[GUIDE] = "the guide for encoders"
    added = Look.of(edition).added
    own = {folded(name): whose for name, whose in taken.items()}
    for path, address in addresses.items():
        names = [page_name(address, view) for view in View]
        names += [f"{address}.{output}" for output in added]
        for name in names:
            # Documents whose names differ only in case are told (SG905), not refused.
            other = own.get(folded(name)) or taken.setdefault(name, path)
            if other is not path:
                one = kinds.command.OnePage(_said(path, edition), _said(other, edition), name)
                raise CannotRun(Diagnostic(one, Span(path)))
    folders: dict[str, Path] = {}
    for path, address in addresses.items():
        folders.setdefault(posixpath.dirname(address), path)
    for folder, path in folders.items():
        folders_above = (folder, *map(str, PurePosixPath(folder).parents))
        above = next((one for one in folders_above if one in taken), None)
        if above is not None:
            alike = kinds.command.FolderLikePage(above, _said(taken[above], edition))
            raise CannotRun(Diagnostic(alike, Span(path)))


def _said(whose: str | Path, edition: Edition) -> str:
    return whose if isinstance(whose, str) else whose.relative_to(edition.root).as_posix()
