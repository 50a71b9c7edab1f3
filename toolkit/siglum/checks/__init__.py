"""Which checks run on a document, and in what order."""

from siglum.checks.checker import Checker, Options, Report

__all__ = ["Checker", "Options", "Report"]
