"""Applies the edits of findings to files: in memory first, checked again, and then written."""
