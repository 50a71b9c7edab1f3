"""Datatypes and regular expressions of XML Schema (1.0, part 2)."""
