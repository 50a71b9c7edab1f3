"""Which checks run on a document, and in what order."""

from siglum.validate.checker import Checker, Report

__all__ = ["Checker", "Report"]
