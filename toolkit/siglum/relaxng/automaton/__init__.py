"""Patterns, their derivatives, and the automaton that remembers them."""
