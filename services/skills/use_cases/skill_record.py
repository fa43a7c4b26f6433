"""All about one person and one skill: what is on record, what the role asks, what levels mean."""

from dataclasses import dataclass
from datetime import date

from services.chassis.access import Caller, require
from services.chassis.errors import Forbidden
from services.skills import policy
from services.skills.domain import (
    Decision,
    Entry,
    Evidence,
    Exemption,
    Skill,
    entries,
    entry,
    exemption_id,
    level_on,
    reason,
)
from services.skills.store import SkillsWork
from services.skills.use_cases.naming import skill_names, telling_of
from services.skills.use_cases.seeing import nearest_at_work, see_record
from services.skills.use_cases.weighing import required_of


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillRecord:
    """What is known of a person in one skill on a day, in words.

    `name` is None where the person reads it themselves. `exemption` is the one on record, whether
    it still holds or not, and `exemption_version` its version, 0 where there never was one.
    """

    staff_number: str
    name: str | None
    skill: Skill
    decision: Decision
    required: int
    reason: str
    entries: tuple[Entry, ...]
    manager: str | None
    today: date
    exemption: Exemption | None
    exemption_version: int
    may_assess: bool
    may_excuse: bool

    @property
    def excused(self) -> bool:
        """Whether the person is excused from the skill on the day."""
        return self.exemption is not None and self.exemption.holds_on(self.today)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """Something that the person has stated, and how it stands."""

    entry: Entry
    skill: str
    manager: str | None


def get_skill_record(
    work: SkillsWork, caller: Caller, *, staff_number: str, skill: str
) -> SkillRecord:
    """The record of a person in one skill. Raises NotFound, also where there is no such skill."""
    about = see_record(work, caller, staff_number)
    known = tuple(each for each in work.evidence_of(staff_number) if each.skill == skill)
    framework = work.skills.get(skill)
    require(framework is not None or bool(known), "such skill")
    person = work.people.get(staff_number)
    manager = nearest_at_work(work, person, caller.today) if person else None
    telling = telling_of(work, caller, staff_number, known)
    identity = exemption_id(staff_number, skill)
    return SkillRecord(
        staff_number=staff_number,
        name=telling.about,
        skill=framework or Skill(skill, skill),
        decision=level_on(known, caller.today),
        required=required_of(work, staff_number, skill),
        reason=reason(known, caller.today, telling),
        entries=entries(known, caller.today, telling),
        manager=manager.name if manager else None,
        today=caller.today,
        exemption=work.exemptions.get(identity),
        exemption_version=work.exemptions.version(identity),
        may_assess=policy.ASSESS.allows(caller.principal, about),
        may_excuse=policy.EXCUSE.allows(caller.principal, about),
    )


def get_record_to_assess(
    work: SkillsWork, caller: Caller, *, staff_number: str, skill: str
) -> SkillRecord:
    """The same for whoever may assess the person. Raises Forbidden for others who may see it."""
    record = get_skill_record(work, caller, staff_number=staff_number, skill=skill)
    if not record.may_assess:
        raise Forbidden("Only a manager of the person may assess them.")
    return record


def get_record_to_excuse(
    work: SkillsWork, caller: Caller, *, staff_number: str, skill: str
) -> SkillRecord:
    """The same for whoever may excuse the person. Raises Forbidden for others who may see it."""
    record = get_skill_record(work, caller, staff_number=staff_number, skill=skill)
    if not record.may_excuse:
        raise Forbidden("Only a manager of the person may excuse them from a skill.")
    return record


def get_sent(work: SkillsWork, caller: Caller, *, identity: str) -> Sent:
    """What the caller has sent, as it stands now. Raises NotFound for what others sent."""
    found = _own(work, caller, identity)
    number = found.staff_number
    person = work.people.get(number)
    manager = nearest_at_work(work, person, caller.today) if person else None
    telling = telling_of(work, caller, number, [found])
    return Sent(
        entry=entry(found, caller.today, telling),
        skill=skill_names(work, [found.skill])[found.skill],
        manager=manager.name if manager else None,
    )


def _own(work: SkillsWork, caller: Caller, identity: str) -> Evidence:
    found = work.evidence.get(identity)
    own = found is not None and found.author == found.staff_number == caller.principal.staff_number
    require(own, "such evidence")
    return work.evidence.need(identity)
