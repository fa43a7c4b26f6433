"""Saying again what things are now, with a new version: to repair or replay what others hold."""

from collections.abc import Callable
from typing import Any

from services.chassis.kinds import Kind
from services.chassis.shelf import Shelf
from services.skills import events
from services.skills.store import LEVELS, PEOPLE, ROLE_LEVELS, SKILLS, UNITS, SkillsWork

Say = Callable[[SkillsWork, Any, int], None]
SayRemoved = Callable[[SkillsWork, str, int], None]


def _again(
    shelf_of: Callable[[SkillsWork], Shelf[Any]], say: Say, say_removed: SayRemoved | None = None
) -> Callable[[SkillsWork, str], None]:
    """A use case that says one thing again; a removed one is said to be removed again."""

    def republish(work: SkillsWork, identity: str) -> None:
        shelf = shelf_of(work)
        thing = shelf.get(identity)
        if thing is not None:
            say(work, thing, shelf.put(thing))
        elif say_removed is not None:
            say_removed(work, identity, shelf.remove(identity))

    return republish


REPUBLISHES: dict[Kind[Any], Callable[[SkillsWork, str], None]] = {
    PEOPLE: _again(lambda work: work.people, events.person_changed, events.person_removed),
    UNITS: _again(lambda work: work.units, events.unit_changed, events.unit_removed),
    SKILLS: _again(lambda work: work.skills, events.skill_changed),
    ROLE_LEVELS: _again(lambda work: work.role_levels, events.role_level_changed),
    LEVELS: _again(lambda work: work.levels, events.levels_changed),
}
