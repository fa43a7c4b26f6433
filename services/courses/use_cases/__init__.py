"""What people and systems can do with courses: load, decide, save with its events."""

from services.courses.use_cases.catalogue import (
    course,
    courses,
    put_course,
    republish_course,
    withdraw_course,
)
from services.courses.use_cases.claims import Claim, claims, give_verdict
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
from services.courses.use_cases.recommending import Recommendations, Recommended, recommendations
from services.courses.use_cases.training import (
    Entry,
    edit_training,
    log_training,
    training,
    training_of,
)

__all__ = [
    "Claim",
    "Entry",
    "Recommendations",
    "Recommended",
    "Report",
    "claims",
    "completed",
    "course",
    "courses",
    "edit_training",
    "enrolled",
    "give_verdict",
    "import_courses",
    "log_training",
    "note_levels",
    "note_people",
    "note_plan",
    "note_role_levels",
    "note_skills",
    "note_units",
    "prefetch",
    "progressed",
    "put_course",
    "recommendations",
    "republish_course",
    "republish_training",
    "training",
    "training_of",
    "withdraw_course",
    "withdrawn",
]
