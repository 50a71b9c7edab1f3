"""Reading XML safely: which file an address means, and whether it may be read."""
