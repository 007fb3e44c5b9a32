// Comfort only: every page works without this file.
'use strict'
const live = document.querySelector('[data-live]')
if (live && live.querySelector('[data-busy="yes"]')) {
  const timer = setInterval(async () => {
    const answer = await fetch(live.dataset.live, { headers: { accept: 'text/html' } }).catch(() => null)
    if (!answer || !answer.ok) return
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    live.replaceChildren(...page.body.childNodes)
    if (!live.querySelector('[data-busy="yes"]')) clearInterval(timer)
  }, 1000)
}
// Review by keyboard: j and k go from claim to claim; c confirms, r rejects once name and reason are filled in.
const cards = [...document.querySelectorAll('[data-review]')]
if (cards.length) {
  document.addEventListener('keydown', e => {
    if (e.ctrlKey || e.metaKey || e.altKey || e.target.closest('input, select, textarea')) return
    const at = cards.indexOf(document.activeElement.closest('[data-review]'))
    // Single keys act only where a reading has the focus (WCAG 2.1.4).
    if (at < 0) return
    if (e.key === 'j' || e.key === 'k') {
      const next = cards[Math.min(cards.length - 1, Math.max(0, at + (e.key === 'j' ? 1 : -1)))]
      next.focus()
      next.scrollIntoView({ block: 'center' })
    } else if (e.key === 'c' || e.key === 'r') {
      const button = cards[at].querySelector(`button[data-key="${e.key}"]`)
      if (button) button.form.requestSubmit(button)
    } else return
    e.preventDefault()
  })
}
// Correcting: the words that are selected on the page become the words that prove the value.
let picked = ''
document.addEventListener('selectionchange', () => {
  const words = String(document.getSelection()).trim()
  if (words && !document.activeElement.closest('input, textarea')) picked = words
})
const take = form => {
  const field = form && form.querySelector('[data-words]')
  if (!field || !picked) return
  field.closest('details').open = true
  field.value = picked.slice(0, 1000)
  field.focus()
}
for (const hint of document.querySelectorAll('.comfort')) hint.hidden = false
for (const button of document.querySelectorAll('[data-take-into]')) {
  button.addEventListener('click', () => {
    const field = button.parentElement.querySelector('[data-take-here]')
    if (picked) field.value = picked
    field.focus()
  })
}
for (const button of document.querySelectorAll('[data-take]')) button.addEventListener('click', () => take(button.form))
document.addEventListener('keydown', e => {
  if (e.key !== 'w' || e.ctrlKey || e.metaKey || e.altKey || e.target.closest('input, select, textarea')) return
  const node = document.getSelection().anchorNode
  const card = node && (node.nodeType === 1 ? node : node.parentElement).closest('[data-review]')
  const fields = (card || document).querySelectorAll('.judge form [data-words]')
  const form = fields.length === 1 ? fields[0].form : null
  // A single key acts only on words that are selected (WCAG 2.1.4: nothing happens without them).
  if (form && String(document.getSelection()).trim()) {
    take(form)
    e.preventDefault()
  }
})
