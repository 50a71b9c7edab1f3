"""Files that hand a content over to the script, each named by the digest of what is in it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class File:
    """A file of the index."""

    name: str
    data: bytes


def shard(kind: str, content: object) -> File:
    """Return a file that hands its content over to the script, by its name."""
    said = as_script(content)
    name = f"{kind}-{hashlib.blake2b(said.encode(), digest_size=8).hexdigest()}"
    return File(f"{name}.js", f'siglumShard("{name}",{said})\n'.encode())


def as_script(content: object) -> str:
    """Return a content as script that no page, parser or prototype takes for anything else."""
    said = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    said = said.encode("utf-8", "replace").decode()
    for sign in "<\u2028\u2029":
        said = said.replace(sign, f"\\u{ord(sign):04x}")
    return said
