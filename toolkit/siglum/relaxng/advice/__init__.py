"""What is expected, and what to do about what is wrong."""
