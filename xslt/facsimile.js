// The viewer of facsimiles: on a page of a siglum site whose text has pictures of its pages
// (xslt/modules/html-facsimile.xsl), it shows the picture of the page that is being read, beside the
// text, or over it where there is no room; to be moved, enlarged and turned. Zones of a picture and
// lines of the text light each other. Without it the pictures stand in the text, and zones are links.
'use strict'

{
  const MOST = 12 // times as large as the whole page
  const STEP = 1.4
  const text = document.getElementById('sg-text')
  const template = document.getElementById('sg-viewer')
  const pages = text ? [...text.querySelectorAll('span.page-picture')] : []
  const room = matchMedia('(min-width: 64rem)')

  const viewer = template && template.content.firstElementChild
  const stand = viewer && viewer.querySelector('.stand')
  const tool = name => viewer.querySelector(`[data-do="${name}"]`)
  let at = -1 // which page is shown
  let sheet, picture // what is moved, and the picture in it
  let scale, turn, x, y // of the sheet; x and y are its middle, from that of the stand
  let held = NaN // where the text stood when the viewer chose the page: a scroll event may still come

  // === The sheet on its stand

  const isTurned = () => turn % 180 !== 0

  // Lay the sheet out, so that all of it is on the stand at a scale of 1, and never leaves that.
  function place () {
    const width = picture.naturalWidth || +picture.getAttribute('width') || 1
    const height = picture.naturalHeight || +picture.getAttribute('height') || 1
    const [across, down] = isTurned() ? [height, width] : [width, height]
    const fit = Math.min(stand.clientWidth / across, stand.clientHeight / down)
    const most = (side, of) => Math.max(0, (side * fit * scale - of) / 2)
    x = Math.max(-most(across, stand.clientWidth), Math.min(most(across, stand.clientWidth), x))
    const rest = (down * fit * scale - stand.clientHeight) / 2 // what is less high than the stand hangs at its top
    y = Math.max(-Math.abs(rest), Math.min(rest, y))
    sheet.style.width = `${width * fit}px`
    sheet.style.height = `${height * fit}px`
    sheet.style.transform = `translate(-50%, -50%) translate(${x}px, ${y}px) rotate(${turn}deg) scale(${scale})`
    tool('out').disabled = tool('whole').disabled = scale === 1
    tool('in').disabled = scale === MOST
    const seen = `${Math.ceil(width * fit * scale)}px`
    refine()
    if (picture.srcset && picture.sizes !== seen) picture.sizes = seen // the file that is large enough
  }

  // Of a IIIF service, ask for the part that is seen, as large as it is seen.
  let waiting
  function refine () {
    clearTimeout(waiting)
    const service = picture.dataset.service
    if (!service || scale === 1) return
    waiting = setTimeout(() => {
      const [w, h] = [sheet.offsetWidth, sheet.offsetHeight]
      const angle = -turn * Math.PI / 180
      const [cos, sin] = [Math.round(Math.cos(angle)), Math.round(Math.sin(angle))]
      const [across, down] = isTurned() ? [stand.clientHeight, stand.clientWidth] : [stand.clientWidth, stand.clientHeight]
      // The middle of what is seen, from that of the sheet, in the sheet's own directions.
      const [mx, my] = [(-x * cos + y * sin) / scale, (-x * sin - y * cos) / scale]
      const part = (middle, seen, side) => {
        const from = Math.max(0, (side / 2 + middle - seen / scale / 2) / side * 100)
        const to = Math.min(100, (side / 2 + middle + seen / scale / 2) / side * 100)
        return [from, to - from].map(each => +each.toFixed(2))
      }
      const [[left, width], [top, height]] = [part(mx, across, w), part(my, down, h)]
      const size = side => Math.ceil(side * scale * devicePixelRatio / 100)
      const region = new Image()
      region.className = 'region'
      region.alt = ''
      region.draggable = false
      region.referrerPolicy = 'no-referrer'
      Object.assign(region.style, { left: `${left}%`, top: `${top}%`, width: `${width}%`, height: `${height}%` })
      const on = sheet
      region.addEventListener('load', () => {
        for (const old of on.querySelectorAll('.region')) old.remove()
        picture.after(region)
      })
      region.src = `${service}/pct:${left},${top},${width},${height}/!${size(w * width)},${size(h * height)}/0/default.jpg`
    }, 250)
  }

  // Enlarge by a factor; what is at a point of the window stays there.
  function zoom (factor, point) {
    const box = stand.getBoundingClientRect()
    const [px, py] = point
      ? [point.x - box.x - box.width / 2, point.y - box.y - box.height / 2]
      : [0, 0]
    const next = Math.max(1, Math.min(MOST, scale * factor))
    x = px - (px - x) * next / scale
    y = py - (py - y) * next / scale
    scale = next
    place()
  }

  function whole () {
    [scale, x, y] = [1, 0, 0]
    place()
  }

  function move (dx, dy) {
    x += dx
    y += dy
    place()
  }

  // === Pages

  function show (number) {
    if (number === at) return
    at = number
    const source = pages[at]
    picture = source.querySelector('img').cloneNode()
    picture.loading = 'eager'
    picture.draggable = false
    picture.addEventListener('load', () => place(), { once: true }) // its size may not be known before
    sheet = document.createElement('div')
    sheet.className = 'sheet'
    sheet.append(picture)
    const zones = source.querySelector('.zones')
    if (zones) {
      const copy = zones.cloneNode(true)
      for (const zone of copy.children) {
        zone.dataset.of = zone.id
        zone.removeAttribute('id')
      }
      sheet.append(copy)
    }
    stand.replaceChildren(sheet)
    viewer.querySelector('output').textContent = picture.alt
    tool('file').href = source.querySelector('a').href
    tool('previous').disabled = at === 0
    tool('next').disabled = at === pages.length - 1
    turn = 0
    whole()
  }

  // Show a page, and its text.
  function go (number) {
    if (!pages[number]) return
    show(number)
    const start = pages[number].previousElementSibling || pages[number]
    start.scrollIntoView()
    held = scrollY
  }

  // The page that is being read: the last that begins in the upper part of the window.
  function follow () {
    if (!viewer.open || viewer.matches(':modal') || Math.abs(scrollY - held) < 2) return
    held = NaN
    const above = pages.filter(page => page.getBoundingClientRect().top < innerHeight * 0.4)
    show(Math.max(0, above.length - 1))
  }

  function open (number = 0) {
    if (!viewer.open) {
      if (room.matches) viewer.open = true
      else viewer.showModal()
      text.classList.toggle('viewing', room.matches)
    }
    at = -1
    show(number)
  }

  function close () {
    viewer.close()
    text.classList.remove('viewing')
    pages[at].scrollIntoView({ block: 'nearest' })
  }

  // === Zones and lines

  const lines = text ? [...text.querySelectorAll('[data-zone]')] : []
  const isEmpty = line => !line.firstChild // a break: its line is what follows
  const block = line => line.closest('p, div, li, td, h2, h3, h4, h5, h6')

  // The line of a node: the element around it, or the break before it.
  function lineOf (node) {
    for (let n = lines.length - 1; n >= 0; n--) {
      const line = lines[n]
      const isAfter = line.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING
      if (line === node || (isAfter && (isEmpty(line) ? block(line).contains(node) : line.contains(node)))) return line
    }
  }

  function rangeOf (line) {
    const range = document.createRange()
    range.selectNodeContents(isEmpty(line) ? block(line) : line)
    if (isEmpty(line)) {
      range.setStartAfter(line)
      const next = lines.slice(lines.indexOf(line) + 1).find(isEmpty)
      if (next && block(line).contains(next)) range.setEndBefore(next)
    }
    return range
  }

  // Light a line of the text and its zones, and nothing else.
  function light (line) {
    for (const lit of document.querySelectorAll('.zones .lit')) lit.classList.remove('lit')
    const zones = line ? line.dataset.zone.split(' ') : []
    for (const id of zones) {
      const drawn = viewer.querySelector(`[data-of="${CSS.escape(id)}"]`)
      for (const zone of [document.getElementById(id), drawn]) zone && zone.classList.add('lit')
    }
    if (CSS.highlights) {
      CSS.highlights.delete('sg-line')
      if (line) CSS.highlights.set('sg-line', new Highlight(rangeOf(line)))
    }
  }

  const lineOfZone = zone => {
    const id = zone.dataset.of || zone.id
    return lines.find(line => line.dataset.zone.split(' ').includes(id))
  }

  // Show the zone that a line leads to, in the middle of the stand.
  function find (id) {
    const page = pages.findIndex(each => each.querySelector(`[id="${CSS.escape(id)}"]`))
    if (page < 0) return false
    if (viewer.open) show(page)
    else open(page)
    const zone = viewer.querySelector(`[data-of="${CSS.escape(id)}"]`)
    const [box, around] = [zone.getBoundingClientRect(), stand.getBoundingClientRect()]
    move(around.x + around.width / 2 - box.x - box.width / 2, around.y + around.height / 2 - box.y - box.height / 2)
    light(lineOfZone(zone))
    held = scrollY
    return true
  }

  function point (event) {
    const zone = event.target.closest('.zones > a')
    if (zone) return light(lineOfZone(zone))
    if (!text.contains(event.target) || viewer.contains(event.target)) return light()
    const caret = document.caretPositionFromPoint && document.caretPositionFromPoint(event.x, event.y)
    const range = !caret && document.caretRangeFromPoint && document.caretRangeFromPoint(event.x, event.y)
    const node = caret ? caret.offsetNode : range ? range.startContainer : event.target
    light(lineOf(event.target.contains(node) ? node : event.target))
  }

  // === What a reader does

  const DEEDS = {
    in: () => zoom(STEP),
    out: () => zoom(1 / STEP),
    whole,
    turn: (by = 90) => { turn += by; whole() },
    previous: () => go(at - 1),
    next: () => go(at + 1),
    close
  }
  const KEYS = {
    '+': () => zoom(STEP),
    '=': () => zoom(STEP),
    '-': () => zoom(1 / STEP),
    0: whole,
    r: () => DEEDS.turn(),
    R: () => DEEDS.turn(-90),
    ArrowLeft: () => move(60, 0),
    ArrowRight: () => move(-60, 0),
    ArrowUp: () => move(0, 60),
    ArrowDown: () => move(0, -60)
  }

  // Fingers and the mouse: one moves the sheet, two enlarge it.
  function touch () {
    const points = new Map()
    let travelled = 0
    const middle = () => {
      const all = [...points.values()]
      const mean = side => all.reduce((sum, each) => sum + each[side], 0) / all.length
      const [first, second] = all
      return { x: mean('x'), y: mean('y'), span: second ? Math.hypot(first.x - second.x, first.y - second.y) : 0 }
    }
    stand.addEventListener('pointerdown', event => {
      if (event.button) return
      if (!points.size) travelled = 0
      points.set(event.pointerId, event)
    })
    stand.addEventListener('pointermove', event => {
      if (!points.has(event.pointerId)) return
      const before = middle()
      points.set(event.pointerId, event)
      const now = middle()
      travelled += Math.hypot(now.x - before.x, now.y - before.y)
      if (travelled > 4) { // else it is a click, on a zone
        stand.setPointerCapture(event.pointerId)
        stand.classList.add('moving')
      }
      move(now.x - before.x, now.y - before.y)
      if (before.span && now.span) zoom(now.span / before.span, now)
    })
    for (const end of ['pointerup', 'pointercancel', 'pointerleave']) {
      stand.addEventListener(end, event => {
        points.delete(event.pointerId)
        if (!points.size) stand.classList.remove('moving')
      })
    }
    stand.addEventListener('click', event => travelled > 4 && event.preventDefault())
  }

  function begin () {
    text.append(viewer)
    text.classList.add('has-viewer')
    const look = new CSSStyleSheet() // here, since not all readers of style sheets know such a rule
    look.replaceSync('::highlight(sg-line) { background: var(--rule) }')
    document.adoptedStyleSheets.push(look)
    viewer.addEventListener('click', event => {
      const pressed = event.target.closest('button')
      if (pressed) DEEDS[pressed.dataset.do]()
      else if (event.target.closest('.zones > a') && !event.defaultPrevented && viewer.matches(':modal')) close()
    })
    viewer.addEventListener('cancel', event => { event.preventDefault(); close() })
    stand.addEventListener('keydown', event => {
      const deed = !event.ctrlKey && !event.metaKey && !event.altKey && KEYS[event.key]
      if (!deed) return
      event.preventDefault()
      deed()
    })
    stand.addEventListener('wheel', event => {
      event.preventDefault()
      zoom(Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.002)), event)
    }, { passive: false })
    touch()
    new ResizeObserver(() => viewer.open && place()).observe(stand)

    text.addEventListener('click', event => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || viewer.contains(event.target)) return
      const link = event.target.closest('.page-picture > a, .to-picture')
      if (!link) return
      const id = decodeURIComponent(link.hash.slice(1))
      if (link.matches('.to-picture')) { // else its zone is on another page of the document
        if (find(id)) event.preventDefault()
      } else {
        event.preventDefault()
        open(pages.indexOf(link.parentElement))
      }
    })
    if (lines.length) {
      let next
      document.addEventListener('pointermove', event => {
        if (!next) requestAnimationFrame(() => { point(next); next = null })
        next = event
      })
      document.addEventListener('focusin', event => {
        const zone = event.target.closest('.zones > a')
        light(zone ? lineOfZone(zone) : event.target.closest('.to-picture') ? lineOf(event.target) : undefined)
      })
    }
    let waits = false
    addEventListener('scroll', () => {
      if (!waits) requestAnimationFrame(() => { waits = false; follow() })
      waits = true
    }, { passive: true })
    room.addEventListener('change', () => {
      if (viewer.open) close()
      if (room.matches) { open(); follow() }
    })
    if (room.matches) {
      open()
      const target = document.querySelector(':target')
      if (target) target.scrollIntoView()
      follow()
    }
  }

  if (viewer && pages.length) begin()
}
