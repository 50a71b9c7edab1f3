"""The search of a site: an index of plain files, and the page that readers search.

From a document's rendered pages come its passages (`passages`), from passages words (`folding`,
`spellings`), from the words of some documents a run (`runs`), and from all runs the files of the
index (`index`, `shards`). A browser reads them by `xslt/search.js`, which does with a query what
`folding` and `spellings` do with a text, by the tables that the index has with it. `page` makes the
page, `word_pages` what there is without scripts.
"""
