"""The formats: a module that lies here makes a format of its name; its `reporter` is asked."""
