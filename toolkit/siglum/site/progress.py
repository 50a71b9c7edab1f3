"""How a build tells what it is at."""

from collections.abc import Callable

Progress = Callable[[str], None]
"""Is told what is being done now, in a few words."""
