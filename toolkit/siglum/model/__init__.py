"""The edition as data: what its documents say, as plain rows, and queries over all of them."""
