"""What people and systems can do with reporting: load, decide, save with its events."""

from services.reporting.use_cases.following import (
    note_levels,
    note_people,
    note_role_levels,
    note_skills,
    note_units,
)
from services.reporting.use_cases.matrix import person_matrix, unit_matrix
from services.reporting.use_cases.plan import (
    initiative,
    initiatives,
    put_initiative,
    remove_initiative,
    republish_initiative,
)
from services.reporting.use_cases.plan_import import import_plan
from services.reporting.use_cases.readiness import (
    initiative_readiness,
    plan_readiness,
    unit_readiness,
)

__all__ = [
    "import_plan",
    "initiative",
    "initiative_readiness",
    "initiatives",
    "note_levels",
    "note_people",
    "note_role_levels",
    "note_skills",
    "note_units",
    "person_matrix",
    "plan_readiness",
    "put_initiative",
    "remove_initiative",
    "republish_initiative",
    "unit_matrix",
    "unit_readiness",
]
