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

    `inputs` are the files that the command reads, `content` is what it would write; `is_schema`
    says that this is a schema: only a schema may replace a schema. Links are followed. Raises
    CannotRun for a wrong edition.toml of the inputs.
    """
    if output.is_dir():
        return f"{output} is a folder"
    if not output.is_file():
        return None
    real = output.resolve()
    if content is not None and real.read_bytes() == content.encode("utf-8"):
        return None
    inputs = list(inputs)
    editions = _editions(inputs, real)
    never = [*inputs, *(path for edition in editions for path in _written(edition))]
    schemas = [path for edition in editions for path in _schemas(edition)]
    suffixes = {output.suffix.lower(), real.suffix.lower()}
    if suffixes & _SOURCES or _is_one_of(real, never):
        return f"the output would replace {output}, which people write"
    if not suffixes & _SCHEMAS and not _is_one_of(real, schemas):
        return None
    if not is_schema:
        return f"the output would replace {output}, a schema"
    if not _is_made(real):
        return f"the output would replace {output}, which people write: siglum did not make it"
    return None


def kept_below(edition: Edition, folder: Path) -> Path | None:
    """Return a file of an edition that lies in a folder, links followed; None if there is none."""
    real, start = RealPaths(), os.path.normcase(f"{folder.resolve()}{os.sep}")
    kept = (*_written(edition), *_schemas(edition))
    below = (
        path for path in kept if os.path.normcase(f"{real.of(path)}{os.sep}").startswith(start)
    )
    return next((path for path in below if path.exists()), None)


def _editions(inputs: Iterable[Path], output: Path) -> list[Edition]:
    """Return the editions that the inputs and the output lie in."""
    found = {edition.root: edition for edition in (find(path.absolute().parent) for path in inputs)}
    root = root_of(output.parent)
    if root is not None and root not in found:
        try:
            found[root] = find(root)
        except CannotRun:  # this command uses none of its settings
            found[root] = Edition(root)
    return list(found.values())


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


def _is_one_of(path: Path, others: Iterable[Path]) -> bool:
    return any(other.is_file() and path.samefile(other) for other in others)


def _is_made(path: Path) -> bool:
    """Say whether siglum made a file: its first lines say so."""
    try:
        with path.open("rb") as file:
            return _MADE in file.read(_HEAD)
    except OSError:
        return False
