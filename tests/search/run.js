// Runs xslt/search.js without a browser: reads a request as JSON from each line, writes an answer.
// {"words": text}, {"fold": [form, …]}, {"keys": [[table, word], …]}, or a query as Index.search has it.
const fs = require('fs')
const path = require('path')
const vm = require('vm')
const readline = require('readline')

const [script, folder] = process.argv.slice(2)
const handed = new Map()
globalThis.siglumShard = (name, content) => handed.set(name, content)
globalThis.siglumIndex = content => handed.set('index', content)
const run = file => vm.runInThisContext(fs.readFileSync(file, 'utf8'), file)
run(script)
const search = vm.runInThisContext('siglumSearch')
let loaded = []
const load = async name => {
  if (!handed.has(name)) {
    loaded.push(name)
    run(path.join(folder, `${name}.js`))
  }
  return handed.get(name)
}

const answer = async (index, asked) => {
  if (asked.words !== undefined) return index.cutter.of(asked.words).map(one => [one.start, one.end, one.form, one.isRest])
  if (asked.fold) return asked.fold.map(form => [index.cutter.written(form), index.cutter.fold(form)])
  if (asked.keys) return asked.keys.map(([table, word]) => index.tables[table].key(index.cutter.fold(word)))
  asked.chosen = new Map(Object.entries(asked.chosen || {}))
  loaded = []
  const begun = process.hrtime.bigint()
  const { hits, facets, forms, query } = await index.search(asked)
  const leaves = query ? search.leavesOf(query) : []
  const took = Number(process.hrtime.bigint() - begun) / 1e6
  const shown = []
  for (const hit of hits.slice(0, asked.show || 0)) {
    const passages = []
    for (const one of index.passages(hit, leaves)) passages.push({ ...one, leaves: 0, text: await index.text(hit.document, one.passage) })
    shown.push({ ...await index.title(hit.document), passages })
  }
  return {
    hits: hits.map(({ document, score, where }) => [document, score, asked.brief ? where.length : index.passages({ document, where }, leaves).map(one => [one.passage, one.layer, one.marks])]),
    facets, forms, shown, took, loaded
  }
}

const main = async () => {
  if (folder) await load('index')
  const index = folder && new search.Index(handed.get('index'), load)
  for await (const line of readline.createInterface({ input: process.stdin })) {
    let said
    try {
      said = await answer(index, JSON.parse(line))
    } catch (error) {
      said = { wrong: error instanceof search.Wrong ? error.message : `${error.stack}` }
    }
    process.stdout.write(`${JSON.stringify(said)}\n`)
  }
}
main()
