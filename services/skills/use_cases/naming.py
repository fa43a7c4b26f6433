"""What people and skills are called where something is told in words."""

from collections.abc import Iterable

from services.chassis.access import Caller
from services.skills.domain import Evidence, Telling
from services.skills.store import SkillsWork
from services.skills.use_cases.seeing import nearest_at_work


def telling_of(
    work: SkillsWork, caller: Caller, staff_number: str, known: Iterable[Evidence]
) -> Telling:
    """Who is spoken of, and everybody who is named."""
    person = work.people.get(staff_number)
    confirmer = nearest_at_work(work, person, caller.today) if person else None
    judges = {evidence.judge for evidence in known if evidence.judge}
    work.people.fetch(judges)
    named = (work.people.get(number) for number in judges)
    names = {each.staff_number: each.name for each in named if each}
    if confirmer is not None:
        names[confirmer.staff_number] = confirmer.name
    own = caller.principal.staff_number == staff_number
    return Telling(
        names=names,
        about=None if own or person is None else person.name,
        confirmer=confirmer.staff_number if confirmer else None,
    )


def skill_names(work: SkillsWork, skills: Iterable[str]) -> dict[str, str]:
    """What skills are called; one that is not in the framework is called by its id."""
    wanted = tuple(dict.fromkeys(skills))
    work.skills.fetch(wanted)
    known = ((skill, work.skills.get(skill)) for skill in wanted)
    return {skill: found.name if found else skill for skill, found in known}
