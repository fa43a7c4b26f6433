"""A person as they see themselves, for whoever may see their record."""

from dataclasses import dataclass

from services.chassis.access import Caller, require
from services.skills import policy
from services.skills.domain import Exemption, exemption_id
from services.skills.store import SkillsWork
from services.skills.use_cases.naming import skill_names
from services.skills.use_cases.seeing import see_record
from services.skills.use_cases.standing import Standing, get_standing


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRecord:
    """Where a person stands, and what the caller may do about it."""

    standing: Standing
    may_assess: bool
    may_excuse: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedExcuse:
    """A skill about whose excuse something was changed; None where there is none any more."""

    skill: str
    exemption: Exemption | None


def get_person_record(work: SkillsWork, caller: Caller, *, staff_number: str) -> PersonRecord:
    """Where the person stands. Raises NotFound."""
    about = see_record(work, caller, staff_number)
    return PersonRecord(
        standing=get_standing(work, caller, staff_number=staff_number),
        may_assess=policy.ASSESS.allows(caller.principal, about),
        may_excuse=policy.EXCUSE.allows(caller.principal, about),
    )


def get_changed_excuse(
    work: SkillsWork, caller: Caller, *, staff_number: str, skill: str
) -> ChangedExcuse:
    """How it stands with the excuse from a skill after it was changed. Raises NotFound."""
    see_record(work, caller, staff_number)
    require(work.skills.get(skill) is not None, "such skill")
    return ChangedExcuse(
        skill=skill_names(work, [skill])[skill],
        exemption=work.exemptions.get(exemption_id(staff_number, skill)),
    )
