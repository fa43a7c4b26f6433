// What pages do beyond HTML. Each works without it.
import { initAll } from './govuk-frontend.min.js'
import { suggestCourses } from './courses.js'
import { showNewFigures } from './live.js'
import { countWhatIsTicked } from './selecting.js'

initAll()
showNewFigures(document)
countWhatIsTicked(document)
suggestCourses(document)
