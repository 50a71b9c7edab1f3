"""A document as it is written: markup, places, what tags do."""
