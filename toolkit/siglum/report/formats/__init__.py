"""The formats: each module here is one, by its name; its function `reporter` makes a Reporter."""
