// What pages do beyond HTML. Each works without it.
import { initAll } from './govuk-frontend.min.js'
import { showNewFigures } from './live.js'

initAll()
showNewFigures(document)
