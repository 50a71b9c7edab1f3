"""The validation of documents."""
