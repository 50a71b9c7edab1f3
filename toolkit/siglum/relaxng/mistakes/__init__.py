"""What can be wrong with a document, as data, and the words that are made of it.

`words` are phrases that several share, `hints` say what to do, `kinds` what is wrong: to reword or
translate what the engine says of documents, these are the modules to change.
"""
