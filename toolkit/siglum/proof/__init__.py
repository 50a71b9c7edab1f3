"""The proof that a rendering keeps the text: each character in its place, or in the ledger.

It shares nothing with the stylesheets, whose oracle it is: what views may move or withhold stands
in `rules` a second time, on purpose. `proof`, `claims` and `ledger` need no more of the rest of the
package than `siglum.edition` (documents), `siglum.findings` and `siglum.xml`; `run` renders by
`siglum.render` with what `siglum.model` has of registers, over the processes of `siglum.work`, and
`report` shows findings by `siglum.report`.
"""
