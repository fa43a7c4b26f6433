"""What courses follows: event type to use case."""

from services.courses import use_cases

FOLLOWS = {
    "skills.person.changed.v1": use_cases.note_people,
    "skills.person.removed.v1": use_cases.note_people,
    "skills.unit.changed.v1": use_cases.note_units,
    "skills.unit.removed.v1": use_cases.note_units,
    "skills.skill.changed.v1": use_cases.note_skills,
    "skills.skill.removed.v1": use_cases.note_skills,
    "skills.role-level.changed.v1": use_cases.note_role_levels,
    "skills.role-level.removed.v1": use_cases.note_role_levels,
    "skills.levels.changed.v1": use_cases.note_levels,
    "reporting.initiative.changed.v1": use_cases.note_plan,
    "reporting.initiative.removed.v1": use_cases.note_plan,
}
