"""What evidence would change once it counts."""

from collections.abc import Sequence
from datetime import date

from services.skills.domain import Effect, Evidence, effect_of
from services.skills.store import SkillsWork


def weigh(work: SkillsWork, changed: Sequence[Evidence], day: date) -> tuple[Effect, ...]:
    """The effect of each piece of evidence by itself, beside all that is known of its person."""
    fetch_records(work, changed)
    return tuple(weigh_together(work, [each], day) for each in changed)


def weigh_together(work: SkillsWork, changed: Sequence[Evidence], day: date) -> Effect:
    """The effect of several pieces of evidence about one person and one skill."""
    number, skill = changed[0].staff_number, changed[0].skill
    known = (each for each in work.evidence_of(number) if each.skill == skill)
    return effect_of(changed, known, required=required_of(work, number, skill), day=day)


def fetch_records(work: SkillsWork, about: Sequence[Evidence]) -> None:
    """Read in one go the people, their evidence and their roles."""
    numbers = {each.staff_number for each in about}
    work.people.fetch(numbers)
    work.evidence.fetch_groups(numbers)
    work.training.fetch_groups(numbers)
    work.exemptions.fetch_groups(numbers)
    people = (work.people.get(number) for number in numbers)
    work.role_levels.fetch({each.role_level for each in people if each and each.role_level})


def required_of(work: SkillsWork, staff_number: str, skill: str) -> int:
    """The level that the person's role asks for in a skill, 0 where it asks for none."""
    person = work.people.get(staff_number)
    role = work.role_levels.get(person.role_level if person else None)
    asked = role.requires if role else ()
    return next((each.level for each in asked if each.skill == skill), 0)
