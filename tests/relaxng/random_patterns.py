"""Regular expressions of XML Schema, made at random."""

from __future__ import annotations

from hypothesis import strategies as st

single = st.sampled_from(["a", "b", "[ab]", ".", "[^a]", r"\s", "é"])
quantifiers = st.sampled_from(["", "", "?", "*", "+", "{2}", "{0}", "{0,2}", "{1,9}", "{2,}"])


def repeated(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(inner, quantifiers).map("".join)


def larger(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    sequences = st.lists(repeated(inner), max_size=4).map("".join)
    return st.lists(sequences, min_size=1, max_size=3).map(lambda one: f"({'|'.join(one)})")


patterns = repeated(st.recursive(single, larger, max_leaves=8))
