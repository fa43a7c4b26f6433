"""What reporting follows: event type to use case."""

from services.reporting import use_cases

FOLLOWS = {
    "skills.person.changed.v1": use_cases.note_people,
    "skills.person.removed.v1": use_cases.note_people,
    "skills.unit.changed.v1": use_cases.note_units,
    "skills.unit.removed.v1": use_cases.note_units,
    "skills.role-level.changed.v1": use_cases.note_role_levels,
    "skills.role-level.removed.v1": use_cases.note_role_levels,
    "skills.skill.changed.v1": use_cases.note_skills,
    "skills.skill.removed.v1": use_cases.note_skills,
    "skills.levels.changed.v1": use_cases.note_levels,
}
