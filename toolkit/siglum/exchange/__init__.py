"""Files for other programs: what an edition says, in the formats of catalogues and search engines.

Each module makes one format, a pure function of the rows of an edition and of the addresses of its
pages on the web. All yield their text piece by piece, so that an edition of any size needs no
memory.
"""
