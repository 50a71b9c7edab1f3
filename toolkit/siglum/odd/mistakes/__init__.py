"""What can be wrong with a customization: the data of each kind of mistake, and its words.

To reword or translate what the engine says, these are the modules to change.
"""
