"""Whether two schemas accept the same documents, and where they do not."""

from .compare import Difference, compare

__all__ = ["Difference", "compare"]
