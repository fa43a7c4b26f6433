// Finding a course by typing. The text field that it takes the place of works by itself: then the
// server says which courses could be meant.
const LONGEST_WAIT = 250 // milliseconds between the last key and the question
const HINT = 'When courses are shown, use the up and down arrows to go through them and Enter to choose one.'

export function suggestCourses (page) {
  const place = page.querySelector('[data-suggests]')
  if (place && window.accessibleAutocomplete) take(place, page)
}

function take (place, page) {
  const field = place.querySelector('input[type="text"]')
  const chosen = page.getElementById(place.dataset.chosen)
  const hours = page.getElementById(place.dataset.hours)
  const explained = (field.getAttribute('aria-describedby') || '').split(' ')
    .map(id => page.getElementById(id)?.textContent.trim()).filter(Boolean).join(' ')
  const own = page.createElement('div')
  field.before(own)
  field.remove()

  window.accessibleAutocomplete({
    element: own,
    id: field.id,
    name: field.name,
    defaultValue: field.value,
    inputClasses: field.className,
    minLength: 2,
    source: later(ask(place.dataset.suggests, () => own.contains(page.activeElement))),
    templates: { inputValue: course => course?.title ?? '', suggestion: shown },
    tNoResults: () => 'No course has that. You can say that it is not in the list.',
    tAssistiveHint: () => `${explained} ${HINT}`,
    tStatusSelectedOption: (option, length, at) => `${at + 1} of ${length} is highlighted`,
    onConfirm: course => {
      if (!course) return
      chosen.value = course.course
      if (hours && course.hours !== null && (!hours.value || hours.dataset.filled === hours.value)) {
        hours.value = hours.dataset.filled = String(course.hours)
      }
    }
  })
  // Whoever types on means something else than what they chose before.
  own.addEventListener('input', () => { chosen.value = '' })
}

// A list that opens after somebody has gone on would push what they look at out of sight.
function ask (address, isAwaited) {
  let newest = 0
  return async (typed, answer) => {
    const mine = ++newest
    const found = await coursesOf(`${address}?q=${encodeURIComponent(typed)}`)
    if (mine === newest && isAwaited()) answer(found)
  }
}

async function coursesOf (address) {
  try {
    const response = await fetch(address, { headers: { Accept: 'application/json' }, redirect: 'error' })
    return response.ok ? (await response.json()).courses : []
  } catch {
    return [] // offline, or the session is over: the form works without suggestions
  }
}

function later (source) {
  let timer
  return (typed, answer) => {
    clearTimeout(timer)
    timer = setTimeout(() => source(typed, answer), LONGEST_WAIT)
  }
}

function shown (course) {
  const line = (text, kind) => {
    const part = document.createElement('span')
    part.className = kind
    part.textContent = text
    return part.outerHTML
  }
  return typeof course === 'string'
    ? line(course, 'app-suggestion')
    : line(course.title, 'app-suggestion') + line(course.about, 'app-suggestion__about')
}
