"""W3C XML Schema by `xmlschema`, compiled once and kept in the user's cache folder.

A cached schema is a file of four parts: a line that names the format, the digest of the rest, the
list of the schema files it was made of with their digests, and the pickled schema. It is used
only if it is the user's own file, whole, and made of the very files that are there today by the
same versions of Python and the libraries. Anything else is made again.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import os
import pickle
import platform
import re
import shutil
import stat
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

from lxml import etree

from siglum.codes import diagnostic
from siglum.diagnostics import Diagnostic, Span
from siglum.document import Document
from siglum.files import cache_folder, write_file
from siglum.validate.broken import BrokenSchema

_FORMAT = b"siglum compiled schema 1\n"
_MOST = 200  # findings about one document: where there are more, a few causes make many
_DIGEST = hashlib.sha256().digest_size


def xsd_check(path: Path, *, cached: bool = True) -> Callable[[Document], Iterator[Diagnostic]]:
    """Load a W3C schema and return the check by it. Raises BrokenSchema."""
    schema = _load(path.resolve(), cached)

    def check(document: Document) -> Iterator[Diagnostic]:
        for error in itertools.islice(schema.iter_errors(document.tree), _MOST):
            element = error.elem if isinstance(error.elem, etree._Element) else document.root
            message = _in_words(error.reason or "not valid")
            yield diagnostic("SG202", message, document.span(element))

    return check


def clear_cache() -> int:
    """Remove all compiled schemas and return how many there were."""
    folder = cache_folder() / "xsd"
    count = len(list(folder.glob("*.schema"))) if folder.is_dir() else 0
    shutil.rmtree(folder, ignore_errors=True)
    return count


def _load(path: Path, cached: bool) -> Any:
    entry = cache_folder() / "xsd" / f"{_key(path)}.schema" if cached else None
    if entry is not None:
        schema = _read(entry)
        if schema is not None:
            return schema
    schema = _compile(path)
    if entry is not None:
        _write(entry, schema)
    return schema


def _compile(path: Path) -> Any:
    import xmlschema

    try:
        return xmlschema.XMLSchema(str(path), allow="local", defuse="always")
    except (xmlschema.XMLSchemaException, OSError, etree.XMLSyntaxError, ValueError) as error:
        reason = " ".join(str(error).split("\n\n")[0].split())
        raise BrokenSchema(diagnostic("SG203", f"not a W3C schema: {reason}", Span(path))) from None


def _key(path: Path) -> str:
    """Return the cache key of a schema: its place, and the versions that compile it."""
    parts = [str(path), platform.python_version(), platform.python_implementation()]
    parts += [f"{name} {version(name)}" for name in ("xmlschema", "elementpath")]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _write(entry: Path, schema: Any) -> None:
    """Keep a compiled schema; a cache that can't be written costs time only."""
    try:
        files = sorted(
            {Path(part.filepath) for part in schema.maps.iter_schemas() if part.filepath}
        )
        made_of = {str(file): _digest(file.read_bytes()).hex() for file in files}
        head = json.dumps(made_of).encode() + b"\n"
        body = head + pickle.dumps(schema)
        entry.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_file(entry, _FORMAT + _digest(body) + body)
        entry.chmod(0o600)
    except (OSError, pickle.PicklingError, TypeError, AttributeError, RecursionError):
        return


def _read(entry: Path) -> Any | None:
    """Return a compiled schema, or None for one that is not there, damaged, or out of date."""
    try:
        if not _is_ours(entry):
            return None
        data = entry.read_bytes()
    except OSError:
        return None
    start = len(_FORMAT) + _DIGEST
    body = data[start:]
    if not data.startswith(_FORMAT) or data[len(_FORMAT) : start] != _digest(body):
        return None
    head, _, pickled = body.partition(b"\n")
    try:
        for name, digest in json.loads(head).items():
            if _digest(Path(name).read_bytes()).hex() != digest:
                return None
        return pickle.loads(pickled)
    except Exception:  # whatever an old or foreign pickle raises: compile again
        return None


def _is_ours(entry: Path) -> bool:
    """Say whether nobody but the user can have written a file: unpickling runs what it says."""
    if not hasattr(os, "getuid"):
        return entry.is_file()
    for path in (entry, entry.parent):
        status = path.lstat()
        if status.st_uid != os.getuid() or status.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
            return False
    return True


def _digest(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def _in_words(message: str) -> str:
    """Write a library's message as siglum writes: one phrase, names bare and quoted."""
    message = re.sub(r"\{http://www\.tei-c\.org/ns/1\.0\}|\b(?:tei|ns\d):(?=\w)", "", message)
    message = " ".join(message.split()).rstrip(".")
    return re.sub(r"'([^']+)'", r"“\1”", message)
