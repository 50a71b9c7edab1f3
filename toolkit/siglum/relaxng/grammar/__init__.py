"""Reading RELAX NG: both syntaxes, into one tree, and the restrictions (sections 3, 4, 7)."""
