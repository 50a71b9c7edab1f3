"""XSLT: the only package that speaks to the XSLT processor."""
