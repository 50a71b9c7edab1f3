// The search of a siglum site: reads the files of its index (toolkit/siglum/search/index.py) by
// <script> elements, which works from a folder too, and shows what a query finds.
// A test runs all but the last part, of the page, without a browser.
'use strict'

const siglumSearch = (() => {
  const VERSION = 1
  const LAYERS = 3 // of a passage: the words to read, those printed, other names
  const PLACES = 2 ** 21 // more than a passage has words
  const MATCHES = ['all', 'same', 'exact']

  // === Words, as toolkit/siglum/search/folding.py and spellings.py make them

  const characters = ranges =>
    ranges.replace(/[0-9A-F]+/g, point => `\\u{${point}}`).replaceAll(' ', '')

  class Words {
    constructor ({ ignored, marks, unspaced, letters }) {
      const [i, m, u] = [ignored, marks, unspaced].map(characters)
      this.all = RegExp(`([${u}]+)|(?:(?![${u}])[\\p{L}\\p{N}\\p{M}${i}])+`, 'gu')
      this.unit = RegExp(`[^][\\p{M}${i}\\uff9e\\uff9f]*`, 'gu')
      this.ignored = RegExp(`[${i}]`, 'gu')
      this.dropped = RegExp(`[${i}${m}]`, 'gu')
      this.letters = new Map(letters)
      this.shapes = RegExp(`[${[...this.letters.keys()].join('')}]`, 'gu')
    }

    // The words of a text, with where they begin and end.
    of (text) {
      const found = []
      const add = (start, end, form, isRest) => {
        form = this.written(form)
        if (this.fold(form)) found.push({ start, end, form, isRest })
      }
      for (const match of text.replace(/[_\u02bc]/g, ' ').matchAll(this.all)) {
        if (match[1] === undefined) {
          add(match.index, match.index + match[0].length, match[0], false)
          continue
        }
        const units = [...match[0].matchAll(this.unit)].filter(unit => this.fold(this.written(unit[0])))
        units.forEach((unit, n) => {
          const next = units[n + 1] || unit
          const end = match.index + next.index + next[0].length
          add(match.index + unit.index, end, next === unit ? unit[0] : unit[0] + next[0], next === unit)
        })
      }
      return found
    }

    written (form) {
      return form.replace(this.ignored, '').normalize('NFC')
    }

    fold (form) {
      return form.normalize('NFKD').toLowerCase().replace(this.dropped, '')
        .replace(this.shapes, letter => this.letters.get(letter))
        .replace(/[^\p{L}\p{N}\p{M}\u2044]/gu, '').normalize('NFC')
    }

    // The same with a sign behind ä, ö and ü, which may have a small e above in old print.
    foldMarked (form) {
      return this.fold(form.normalize('NFD').replace(/([aou])[\u0308\u0364]/gi, '$1\u2044'))
    }

    // What tells whether a form has ä, ö and ü where a word has them; a, o and u may be either.
    umlauts ({ form, isBegin }) {
      const marked = this.foldMarked(form)
      if (marked === this.fold(form)) return () => true
      const pattern = RegExp(`^${marked.replace(/([aou])(?!\u2044)/g, '$1\u2044?')}${isBegin ? '' : '$'}`, 'u')
      return other => pattern.test(this.foldMarked(other))
    }
  }

  class Spelling {
    constructor ([language, ...rules]) {
      this.language = language
      this.rules = new Map(rules)
      const left = [...this.rules.keys()].sort((a, b) => [...b].length - [...a].length)
      this.longest = Math.max(0, ...left.map(one => one.length))
      this.pattern = left.length && RegExp(left.map(one => one.replace(/[\^$.*+?()[\]{}|\\/-]/g, '\\$&')).join('|'), 'gu')
    }

    replaced (word) {
      return this.pattern ? word.replace(this.pattern, letters => this.rules.get(letters)) : word
    }

    key (folded) {
      return bare(this.replaced(`^${folded}$`))
    }

    // What keys begin with, of words that begin so; and whole keys, where a rule is of a word's end.
    begin (folded) {
      const word = `^${folded}`
      const begins = new Set([bare(this.replaced(word))])
      const keys = new Set()
      for (let cut = 1; cut < this.longest && cut <= word.length; cut++) {
        const last = word.slice(-cut)
        for (const [left, right] of this.rules) {
          if (!left.startsWith(last) || left.length === last.length) continue
          const key = bare(this.replaced(word.slice(0, -cut)) + right)
          ;(left.endsWith('$') ? keys : begins).add(key)
        }
      }
      return { begins, keys }
    }
  }

  const bare = word => word.replace(/^\^|\$$/g, '')

  // === Queries

  class Wrong extends Error {} // its message is a key of the page's words

  const QUOTES = '"“”„«»'
  const TOKEN = RegExp(
    `\\s*(?:(AND|OR|NOT|NEAR(?:/\\d{1,4})?)(?=[\\s()${QUOTES}]|$)|([()|])|([-+])(?=[^\\s)|])` +
    `|(=?)(?:[${QUOTES}]([^${QUOTES}]*)[${QUOTES}]?|([^\\s()|${QUOTES}]+)))`, 'uy')

  // A query as a tree: {any}, {all, none}, {near, left, right}, {text, exact}; null for none.
  const parse = query => {
    const tokens = []
    TOKEN.lastIndex = 0
    for (let found; (found = TOKEN.exec(query));) {
      const [, operator, sign, mark, exact, phrase, word] = found
      if (operator || sign) tokens.push({ sign: { '|': 'OR' }[sign] || operator || sign })
      else if (mark) tokens.push(...(mark === '-' ? [{ sign: 'NOT' }] : []))
      else tokens.push({ text: phrase ?? word, exact: exact === '=' })
      if (tokens.length > 200) throw new Wrong('long')
    }
    let at = 0
    const take = sign => tokens[at]?.sign === sign && ++at > 0
    const any = depth => {
      const parts = [all(depth)]
      while (take('OR')) parts.push(all(depth))
      const some = parts.filter(Boolean)
      return some.length > 1 ? { any: some } : some[0] || null
    }
    const all = depth => {
      const [yes, no] = [[], []]
      while (at < tokens.length && tokens[at].sign !== ')' && tokens[at].sign !== 'OR') {
        if (take('AND')) continue
        const isNot = take('NOT')
        const one = near(depth)
        if (one) (isNot ? no : yes).push(one)
      }
      return no.length || yes.length > 1 ? { all: yes, none: no } : yes[0] || null
    }
    const near = depth => {
      let left = one(depth)
      while (tokens[at]?.sign?.startsWith('NEAR')) {
        const words = Number(tokens[at++].sign.slice(5) || 10)
        const right = one(depth)
        if (!isNearable(left) || !isNearable(right)) throw new Wrong('near')
        left = { near: words, left, right }
      }
      return left
    }
    const one = depth => {
      if (take('(')) {
        if (depth > 50) throw new Wrong('long')
        const inside = any(depth + 1)
        if (!take(')')) throw new Wrong('parentheses')
        return inside
      }
      if (tokens[at]?.text === undefined) {
        if (tokens[at]?.sign === ')') throw new Wrong('parentheses')
        if (tokens[at]?.sign?.startsWith('NEAR')) throw new Wrong('near')
        return null
      }
      return tokens[at++]
    }
    const tree = any(0)
    if (at < tokens.length) throw new Wrong('parentheses')
    return tree
  }

  const isNearable = node =>
    !!node && (node.text !== undefined || node.near !== undefined || !!node.any?.every(isNearable))

  // === The index

  const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  const VALUES = new Uint8Array(128)
  for (let n = 0; n < 64; n++) VALUES[ALPHABET.charCodeAt(n)] = n

  // Reads numbers as toolkit/siglum/search/numbers.py writes them.
  class Numbers {
    constructor (text) {
      this.text = text
      this.at = 0
    }

    get more () {
      return this.at < this.text.length
    }

    next () {
      let [number, factor, value] = [0, 1, 0]
      do {
        value = VALUES[this.text.charCodeAt(this.at++)]
        number += (value & 31) * factor
        factor *= 32
      } while (value > 31)
      return number
    }

    signed () {
      const number = this.next()
      return number % 2 ? -(number + 1) / 2 : number / 2
    }
  }

  // Whether one word comes before another: by code points, as the index is sorted.
  const isBefore = (a, b) => {
    let at = 0
    while (at < a.length && a[at] === b[at]) at++
    return at < b.length && (at === a.length || a.codePointAt(at) < b.codePointAt(at))
  }

  // The last of a sorted list that is not after something, as `isAfter` says of its members.
  const lastOf = (list, isAfter) => {
    let [low, high] = [0, list.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (isAfter(list[middle])) high = middle
      else low = middle + 1
    }
    return low - 1
  }

  class Documents { // a set of documents, which knows whether it has some between two
    constructor (sorted) {
      this.sorted = sorted
      this.set = new Set(sorted)
    }

    has (document) {
      return this.set.has(document)
    }

    meets (first, last) {
      return (this.sorted[lastOf(this.sorted, one => one > last)] ?? -1) >= first
    }
  }

  class Index {
    constructor (content, load) {
      if (content.version !== VERSION) throw new Wrong('version')
      Object.assign(this, content)
      this.load = load
      this.cutter = new Words(content.folding)
      this.tables = content.spellings.map(one => new Spelling(one))
    }

    // What is known of all documents: words, years, names of facets.
    async known () {
      if (this.facets) return
      const [lengths, years, facets] = await this.load(this.about)
      const numbers = new Numbers(lengths)
      this.lengths = Array.from({ length: this.documents }, () => numbers.next())
      const said = new Numbers(years)
      this.years = Array.from({ length: this.documents }, () => {
        const span = said.next()
        const first = span && said.signed()
        return span ? [first, first + span - 1] : null
      })
      this.facets = new Map(facets)
    }

    // What documents have of a facet.
    async facet (name) {
      const [values, text] = await this.load(this.facets.get(name))
      const numbers = new Numbers(text)
      const of = Array.from({ length: this.documents }, () =>
        Array.from({ length: numbers.next() }, () => numbers.next()))
      return { name, values, of }
    }

    // The entries of keys, or of all that begin so: [key, forms, kin].
    async entries (keys, begins = new Set()) {
      const wanted = new Set()
      const at = key => lastOf(this.starts, start => isBefore(key, start))
      for (const key of keys) wanted.add(at(key))
      for (const key of begins) {
        let n = Math.max(0, at(key))
        do wanted.add(n)
        while (++n < this.starts.length && this.starts[n].startsWith(key))
      }
      wanted.delete(-1)
      const shards = await Promise.all(
        [...wanted].filter(n => n < this.shards.length).sort((a, b) => a - b).map(n => this.load(this.shards[n])))
      const isIn = key => keys.has(key) || [...begins].some(one => key.startsWith(one))
      return shards.flatMap(shard => shard.filter(([key]) => isIn(key)))
    }

    // The forms that a word of a query stands for: [form, table, documents, count, where].
    async forms (word, match) {
      const folded = this.cutter.fold(word.form)
      const hasUmlauts = this.cutter.umlauts(word)
      // Of what nobody tells apart, whether it has the umlauts asked for; null for other words.
      const same = form => {
        const other = this.cutter.fold(form)
        return (word.isBegin ? other.startsWith(folded) : other === folded) ? hasUmlauts(form) : null
      }
      if (word.isBegin) {
        const all = this.tables.map(table => table.begin(folded))
        const of = name => new Set(all.flatMap(one => [...one[name]]))
        const starts = this.tables.map(table => bare(table.replaced(`^${folded}`)))
        const found = await this.entries(of('keys'), of('begins'))
        return found.flatMap(([key, forms]) => forms.filter(([form, table]) =>
          match === 'exact'
            ? form.startsWith(word.form)
            : same(form) ?? (match === 'all' && starts[table] && key.startsWith(starts[table]))))
      }
      const keys = this.tables.map(table => table.key(folded))
      const found = await this.entries(new Set(keys))
      if (match !== 'all') {
        return found.flatMap(([, forms]) => forms.filter(([form]) =>
          match === 'exact' ? form === word.form : same(form)))
      }
      const wanted = keys.map(key => new Set([key])) // of each table
      for (const [key, , kin = []] of found) {
        for (const [table, ...others] of kin) {
          if (keys[table] === key) for (const other of others) wanted[table].add(other)
        }
      }
      const all = await this.entries(new Set(wanted.flatMap(one => [...one])))
      return all.flatMap(([key, forms]) =>
        forms.filter(([form, table]) => wanted[table].has(key) && same(form) !== false))
    }

    // Where forms stand: of each document, numbers that say passage, layer and place.
    async places (forms, allowed) {
      const found = new Map()
      const texts = await Promise.all(forms.flatMap(([, , , , where]) => typeof where === 'string'
        ? [where]
        : where.filter(([first, last]) => !allowed || allowed.meets(first, last))
          .map(([, , name]) => this.load(name))))
      for (const text of texts) {
        const numbers = new Numbers(text)
        for (let document = 0; numbers.more;) {
          document += numbers.next()
          const length = numbers.next()
          const end = numbers.at + length
          if (allowed && !allowed.has(document)) {
            numbers.at = end
            continue
          }
          let places = found.get(document)
          if (!places) found.set(document, places = [])
          for (let passage = 0; numbers.at < end;) {
            passage += numbers.next()
            for (let count = numbers.next(), place = 0; count--;) {
              place += numbers.next()
              places.push(passage * PLACES + place)
            }
          }
        }
      }
      return found
    }

    // Prepare a tree for being asked: the words of each phrase, and the forms of each word.
    async prepare (node, match) {
      if (node.text !== undefined) {
        const found = this.cutter.of(node.text)
        node.words = found.map((word, n) => ({
          form: word.form,
          place: n,
          isBegin: node.text[word.end] === '*' || word.isRest
        })).filter((word, n) => !found[n].isRest || n === 0 || found[n - 1].isRest ||
          found[n - 1].end !== found[n].end)
        for (const word of node.words) word.forms = await this.forms(word, node.exact ? 'exact' : match)
        const counts = node.words.map(word => word.forms.reduce((sum, form) => sum + form[2], 0))
        node.count = Math.min(this.documents, ...counts)
        return
      }
      const parts = [...(node.any || node.all || [node.left, node.right]), ...(node.none || [])]
      for (const part of parts) await this.prepare(part, match)
      node.count = node.any
        ? node.any.reduce((sum, part) => sum + part.count, 0)
        : Math.min(this.documents, ...(node.all || [node.left, node.right]).map(part => part.count))
    }

    // The documents that a tree finds, each with where: place and number of words, place and …
    async find (node, allowed) {
      if (node.text !== undefined) return (node.found = await this.phrase(node.words, allowed))
      if (node.any) {
        const found = new Map()
        for (const part of node.any) merge(found, await this.find(part, allowed))
        return found
      }
      if (node.near !== undefined) {
        const left = await this.find(node.left, allowed)
        const right = await this.find(node.right, new Documents(sorted(left)))
        return near(left, right, node.near)
      }
      let found = null
      for (const part of [...node.all].sort((a, b) => a.count - b.count)) {
        const next = await this.find(part, found ? new Documents(sorted(found)) : allowed)
        if (found) for (const [document, where] of next) next.set(document, [...found.get(document), ...where])
        found = next
      }
      found ||= new Map((allowed ? allowed.sorted : [...Array(this.documents).keys()]).map(one => [one, []]))
      for (const part of node.none) {
        const without = await this.find(part, new Documents(sorted(found)))
        for (const document of without.keys()) found.delete(document)
      }
      return found
    }

    async phrase (words, allowed) {
      if (!words.length) return new Map()
      const rarest = [...words].sort((a, b) => count(a) - count(b))
      let begins = null
      for (const word of rarest) {
        const places = await this.places(word.forms, begins ? new Documents(sorted(begins)) : allowed)
        const before = begins
        begins = new Map()
        for (const [document, at] of places) {
          const here = at.map(place => place - word.place).filter(place => place >= 0)
          const known = before && new Set(before.get(document))
          const both = known ? here.filter(place => known.has(place)) : here
          if (both.length) begins.set(document, both)
        }
      }
      const length = words.at(-1).place + 1
      for (const [document, at] of begins) begins.set(document, at.flatMap(place => [place, length]))
      return begins
    }

    // What a query finds: documents in their order, counts for each facet that is open or chosen
    // from (without `open`, for all), the forms that matched.
    async search ({ query = '', match = 'all', from = null, to = null, sort = 'relevance', chosen = new Map(), open = null }) {
      await this.known()
      const wanted = [...this.facets.keys()].filter(name => !open || open.has(name) || chosen.has(name))
      const known = await Promise.all(wanted.map(name => this.facet(name)))
      const tree = parse(query)
      if (tree) await this.prepare(tree, MATCHES.includes(match) ? match : 'all')
      const isInYears = document => {
        const years = this.years[document]
        return years && (from === null || years[1] >= from) && (to === null || years[0] <= to)
      }
      const all = [...Array(this.documents).keys()]
      const allowed = from === null && to === null ? null : new Documents(all.filter(isInYears))
      const found = tree
        ? await this.find(tree, allowed)
        : new Map((allowed ? allowed.sorted : all).map(document => [document, []]))
      const leaves = tree ? leavesOf(tree) : []
      const picked = known.map(({ name, values }) =>
        new Set((chosen.get(name) || []).map(value => values.indexOf(value))))
      const misses = document => known.flatMap(({ of }, n) =>
        picked[n].size && !of[document].some(value => picked[n].has(value)) ? [n] : [])
      const counts = known.map(() => new Map())
      const hits = []
      for (const document of sorted(found)) {
        const missed = misses(document)
        known.forEach(({ of }, n) => {
          if (missed.every(other => other === n)) {
            for (const value of of[document]) counts[n].set(value, (counts[n].get(value) || 0) + 1)
          }
        })
        if (!missed.length) {
          hits.push({ document, score: this.score(document, leaves), where: found.get(document) })
        }
      }
      if (sort !== 'date') hits.sort((a, b) => b.score - a.score || a.document - b.document)
      // A value that is chosen is there though no document has it, so that one can choose it no more.
      const said = (n, values) => [...new Set([...counts[n].keys(), ...picked[n]])].filter(value => value >= 0)
        .map(value => ({ value: values[value], count: counts[n].get(value) || 0, isChosen: picked[n].has(value) }))
      const facets = known.map(({ name, values }, n) => ({
        name,
        values: said(n, values)
          .sort((a, b) => b.count - a.count || (isBefore(a.value, b.value) ? -1 : 1))
      }))
      return { hits, facets, forms: formsOf(leaves), query: tree }
    }

    // BM25 (Robertson, Zaragoza 2009, 3.4) with k1 = 1.2 and b = 0.75.
    score (document, leaves) {
      const average = this.words / this.documents || 1
      let score = 0
      for (const { found, count } of leaves) {
        const often = (found?.get(document)?.length || 0) / 2
        if (!often) continue
        const rare = Math.log(1 + (this.documents - count + 0.5) / (count + 0.5))
        score += rare * often * 2.2 / (often + 1.2 * (0.25 + 0.75 * this.lengths[document] / average))
      }
      return score
    }

    // The passages of a hit, those first in which most of the query stands: with a layer, and the
    // places of words to be marked, each with its number of words.
    passages ({ where, document }, leaves) {
      const found = new Map()
      for (let n = 0; n < where.length; n += 2) {
        const number = Math.floor(where[n] / PLACES)
        const passage = Math.floor(number / LAYERS)
        if (!found.has(passage)) found.set(passage, { passage, layer: LAYERS, marks: [], leaves: new Set() })
        const one = found.get(passage)
        if (number % LAYERS < one.layer) Object.assign(one, { layer: number % LAYERS, marks: [] })
        if (number % LAYERS === one.layer) one.marks.push([where[n] % PLACES, where[n + 1]])
      }
      leaves.forEach((leaf, n) => {
        const at = leaf.found?.get(document) || []
        for (let m = 0; m < at.length; m += 2) {
          found.get(Math.floor(at[m] / PLACES / LAYERS))?.leaves.add(n)
        }
      })
      return [...found.values()].sort((a, b) => b.leaves.size - a.leaves.size || a.passage - b.passage)
    }

    async title (document) {
      const size = 128
      const [title, address, dating = '', printed = ''] =
        (await this.load(this.titles[Math.floor(document / size)]))[document % size]
      return { title, address, dating, printed: printed || address }
    }

    async text (document, passage) {
      const at = lastOf(this.texts, ([first, from]) => first > document || (first === document && from > passage))
      const [first, from, name] = this.texts[at]
      const texts = await this.load(name)
      const found = texts[document - first][passage - (first === document ? from : 0)]
      const [anchor, text = '', page = '', language = '', printed = '', printedPage = '', names = []] = found
      return { anchor, text, page, language, printed, printedPage, names }
    }
  }

  const sorted = map => [...map.keys()].sort((a, b) => a - b)

  const count = word => word.forms.reduce((sum, form) => sum + form[3], 0)

  const merge = (found, more) => {
    for (const [document, where] of more) found.set(document, [...(found.get(document) || []), ...where])
  }

  // Of two sets of places those that are near one another, in one passage.
  const near = (left, right, words) => {
    const found = new Map()
    for (const [document, there] of right) {
      const here = left.get(document)
      const byPassage = new Map()
      for (let b = 0; b < there.length; b += 2) {
        const passage = Math.floor(there[b] / PLACES)
        if (!byPassage.has(passage)) byPassage.set(passage, [])
        byPassage.get(passage).push(b)
      }
      const kept = [new Set(), new Set()]
      for (let a = 0; a < here.length; a += 2) {
        for (const b of byPassage.get(Math.floor(here[a] / PLACES)) || []) {
          const isFirst = here[a] < there[b]
          const end = isFirst ? here[a] + here[a + 1] : there[b] + there[b + 1]
          if (here[a] === there[b] || (isFirst ? there[b] : here[a]) - end >= words) continue
          kept[0].add(a)
          kept[1].add(b)
        }
      }
      const pick = (of, at) => [...at].flatMap(n => [of[n], of[n + 1]])
      if (kept[0].size) found.set(document, [...pick(here, kept[0]), ...pick(there, kept[1])])
    }
    return found
  }

  const leavesOf = node => node.text !== undefined
    ? [node]
    : (node.any || node.all || [node.left, node.right]).flatMap(leavesOf)

  const formsOf = leaves => {
    const found = new Map()
    for (const { words } of leaves) {
      for (const { forms } of words) {
        const of = new Map() // a form may stand in several languages
        for (const [form, , , count] of forms) of.set(form, count + (of.get(form) || 0))
        for (const [form, count] of of) found.set(form, count)
      }
    }
    return [...found].sort((a, b) => b[1] - a[1] || (isBefore(a[0], b[0]) ? -1 : 1))
  }

  return { Index, Words, Spelling, Wrong, parse, leavesOf, isBefore, MATCHES }
})()

