// A page with live figures asks every few seconds for those of its parts that are newer.
//
// data-live holds the address to ask. The answer holds parts with ids, as they stand in the page;
// what it lacks has not changed. A part with data-live-next names the address for the next time.
// Where a part other than that one changed, the status line says so, with the words of the part
// marked data-live-says: a moment that goes on is not read out.
const EVERY = 3000 // milliseconds: with the server's own delay new figures show within 5 seconds

export function showNewFigures (page) {
  for (const region of page.querySelectorAll('[data-live]')) {
    setInterval(() => renew(page, region), EVERY)
  }
}

async function renew (page, region) {
  if (page.hidden || region.asking) return
  region.asking = true
  try {
    const answer = await fetch(region.dataset.live, { headers: { Accept: 'text/html' }, redirect: 'error' })
    if (answer.ok) show(page, region, await answer.text())
  } catch {
    // Offline, or the session is over: the figures stay, with the moment that they are of.
  } finally {
    region.asking = false
  }
}

function show (page, region, text) {
  const came = page.createElement('template')
  came.innerHTML = text
  const changed = [...came.content.children].filter(part => put(page, part))
  const clock = region.querySelector('[data-live-next]')
  if (clock) region.dataset.live = clock.dataset.liveNext
  if (changed.some(part => !('liveNext' in part.dataset))) {
    const says = region.querySelector('[data-live-says]')
    const words = says ? says.textContent.replace(/\s+/g, ' ').trim() : ''
    region.querySelector('[role="status"]').textContent = `New figures. ${words}`
  }
}

// Replaces the part of the same id where it differs; whoever is on a link in it stays on it.
function put (page, part) {
  const old = page.getElementById(part.id)
  if (!old || old.isEqualNode(part)) return false
  const on = old.contains(page.activeElement) ? page.activeElement.getAttribute('href') : null
  old.replaceWith(part)
  const link = on && [...part.querySelectorAll('a')].find(each => each.getAttribute('href') === on)
  if (link) link.focus({ preventScroll: true })
  return true
}
