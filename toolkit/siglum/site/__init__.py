"""The site: files and pages, written whole or not at all."""
