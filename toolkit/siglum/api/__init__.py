"""For people who compute: an edition as objects of Python."""
