"""Checks of what edition.toml names: paths, patterns, languages, addresses, codes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import fields
from pathlib import Path

from siglum.edition.config_hints import as_toml
from siglum.edition.link_keys import problem
from siglum.edition.settings import FACETS, Edition, Schemas
from siglum.edition.settings_reader import SettingsReader, unknown_language
from siglum.edition.web_addresses import is_address
from siglum.edition.words import languages
from siglum.edition.xpath import is_field
from siglum.findings import kinds
from siglum.findings.diagnostics import Diagnostic
from siglum.findings.selection import unknown
from siglum.work.file_names import is_file, is_folder, is_pattern
from siglum.xml.resolve import Reason

_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
_OUTPUT = re.compile(r"html|text|markdown|[A-Za-z][A-Za-z0-9-]*(\.[A-Za-z0-9]+)+")

_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?")

_MOST_IN_NAME = 100
"""The most characters of a document's name that can be the name of a folder."""
_SPELLING = re.compile(r"\^?([^/^$\s]{1,40})\$?/([^/^$\s]{0,40})")
_MOST_SPELLINGS = 2000
_LONGEST_FACET = 60
_MOST_FACETS = 20

_KINDS = ("relaxng", "xsd", "schematron")


class Checks:
    """Reports to the reader of an edition's settings what is wrong with them as a whole."""

    def __init__(self, edition: Edition, reader: SettingsReader) -> None:
        self._edition = edition
        self._reader = reader
        self.absent: list[Diagnostic] = []
        """A finding for each schema that is not there."""

    def run(self) -> None:
        """Check all tables."""
        self._check_schemas()
        self._check_findings()
        self._check_files()
        self._check_publishing()
        self._check_look()
        self._check_links()
        self._check_spellings()
        self._check_fields()

    def _check_spellings(self) -> None:
        for language, rules in self._edition.spellings.items():
            for rule in rules:
                if not _is_spelling(rule):
                    kind = kinds.settings.NoSpelling(rule[:80])
                    self._reader.report(kind, "spellings", language)
            if len(rules) > _MOST_SPELLINGS:
                many = kinds.settings.ManySpellings(len(rules), _MOST_SPELLINGS)
                self._reader.report(many, "spellings", language)

    def _check_fields(self) -> None:
        edition, report = self._edition, self._reader.report
        named = [("fields", name, path) for name, path in edition.fields.paths()]
        named += [("facets", name, path) for name, path in edition.facets.items()]
        for table, name, path in named:
            if not is_field(path):
                report(kinds.fields.NoFieldPath(path[:200]), table, name)
        for name in edition.facets:
            is_ours = name in (*FACETS, "date", "all") or name.startswith("named-")
            if is_ours or not 0 < len(name.strip()) <= _LONGEST_FACET or not name.isprintable():
                report(kinds.fields.NoFacetName(name[:80], _LONGEST_FACET), "facets", name)
        if len(edition.facets) > _MOST_FACETS:
            many = kinds.fields.ManyFacets(len(edition.facets), _MOST_FACETS)
            report(many, None, "facets")

    def _check_look(self) -> None:
        site, report = self._edition.site, self._reader.report
        if site.css is not None:
            self._check_file(site.css, "site", "css")
        if site.introduction is not None:
            self._check_file(site.introduction, "site", "introduction")
        if site.language is not None and site.language not in languages():
            report(unknown_language(site.language), "site", "language")
        if site.split not in (None, "div"):
            report(kinds.settings.UnknownSplit(as_toml(site.split)), "site", "split")
        if site.folders is not None and not 0 < site.folders <= _MOST_IN_NAME:
            report(kinds.settings.NoSuchLength(site.folders, _MOST_IN_NAME), "site", "folders")
        for host in site.iiif:
            if not _HOST.fullmatch(host):
                report(kinds.settings.NotAHost(host), "site", "iiif")
        for ending, stylesheet in self._edition.outputs.items():
            if not _OUTPUT.fullmatch(ending):
                report(kinds.settings.NotAnEnding(ending), "outputs", ending)
            self._check_file(stylesheet, "outputs", ending)

    def _check_file(self, name: str, table: str, key: str) -> None:
        path = self._edition.root / name
        if reason := self._edition.border.refuses(path):
            self._refuse(name=name, reason=reason, table=table, key=key)
        elif not is_file(path):
            self._reader.report(kinds.settings.NamedFileNotThere(name), table, key)

    def _check_schemas(self) -> None:
        for item in fields(Schemas):
            self._check_schema(getattr(self._edition.schemas, item.name), "schemas", item.name)
        for number, table in enumerate(self._edition.schemas_for, 1):
            name = "schemas.for"
            named = [kind for kind in _KINDS if getattr(table, kind) is not None]
            for kind in named:
                self._check_schema(name=getattr(table, kind), table=name, key=kind, number=number)
            if bool(named) == table.none:
                fault = kinds.settings.SchemasOrNone(bool(named), _KINDS)
                self._reader.report(kind=fault, table=name, key="none", number=number)
            self._check_patterns(names=table.files, table=name, key="files", number=number)

    def _check_schema(self, name: str | None, table: str, key: str, number: int = 1) -> None:
        if name is None:
            return
        path = self._edition.root / name
        if reason := self._edition.border.refuses(path):
            self._refuse(name=name, reason=reason, table=table, key=key, number=number)
        elif not is_file(path):
            if key == "catalog":
                self._reader.report(kinds.settings.CatalogNotThere(name), table, key)
            else:
                kind = kinds.settings.SchemaNotThere(name, self._edition.schemas.odd)
                self.absent.append(
                    self._reader.finding(kind=kind, table=table, key=key, number=number)
                )

    def _check_findings(self) -> None:
        findings = self._edition.findings
        self._check_codes("findings", findings.select, findings.ignore)
        for number, table in enumerate(self._edition.findings_for, 1):
            self._check_codes(
                table="findings.for", select=table.select, ignore=table.ignore, number=number
            )
            self._check_patterns(
                names=table.files, table="findings.for", key="files", number=number
            )
        baseline = findings.baseline
        if baseline is not None:
            reason = self._edition.border.refuses(self._edition.root / baseline)
            if reason:
                self._refuse(name=baseline, reason=reason, table="findings", key="baseline")

    def _check_codes(
        self, table: str, select: tuple[str, ...], ignore: tuple[str, ...], number: int = 1
    ) -> None:
        for key, codes in (("select", select), ("ignore", ignore)):
            for kind in filter(None, map(unknown, codes)):
                self._reader.report(kind=kind, table=table, key=key, number=number)

    def _check_files(self) -> None:
        settings = self._edition.settings
        self._check_patterns(settings.sources, "edition", "sources")
        self._check_patterns(settings.authority, "edition", "authority")
        for key, name in (("transcripts", settings.transcripts), ("output", settings.output)):
            if name and (reason := _refusal(name)):
                self._refuse(name=name, reason=reason, table="edition", key=key)
        if settings.transcripts and not is_folder(self._edition.root / settings.transcripts):
            kind = kinds.settings.FolderNotThere(settings.transcripts)
            self._reader.report(kind, "edition", "transcripts")

    def _check_patterns(self, names: Iterable[str], table: str, key: str, number: int = 1) -> None:
        for name in names:
            if name and (reason := _refusal(name)):
                self._refuse(name=name, reason=reason, table=table, key=key, number=number)
            elif not is_pattern(name):
                self._reader.report(
                    kind=kinds.settings.NotAPattern(name), table=table, key=key, number=number
                )

    def _check_publishing(self) -> None:
        settings, report = self._edition.settings, self._reader.report
        if not settings.languages or not all(map(_LANGUAGE.fullmatch, settings.languages)):
            report(kinds.settings.NoLanguageTags(), "edition", "languages")
        out = settings.output
        if not _refusal(out) and (
            not self._edition.contains(self._edition.root / out) or not Path(out).parts
        ):
            report(kinds.settings.NoFolderOfItsOwn(out), "edition", "output")
        if settings.url and not _is_address_of_site(settings.url):
            report(kinds.settings.NoWebAddress(settings.url), "edition", "url")

    def _check_links(self) -> None:
        for attribute, address in self._edition.links.items():
            wrong = problem(attribute, address)
            if wrong:
                self._reader.report(wrong, "links", attribute)

    def _refuse(self, name: str, reason: Reason, table: str, key: str, number: int = 1) -> None:
        kind = kinds.settings.PathRefused(name, reason, self._reader.path.name)
        self._reader.report(kind=kind, table=table, key=key, number=number)


def _refusal(pattern: str) -> Reason | None:
    """Say why a pattern of file names may not be used, whichever files there are."""
    parts = Path(pattern).parts
    if Path(pattern).is_absolute() or ".." in parts:
        return Reason.OUTSIDE
    return Reason.HIDDEN if any(part.startswith(".") for part in parts) else None


def _is_address_of_site(url: str) -> bool:
    """Say whether the addresses of pages can be made of an address by adding their names to it."""
    return is_address(url) and not set(url) & set("?#")


def _is_spelling(rule: str) -> bool:
    """Say whether a rule is one of letters, with their marks, and digits."""
    found = _SPELLING.fullmatch(rule)
    return found is not None and all(
        unicodedata.category(sign)[0] in "LMN" for side in found.groups() for sign in side
    )
