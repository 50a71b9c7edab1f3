"""A document as bytes: its markup, the places in it, and a memo of what its tags do."""
