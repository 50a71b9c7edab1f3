"""Which checks run on a document, and in what order."""

from siglum.validate.checker import Checker, Options, Report

__all__ = ["Checker", "Options", "Report"]
