"""An edition on disk: its settings, its documents with their parts, its catalog."""
