"""Whether two schemas accept the same documents, and where they do not."""

from .compare import Difference, compare
from .work import STEPS

__all__ = ["STEPS", "Difference", "compare"]
