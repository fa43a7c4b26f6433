// A form with boxes to tick: one box for all of them, and how many are ticked on the button.
export function countWhatIsTicked (page) {
  for (const form of page.querySelectorAll('form[data-selects]')) follow(form)
}

function follow (form) {
  const boxes = [...form.querySelectorAll(`input[type="checkbox"][name="${form.dataset.selects}"]`)]
  const all = form.querySelector('[data-select-all]')
  const button = form.querySelector('[data-count]')
  if (!boxes.length) return

  const show = () => {
    const ticked = boxes.filter(box => box.checked).length
    for (const box of boxes) box.closest('tr')?.classList.toggle('app-ticked', box.checked)
    if (button) button.textContent = button.dataset.count.replace('# ', ticked ? `${ticked} ` : '')
    if (all) {
      const one = all.querySelector('input')
      one.checked = ticked === boxes.length
      one.indeterminate = ticked > 0 && ticked < boxes.length
    }
  }

  if (all) {
    all.hidden = false
    all.addEventListener('change', event => {
      for (const box of boxes) box.checked = event.target.checked
      show()
    })
  }
  form.addEventListener('change', show)
  window.addEventListener('pageshow', show) // the browser may have kept ticks from before
  show()
}