// === The page

if (typeof document !== 'undefined') {
  (() => {
    const { Index, Wrong, leavesOf, MATCHES } = siglumSearch
    const PAGE = 20 // documents
    const SHOWN = 3 // passages of a document, before one asks for more
    const APART = 8 // places between two names, as runs.py has it
    const AROUND = 160 // characters before and after what matched
    const $ = name => document.getElementById(`sg-${name}`)
    const form = $('search')
    const words = Object.fromEntries([...$('words').content.children].map(one => [one.dataset.word, one.textContent]))
    const said = key => words[key] ?? key

    // Make an element: attributes that are null are left out.
    const make = (tag, attributes = {}, ...content) => {
      const element = document.createElement(tag)
      for (const [name, value] of Object.entries(attributes)) {
        if (value !== null && value !== '') element.setAttribute(name, value)
      }
      element.append(...content)
      return element
    }

    // Files: each hands its content over by its name.
    const awaited = new Map()
    const loaded = new Map()
    globalThis.siglumShard = (name, content) => awaited.get(name)?.(content)
    globalThis.siglumIndex = content => awaited.get('index')?.(content)
    const load = name => {
      if (!loaded.has(name)) {
        loaded.set(name, new Promise((resolve, reject) => {
          awaited.set(name, resolve)
          const script = make('script', { src: `${form.dataset.folder}${name}.js`, charset: 'utf-8' })
          script.onload = () => {
            script.remove()
            reject(Error(name)) // which is nothing where it was handed over
          }
          script.onerror = () => {
            script.remove()
            loaded.delete(name)
            reject(Error(name))
          }
          document.head.append(script)
        }))
      }
      return loaded.get(name)
    }

    // What is asked for, as the address has it.
    const asked = () => {
      const given = new URLSearchParams(location.search)
      const year = name => /^-?\d+$/.test(given.get(name)) ? Number(given.get(name)) : null
      const chosen = new Map()
      for (const [name, value] of given) {
        if (name.startsWith('f.')) chosen.set(name.slice(2), [...(chosen.get(name.slice(2)) || []), value])
      }
      const one = (name, values) => values.includes(given.get(name)) ? given.get(name) : values[0]
      return {
        query: (given.get('q') || '').slice(0, 2000),
        match: one('match', MATCHES),
        sort: one('sort', ['relevance', 'date']),
        from: year('from'),
        to: year('to'),
        page: Math.max(1, Math.floor(Number(given.get('page'))) || 1),
        chosen
      }
    }

    const addressOf = ({ query, match, sort, from, to, page = 1, chosen }) => {
      const given = new URLSearchParams()
      if (query) given.set('q', query)
      if (match !== 'all') given.set('match', match)
      if (sort !== 'relevance') given.set('sort', sort)
      if (from !== null) given.set('from', from)
      if (to !== null) given.set('to', to)
      for (const [name, values] of chosen) for (const value of values) given.append(`f.${name}`, value)
      if (page > 1) given.set('page', page)
      return `?${given}`
    }

    const readForm = () => {
      const year = name => form.elements[name].value === '' ? null : Number(form.elements[name].value)
      const chosen = new Map()
      for (const box of form.querySelectorAll('#sg-facets input:checked')) {
        chosen.set(box.name.slice(2), [...(chosen.get(box.name.slice(2)) || []), box.value])
      }
      const [query, match, sort] = ['q', 'match', 'sort'].map(name => form.elements[name].value)
      return { query: query.trim(), match, sort, from: year('from'), to: year('to'), chosen }
    }

    const fillForm = state => {
      form.elements.q.value = state.query
      form.elements.match.value = state.match
      form.elements.sort.value = state.sort
      form.elements.from.value = state.from ?? ''
      form.elements.to.value = state.to ?? ''
    }

    // Where the browser lets no page of a folder change its address, it goes there.
    const go = address => {
      try {
        history.pushState(null, '', address)
      } catch {
        location.search = address
        return
      }
      show()
    }

    // === What is shown of a hit

    const isFragmentKnown = 'fragmentDirective' in document
    const directive = text => encodeURIComponent(text).replaceAll('-', '%2D')

    // The address of a passage, which asks the browser to light up what matched.
    const linkOf = (page, anchor, text, spans) => {
      let address = page + (anchor ? `#${encodeURIComponent(anchor)}` : '')
      if (!isFragmentKnown || !spans.length) return address
      const [start, end] = spans[0]
      const before = text.slice(0, start).match(/\S+\s+$/)?.[0].trim()
      const after = text.slice(end).match(/^\s+(\S+)/)?.[1]
      const matched = directive(text.slice(start, end))
      const around = `${before ? `${directive(before)}-,` : ''}${matched}${after ? `,-${directive(after)}` : ''}`
      address += `${anchor ? '' : '#'}:~:text=${around}`
      return before || after ? `${address}&text=${matched}` : address
    }

    // The part of a text in which something matched, with marks.
    const lineOf = (text, spans) => {
      const [first] = spans[0] || [0]
      let begin = first > AROUND ? text.indexOf(' ', first - AROUND) + 1 : 0
      if (begin > first) begin = first - AROUND
      let end = first + 2 * AROUND < text.length ? text.lastIndexOf(' ', first + 2 * AROUND) : text.length
      if (end <= first) end = Math.min(text.length, first + 2 * AROUND)
      const line = begin ? ['… '] : []
      let at = begin
      for (const [from, to] of spans) {
        if (from < at || from >= end) continue
        line.push(text.slice(at, from), make('mark', {}, text.slice(from, Math.min(to, end))))
        at = Math.min(to, end)
      }
      line.push(text.slice(at, end), end < text.length ? ' …' : '')
      return line
    }

    const spansOf = (cutter, text, marks) => {
      const cut = cutter.of(text)
      const spans = marks.filter(([place]) => cut[place])
        .map(([place, length]) => [cut[place].start, cut[Math.min(place + length, cut.length) - 1].end])
      return spans.sort((a, b) => a[0] - b[0])
    }

    // Of the other names of a passage those that matched: they follow one another, each apart from the next.
    const namesAt = (cutter, names, marks) => {
      let next = 0
      return names.filter(name => {
        const [begin, end] = [next, next + cutter.of(name).length]
        next = end + APART
        return marks.some(([place]) => place >= begin && place < end)
      })
    }

    const passageOf = async (index, title, document, { passage, layer, marks }) => {
      const it = await index.text(document, passage)
      const page = layer === 1 ? it.printedPage || (it.page ? '' : title.printed) : ''
      const text = (layer === 1 && it.printed) || it.text || it.printed
      const spans = layer === 2 ? [] : spansOf(index.cutter, text, marks)
      const href = linkOf(page || it.page || title.address, it.anchor, text, spans)
      const link = make('a', { href, lang: it.language }, ...lineOf(text, spans))
      const label = layer === 1 ? said('printed') : layer === 2 ? `${said('named')}${said('colon')}${namesAt(index.cutter, it.names, marks).join(' · ')}` : ''
      return make('li', {}, link, ...(label ? [' ', make('span', { class: 'what' }, `(${label})`)] : []))
    }

    const hitOf = async (index, hit, leaves) => {
      const title = await index.title(hit.document)
      const passages = index.passages(hit, leaves)
      const list = await Promise.all(passages.slice(0, SHOWN).map(one => passageOf(index, title, hit.document, one)))
      const item = make('li', {},
        make('h2', {}, make('a', { href: title.address }, title.title || said('untitled'))),
        ...(title.dating ? [make('p', { class: 'subtitle' }, title.dating)] : []),
        make('ul', {}, ...list))
      const rest = passages.slice(SHOWN)
      if (rest.length) {
        const more = make('details', {}, make('summary', {}, `${said('further')}${said('colon')}${rest.length}`))
        more.addEventListener('toggle', async () => {
          const list = await Promise.all(rest.map(one => passageOf(index, title, hit.document, one)))
          more.append(make('ul', {}, ...list))
        }, { once: true })
        item.append(more)
      }
      return item
    }

    // === The rest of the page

    // The name of a language in that of the page.
    const languageOf = tag => {
      try {
        return new Intl.DisplayNames(document.documentElement.lang, { type: 'language' }).of(tag)
      } catch {
        return tag
      }
    }

    // A facet's values are there once it is open; then it asks for them.
    const facetOf = (name, isOpen, values) => {
      const facet = make('details', { 'data-name': name }, make('summary', {}, words[`facet-${name}`] ?? name))
      facet.open = isOpen || Boolean(values?.some(one => one.isChosen))
      if (!values) {
        facet.addEventListener('toggle', () => facet.open && show(), { once: true })
        return facet
      }
      const boxOf = ({ value, count, isChosen }) => {
        const box = make('input', { type: 'checkbox', name: `f.${name}`, value })
        box.checked = isChosen
        return make('li', {}, make('label', {}, box, ` ${name === 'language' ? languageOf(value) : value} (${count})`))
      }
      const [first, rest] = [values.slice(0, 12), values.slice(12)]
      const list = make('ul', {}, ...first.map(boxOf), ...rest.filter(one => one.isChosen).map(boxOf))
      facet.append(values.length ? list : said('none'))
      if (rest.some(one => !one.isChosen)) {
        const all = make('button', { type: 'button' }, `${said('any')} (${values.length})`)
        all.addEventListener('click', () => {
          all.remove()
          list.append(...rest.filter(one => !one.isChosen).map(boxOf))
        })
        facet.append(all)
      }
      return facet
    }

    // All facets, in the place of those before; who was in one of them with the keyboard stays there.
    const showFacets = ({ facets }, open) => {
      const values = new Map(facets.map(one => [one.name, one.values]))
      const { value, parentNode } = document.activeElement || {}
      const at = parentNode?.closest?.('#sg-facets details')?.dataset.name
      $('facets').replaceChildren(...[...index.facets.keys()].map(name => facetOf(name, open.has(name), values.get(name))))
      const facet = [...$('facets').children].find(one => one.dataset.name === at)
      const box = value && [...(facet?.querySelectorAll('input') || [])].find(one => one.value === value)
      if (facet) (box || facet.firstElementChild).focus()
    }

    const stepOf = (state, page, name) =>
      make('li', {}, make('a', { href: addressOf({ ...state, page }), rel: name === 'next' ? 'next' : 'prev' }, said(name)))

    let index
    let turn = 0
    const show = async () => {
      const mine = ++turn
      const state = asked()
      fillForm(state)
      const isAsking = state.query || state.from !== null || state.to !== null || state.chosen.size
      $('status').textContent = isAsking ? said('loading') : ''
      let found
      try {
        index ||= new Index(await load('index'), load)
        const open = new Set([...$('facets').children].filter(one => one.open).map(one => one.dataset.name))
        found = await index.search({ ...state, open })
        if (mine !== turn) return
        const leaves = found.query ? leavesOf(found.query) : []
        const pages = Math.max(1, Math.ceil(found.hits.length / PAGE))
        const page = Math.min(state.page, pages)
        const begin = (page - 1) * PAGE
        const hits = isAsking ? found.hits.slice(begin, begin + PAGE) : []
        const list = await Promise.all(hits.map(hit => hitOf(index, hit, leaves)))
        if (mine !== turn) return
        $('hits').start = begin + 1
        $('hits').replaceChildren(...list)
        showFacets(found, open)
        const passages = found.hits.reduce((sum, hit) => sum + index.passages(hit, []).length, 0)
        const counts = [['documents', found.hits.length], ...(passages ? [['passages', passages]] : [])]
        $('status').textContent = !isAsking
          ? ''
          : found.hits.length ? counts.map(([key, count]) => `${said(key)}${said('colon')}${count}`).join(' · ') : said('none')
        showForms(found, state)
        $('pages').hidden = pages < 2 || !isAsking
        $('pages').firstElementChild.replaceChildren(
          ...(page > 1 ? [stepOf(state, page - 1, 'previous')] : []),
          make('li', {}, `${page} / ${pages}`),
          ...(page < pages ? [stepOf(state, page + 1, 'next')] : []))
      } catch (error) {
        if (mine !== turn) return
        for (const name of ['hits', 'forms']) $(name).replaceChildren()
        $('pages').hidden = true
        $('status').textContent = error instanceof Wrong ? said(`wrong-${error.message}`) : `${said('failed')} ${error.message}`
      }
    }

    // The forms that were found, each a link to itself alone.
    const showForms = ({ forms }, state) => {
      const some = forms.slice(0, 30).flatMap(([form, count], n) => [
        n ? ' · ' : '',
        make('a', { href: addressOf({ ...state, query: `=${form}`, page: 1 }) }, form),
        ` (${count})`
      ])
      const rest = forms.length > 30 ? ` · … (${forms.length})` : ''
      $('forms').replaceChildren(...(some.length ? [`${said('found-as')}${said('colon')}`, ...some, rest] : []))
    }

    form.addEventListener('submit', event => {
      event.preventDefault()
      go(addressOf(readForm()))
    })
    form.addEventListener('change', event => {
      if (event.target.matches('select, input[type=checkbox]')) go(addressOf(readForm()))
    })
    document.addEventListener('click', event => {
      const link = event.target.closest('#sg-forms a, #sg-pages a')
      if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
      event.preventDefault()
      go(link.getAttribute('href'))
      scrollTo(0, 0)
    })
    addEventListener('popstate', show)
    form.hidden = false
    show()
  })()
}
