"""What people and systems can do with courses: load, decide, save with its events."""

from services.courses.use_cases.catalogue import (
    course,
    courses,
    put_course,
    republish_course,
    withdraw_course,
)
from services.courses.use_cases.choosing import enrol, hide_course, show_hidden
from services.courses.use_cases.claims import Claim, claims, give_verdict
from services.courses.use_cases.confirming import (
    Chosen,
    Queue,
    Verdict,
    chosen,
    give_verdicts,
    queue,
)
from services.courses.use_cases.finding import (
    CourseView,
    Found,
    Identified,
    all_skills,
    enrolments,
    find_courses,
    identify_course,
    view_course,
)
from services.courses.use_cases.following import (
    note_levels,
    note_people,
    note_plan,
    note_role_levels,
    note_skills,
    note_units,
)
from services.courses.use_cases.importing import import_courses
from services.courses.use_cases.keeping import republish_training
from services.courses.use_cases.learning import (
    Report,
    completed,
    enrolled,
    prefetch,
    progressed,
    withdrawn,
)
from services.courses.use_cases.outlook import (
    Outlook,
    Seen,
    see_changeable,
    see_completion,
    see_own_training,
)
from services.courses.use_cases.own_training import History, Preview, history, preview_training
from services.courses.use_cases.recommending import Recommendations, Recommended, recommendations
from services.courses.use_cases.suggesting import Suggestion, Suggestions, suggestions
from services.courses.use_cases.training import (
    Entry,
    edit_training,
    log_training,
    training,
    training_of,
)

__all__ = [
    "Chosen",
    "Claim",
    "CourseView",
    "Entry",
    "Found",
    "History",
    "Identified",
    "Outlook",
    "Preview",
    "Queue",
    "Recommendations",
    "Recommended",
    "Report",
    "Seen",
    "Suggestion",
    "Suggestions",
    "Verdict",
    "all_skills",
    "chosen",
    "claims",
    "completed",
    "course",
    "courses",
    "edit_training",
    "enrol",
    "enrolled",
    "enrolments",
    "find_courses",
    "give_verdict",
    "give_verdicts",
    "hide_course",
    "history",
    "identify_course",
    "import_courses",
    "log_training",
    "note_levels",
    "note_people",
    "note_plan",
    "note_role_levels",
    "note_skills",
    "note_units",
    "prefetch",
    "preview_training",
    "progressed",
    "put_course",
    "queue",
    "recommendations",
    "republish_course",
    "republish_training",
    "see_changeable",
    "see_completion",
    "see_own_training",
    "show_hidden",
    "suggestions",
    "training",
    "training_of",
    "view_course",
    "withdraw_course",
    "withdrawn",
]
