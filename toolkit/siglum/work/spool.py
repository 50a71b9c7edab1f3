"""Contents that are needed again later in a run, in a file that is gone with the process."""

from __future__ import annotations

import hashlib
import tempfile


def digest_of(data: bytes) -> str:
    """Return the digest of a content: BLAKE2b of 16 bytes, in hexadecimal digits."""
    return digesting(data).hexdigest()


def digesting(data: bytes = b"") -> hashlib.blake2b:
    """Return the digest of a content of which these bytes are the first, to be updated."""
    return hashlib.blake2b(data, digest_size=16)


class Spool:
    """Contents by their digests."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - it is closed with this object
        self._places: dict[str, tuple[int, int]] = {}
        self._end = 0

    def put(self, digest: str, data: bytes) -> None:
        """Keep a content."""
        if digest not in self._places:
            self._file.seek(self._end)
            self._file.write(data)
            self._places[digest] = (self._end, len(data))
            self._end += len(data)

    def get(self, digest: str) -> bytes | None:
        """Return a content; None for one that was not put in."""
        if digest not in self._places:
            return None
        begin, length = self._places[digest]
        self._file.seek(begin)
        return self._file.read(length)

    def close(self) -> None:
        """Forget all."""
        self._file.close()
