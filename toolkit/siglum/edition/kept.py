"""What no command ever replaces: the files that people write.

An edition's sources, registers, transcripts, stylesheets and settings are kept whatever a command
is told, and so is what is by its name a source, a stylesheet or a setting. A schema is replaced
only if siglum made it before, which the file itself says in its first lines.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from siglum.edition.config import FILE_NAME, Edition, find, root_of
from siglum.edition.settings import Schemas, SchemasFor
from siglum.findings.diagnostics import CannotRun
from siglum.work.real_paths import RealPaths

_SOURCES = {".xml", ".odd", ".xsl", ".xslt", ".toml", ".css"}
_SCHEMAS = {".rng", ".rnc", ".xsd", ".sch"}
_MADE = b"made by siglum"
_HEAD = 4000  # bytes in which a file says so, after what stands before its first comment


def reason_to_keep(
    output: Path, inputs: Iterable[Path], content: str | None = None, *, is_schema: bool = False
) -> str | None:
    """Say why a file that a command is told to write must not be replaced; None if it may be.

    See `Guard`. Raises CannotRun for a wrong edition.toml of the inputs.
    """
    return Guard(inputs).reason(output, content, is_schema=is_schema)


class Guard:
    """Says of files that a command is told to write whether they may be replaced.

    `inputs` are the files that the command reads. Links are followed.
    """

    def __init__(self, inputs: Iterable[Path]) -> None:
        self._inputs = list(inputs)
        self._editions: dict[Path, Edition] | None = None
        self._written: dict[Path, set[_Identity]] = {}
        self._schemas: dict[Path, set[_Identity]] = {}

    def reason(
        self, output: Path, content: str | None = None, *, is_schema: bool = False
    ) -> str | None:
        """Say why a file must not be replaced; None if it may be.

        `content` is what would be written; `is_schema` says that this is a schema: only a schema
        may replace a schema. Raises CannotRun for a wrong edition.toml of the inputs.
        """
        if output.is_dir():
            return f"{output} is a folder"
        if not output.is_file():
            return None
        real = output.resolve()
        if content is not None and real.read_bytes() == content.encode("utf-8"):
            return None
        roots = self._roots(real)
        suffixes = {output.suffix.lower(), real.suffix.lower()}
        identity = _identity(real)
        if suffixes & _SOURCES or any(identity in self._written[root] for root in roots):
            return f"the output would replace {output}, which people write"
        in_schemas = any(identity in self._schemas[root] for root in roots)
        if not suffixes & _SCHEMAS and not in_schemas:
            return None
        if not is_schema:
            return f"the output would replace {output}, a schema"
        if not _is_made(real):
            return f"the output would replace {output}, which people write: siglum did not make it"
        return None

    def _roots(self, output: Path) -> list[Path]:
        """Return the folders of the editions that the inputs and the output lie in."""
        if self._editions is None:
            folders = dict.fromkeys(path.absolute().parent for path in self._inputs)
            self._editions = {edition.root: edition for edition in map(find, folders)}
            self._written[Path()] = _identities(self._inputs)
        root = root_of(output.parent)
        if root is not None and root not in self._editions:
            try:
                self._editions[root] = find(root)
            except CannotRun:  # this command uses none of its settings
                self._editions[root] = Edition(root)
        for each, edition in self._editions.items():
            if each not in self._written:
                self._written[each] = _identities(_written(edition))
                self._schemas[each] = _identities(_schemas(edition))
        self._schemas.setdefault(Path(), set())
        return list(self._written)


def kept_below(edition: Edition, folder: Path) -> Path | None:
    """Return a file of an edition that lies in a folder, links followed; None if there is none."""
    real, start = RealPaths(), os.path.normcase(f"{folder.resolve()}{os.sep}")
    kept = (*_written(edition), *_schemas(edition))
    below = (
        path for path in kept if os.path.normcase(f"{real.of(path)}{os.sep}").startswith(start)
    )
    return next((path for path in below if path.exists()), None)


def _written(edition: Edition) -> Iterator[Path]:
    """Yield the files of an edition that people write, and siglum never."""
    yield edition.root / FILE_NAME
    yield from edition.documents
    yield from edition.authority
    if edition.settings.transcripts:
        yield from (edition.root / edition.settings.transcripts).glob("*.txt")
    named = (edition.schemas.odd, edition.schemas.catalog, edition.site.css)
    yield from (edition.root / name for name in (*named, *edition.outputs.values()) if name)


def _schemas(edition: Edition) -> Iterator[Path]:
    """Yield the schemas of an edition, which siglum may have made."""
    tables: list[Schemas | SchemasFor] = [edition.schemas, *edition.schemas_for]
    for named in tables:
        schemas = (named.relaxng, named.xsd, named.schematron)
        yield from (edition.root / name for name in schemas if name is not None)


_Identity = tuple[int, int]
"""The device and the number of a file."""


def _identity(path: Path) -> _Identity:
    status = path.stat()
    return status.st_dev, status.st_ino


def _identities(paths: Iterable[Path]) -> set[_Identity]:
    return {_identity(path) for path in paths if path.is_file()}


def _is_made(path: Path) -> bool:
    """Say whether siglum made a file: its first lines say so."""
    try:
        with path.open("rb") as file:
            return _MADE in file.read(_HEAD)
    except OSError:
        return False
