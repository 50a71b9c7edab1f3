"""Figures of what an edition says: a timeline, a map, a network. Plain data in, drawings out."""
