"""The two syntaxes of RELAX NG, read into one tree, and its restrictions (sections 3, 4, 7)."""
