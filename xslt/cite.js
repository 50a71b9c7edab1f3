// Citing a unit of a document. The citations of the document stand on its page (section.cite), with places
// for what only a browser knows: the day on which it is read. A permalink shows them below its unit, with the
// unit and its address filled in; a second time, it hides them. Without this script, the permalink is the address.
'use strict'
if (document.querySelector('section.cite')) { // an edition's own stylesheet may leave it out
  const section = document.querySelector('section.cite')
  const canonical = document.querySelector('link[rel="canonical"]')
  const now = new Date()
  const parts = [now.getFullYear(), now.getMonth() + 1, now.getDate()]
  const digits = parts.map(part => String(part).padStart(2, '0'))
  const long = { year: 'numeric', month: 'long', day: 'numeric' }
  const day = {
    iso: digits.join('-'),
    ris: digits.join('/'),
    parts: parts.join(', '),
    'en-US': now.toLocaleDateString('en-US', long),
    'en-GB': now.toLocaleDateString('en-GB', long)
  }
  // As siglum.render.citation writes them: BibTeX counts braces, whatever stands before them.
  const ofTeX = { '\\': 'backslash', '{': 'braceleft', '}': 'braceright', '~': 'asciitilde', '^': 'asciicircum' }
  const escaped = {
    BibTeX: text => text.replace(/[#$%&_\\{}~^]/g, sign => sign in ofTeX ? `\\text${ofTeX[sign]}{}` : '\\' + sign),
    'CSL-JSON': text => JSON.stringify(text).slice(1, -1)
  }

  // Fill the places of some citations; those of a unit only if there is one.
  const fill = (around, unit) => {
    for (const place of around.querySelectorAll('[data-cite]')) {
      const label = place.closest('pre')?.getAttribute('aria-label')
      const known = { ...day, ...unit }
      if (unit) known.unit = (escaped[label] || String)(unit.unit)
      const form = place.dataset.cite
      const asked = [...form.matchAll(/\{([\w-]+)\}/g)].map(found => found[1])
      if (asked.every(name => name in known)) {
        place.textContent = form.replace(/\{([\w-]+)\}/g, (_, name) => known[name])
      }
    }
  }

  const toggle = link => {
    const shown = document.querySelector('.cite-unit')
    shown?.remove()
    const element = link.parentElement
    if (shown?.dataset.unit === element.id) return
    const name = link.dataset.unit ?? link.textContent
    const said = /^\d/.test(name) ? `§ ${name}` : name
    const panel = document.createElement('div')
    panel.className = 'cite-unit'
    panel.dataset.unit = element.id
    panel.setAttribute('role', 'region')
    panel.setAttribute('aria-label', section.querySelector('h2').textContent + ': ' + said)
    for (const one of section.querySelectorAll('.citation, details')) {
      if (!one.parentElement.closest('details')) panel.append(one.cloneNode(true))
    }
    const unit = { unit: said }
    if (canonical) unit.address = canonical.href.split('#')[0] + link.hash
    fill(panel, unit)
    for (const one of panel.querySelectorAll('pre')) {
      one.setAttribute('aria-label', `${one.getAttribute('aria-label')}: ${said}`)
    }
    element.after(panel)
  }

  fill(section, null)
  document.addEventListener('click', event => {
    const link = event.target.closest('a.permalink')
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) toggle(link)
  })
}
