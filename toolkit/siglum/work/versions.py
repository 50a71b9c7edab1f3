"""What made something: siglum as it is, to the last character, and what it works with."""

from __future__ import annotations

import hashlib
import platform
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from siglum import __version__
from siglum.work.resources import resource

_PACKAGE = Path(__file__).resolve().parents[1]
_ENGINES = ("lxml", "saxonche", "xmlschema", "elementpath", "tinycss2")


@cache
def code() -> str:
    """Return the digest of siglum's code, stylesheets and schemas, and of its engines' versions.

    What is kept between runs holds only where this is the same.
    """
    found = hashlib.sha256(f"{__version__} {platform.python_version()}".encode())
    for name in _ENGINES:
        try:
            found.update(f"{name} {version(name)}\n".encode())
        except PackageNotFoundError:
            found.update(f"{name} ?\n".encode())
    folders = {_PACKAGE, resource("xslt"), resource("schema")}
    for folder in sorted(folders):
        for path in sorted(folder.rglob("*")):
            if path.suffix == ".pyc" or not path.is_file():
                continue
            data = path.read_bytes()
            found.update(f"{path.relative_to(folder).as_posix()} {len(data)}\n".encode())
            found.update(data)
    return found.hexdigest()
