"""The proof that a rendering keeps the text: each character in its place, or in the ledger."""
