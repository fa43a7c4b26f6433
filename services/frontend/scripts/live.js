// A part of a page marked with data-live is asked for again every few seconds, and replaced
// where it has changed. Only what is marked with role="status" within it is read out.
const EVERY = 3000 // milliseconds: with the server's own delay new figures show within 5 seconds

export function showNewFigures (page) {
  for (const part of page.querySelectorAll('[data-live]')) {
    setInterval(() => renew(page, part), EVERY)
  }
}

async function renew (page, part) {
  if (page.hidden || part.contains(page.activeElement)) return // not under somebody's hands
  try {
    const answer = await fetch(part.dataset.live, { headers: { Accept: 'text/html' }, redirect: 'error' })
    if (!answer.ok) return
    const text = await answer.text()
    if (text !== part.lastText) part.innerHTML = text
    part.lastText = text
  } catch {
    // Offline, or the session is over: the figures stay, with the moment that they are of.
  }
}
