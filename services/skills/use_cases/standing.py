"""Where a person stands against a role: each required skill in words, with what runs out when."""

from dataclasses import dataclass
from datetime import date, timedelta

from services.chassis.access import Caller
from services.skills.domain import Gap
from services.skills.store import SkillsWork
from services.skills.use_cases.levels import get_gaps, get_levels
from services.skills.use_cases.seeing import nearest_at_work

SOON = timedelta(days=90)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One required skill. `expires_on` is when the verified level runs out, if it does."""

    gap: Gap
    name: str
    reason: str
    expires_on: date | None
    is_blank: bool

    @property
    def waits(self) -> bool:
        """Whether what waits for an answer would meet the requirement."""
        return self.gap.short > 0 and self.gap.claimed >= self.gap.required


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A person's skills beside what a role level requires of them, the worst first.

    `role`, `unit` and `manager` are names, None where there is none. `own_role`: whether the role
    level is theirs and not one that they look at.
    """

    staff_number: str
    name: str | None
    role: str | None
    own_role: bool
    unit: str | None
    manager: str | None
    today: date
    lines: tuple[Line, ...]

    @property
    def missing(self) -> tuple[Line, ...]:
        """Skills below the required level, the largest gap first."""
        found = [each for each in self._asked if each.gap.short and not each.waits]
        return tuple(sorted(found, key=lambda each: (-each.gap.short, each.name)))

    @property
    def waiting(self) -> tuple[Line, ...]:
        """Skills that would meet the level once they are confirmed."""
        return tuple(each for each in self._asked if each.waits)

    @property
    def met(self) -> tuple[Line, ...]:
        """Skills at or above the level, what runs out soonest first."""
        found = [each for each in self._asked if not each.gap.short]
        return tuple(sorted(found, key=lambda each: (each.expires_on or date.max, each.name)))

    @property
    def exempt(self) -> tuple[Line, ...]:
        """Skills from which the person is excused."""
        return tuple(each for each in self.lines if each.gap.exempt)

    @property
    def soon(self) -> tuple[Line, ...]:
        """Skills whose level runs out in the next 90 days."""
        return tuple(each for each in self._asked if self.runs_out_soon(each))

    def runs_out_soon(self, line: Line) -> bool:
        """Whether it does so in the next 90 days."""
        return line.expires_on is not None and line.expires_on <= self.today + SOON

    @property
    def _asked(self) -> tuple[Line, ...]:
        return tuple(each for each in self.lines if not each.gap.exempt)


def get_standing(
    work: SkillsWork, caller: Caller, *, staff_number: str, role_level: str | None = None
) -> Standing:
    """Where a person stands, against their own role level unless another is named.

    Raises NotFound for a person whom the caller may not see, UnknownRoleLevel for an odd role.
    """
    gaps = get_gaps(work, caller, staff_number=staff_number, role_level=role_level, on=None)
    held = get_levels(work, caller, staff_number=staff_number, on=None)
    decisions = {each.skill: each.decision for each in held.items}
    person = work.people.get(staff_number)
    role = work.role_levels.get(gaps.role_level)
    unit = work.units.get(person.unit if person else None)
    manager = nearest_at_work(work, person, caller.today) if person else None
    return Standing(
        staff_number=staff_number,
        name=person.name if person else None,
        role=role.name if role else None,
        own_role=role_level is None or (person is not None and person.role_level == role_level),
        unit=unit.name if unit else None,
        manager=manager.name if manager else None,
        today=caller.today,
        lines=tuple(
            Line(
                gap=each.gap,
                name=each.name,
                reason=each.reason,
                expires_on=decisions[each.gap.skill].expires_on
                if each.gap.skill in decisions
                else None,
                is_blank=each.gap.skill not in decisions,
            )
            for each in gaps.items
        ),
    )
