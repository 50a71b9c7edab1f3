"""Which edition a folder belongs to, and its settings, read from `edition.toml`."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from siglum.edition.settings import (
    Edition,
    Fields,
    Findings,
    FindingsFor,
    Schemas,
    SchemasFor,
    Settings,
    Site,
)
from siglum.findings.diagnostics import CannotRun
from siglum.work.file_names import is_folder

__all__ = ["FILE_NAME", "Edition", "Schemas", "Settings", "Site", "find", "load", "root_of"]

FILE_NAME = "edition.toml"

_TABLES = [
    *("edition", "schemas", "findings", "site", "words", "outputs", "links", "spellings"),
    *("fields", "facets"),
]


def find(start: Path) -> Edition:
    """Return the edition that `start` (a folder) belongs to.

    The nearest edition.toml in the folder or above it decides (see `root_of`). Where there is
    none, the folder itself is the edition, and each document says what schemas it has. Raises
    CannotRun for a wrong edition.toml.
    """
    start = start.resolve()
    root = root_of(start)
    if root is not None:
        return load(root / FILE_NAME)
    return Edition(start, Settings(sources=("**/*.xml",)), configured=False)


def root_of(start: Path, working_folder: Path | None = None) -> Path | None:
    """Return the folder, `start` or one above it, that has the nearest edition.toml.

    The search goes up to the root of the repository (which has `.git`) or to the home folder,
    whichever comes first. Where `start` lies in neither, it goes up to the working folder; where
    it does not lie there either, only `start` is searched: a folder further up may belong to
    anybody.
    """
    return next(filter(_has_settings, _searched(start, working_folder)), None)


def passed_over(start: Path, working_folder: Path | None = None) -> Path | None:
    """Return the nearest edition.toml above `start` that is ignored, as it lies too far up."""
    above = start.parents[len(_searched(start, working_folder)) - 1 :]
    return next((folder / FILE_NAME for folder in above if _has_settings(folder)), None)


def _searched(start: Path, working_folder: Path | None) -> tuple[Path, ...]:
    """Return `start` and the folders above it that are searched for edition.toml."""
    folders = (start, *start.parents)
    home = _home()
    for number, folder in enumerate(folders, 1):
        if folder == home or os.path.lexists(f"{folder}/.git"):
            return folders[:number]
    number = folders.index(working_folder) + 1 if working_folder in folders else 1
    return folders[:number]


def _home() -> Path | None:
    """Return the home folder; None where it is the root of the file system."""
    try:
        home = Path(os.path.realpath(Path.home()))
    except (OSError, RuntimeError):
        return None
    return home if home.parent != home else None


def _has_settings(folder: Path) -> bool:
    path = folder / FILE_NAME
    return os.path.lexists(path) and not is_folder(path)  # `load` tells if it can't be read


def load(path: Path) -> Edition:
    """Read one edition.toml. Raises CannotRun with a finding for each wrong key.

    A key that names a missing schema is not wrong: see `Edition.absent`.
    """
    from siglum.edition.settings_check import Checks  # late: many files are in no edition
    from siglum.edition.settings_reader import SettingsReader
    from siglum.edition.toml_file import read_toml

    text, data = read_toml(path)
    reader = SettingsReader(path, text)
    reader.tables(data, _TABLES)
    schemas, findings = data.get("schemas", {}), data.get("findings", {})
    edition = Edition(
        path.parent,
        settings=reader.value("edition", Settings, data.get("edition", {})),
        schemas=reader.value("schemas", Schemas, schemas),
        schemas_for=reader.some("schemas", SchemasFor, schemas),
        findings=reader.value("findings", Findings, findings),
        findings_for=reader.some("findings", FindingsFor, findings),
        site=reader.value("site", Site, data.get("site", {})),
        words=reader.words(data.get("words", {})),
        outputs=reader.strings("outputs", data.get("outputs", {})),
        links=reader.strings("links", data.get("links", {})),
        spellings=reader.lists("spellings", data.get("spellings", {})),
        fields=reader.value("fields", Fields, data.get("fields", {})),
        facets=reader.strings("facets", data.get("facets", {})),
    )
    checks = Checks(edition, reader)
    checks.run()
    if reader.findings:
        raise CannotRun(*reader.findings)
    return replace(edition, absent=tuple(checks.absent))
