"""The edits that mend findings: a function for each kind of mend.

A mend looks at the document and its schemas, never at the words of a finding. It yields edits where
one thing only can be meant, and marks them as safe where no character of the text becomes another
and nothing is guessed. Whether the document is better thereafter, who applies them finds out.
"""

from siglum.checks.mends.mends import Mends

__all__ = ["Mends"]
