"""Where a person stands against a role: each required skill in words, with what runs out when."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from services.chassis.access import Caller
from services.skills.domain import Gap, day_in_words, exempt_on
from services.skills.store import SkillsWork
from services.skills.use_cases.levels import Gaps, Levels, get_gaps, get_levels
from services.skills.use_cases.seeing import nearest_at_work

SOON = timedelta(days=90)
COLUMNS = (
    *("Skill", "State", "Level the role needs", "Level verified", "Level with what waits"),
    *("Runs out on", "Excused until", "Why"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One skill. `expires_on` is when the verified level runs out, if it does.

    `excuse` says who has excused the person from the skill, and why.
    """

    gap: Gap
    name: str
    reason: str
    expires_on: date | None
    is_blank: bool
    excuse: str | None

    @property
    def waits(self) -> bool:
        """Whether what waits for an answer would meet the requirement."""
        return self.gap.short > 0 and self.gap.claimed >= self.gap.required


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A person's skills beside what a role level requires of them, the worst first.

    `role`, `unit` and `manager` are names, None where there is none. `own_role`: whether the role
    level is theirs and not one that they look at. `other` are the skills on their record that the
    role does not ask for.
    """

    staff_number: str
    name: str | None
    role: str | None
    role_level: str | None
    own_role: bool
    unit: str | None
    manager: str | None
    today: date
    lines: tuple[Line, ...]
    other: tuple[Line, ...]

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
    def also_waiting(self) -> int:
        """How many other skills have something that waits, which would not meet the level."""
        lines = (each for each in (*self._asked, *self.other) if not each.waits)
        return sum(each.gap.claimed > each.gap.verified for each in lines)

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
    excuses = _excuses(work, caller, staff_number)
    until = exempt_on(work.exemptions.group(staff_number), caller.today)
    person = work.people.get(staff_number)
    role = work.role_levels.get(gaps.role_level)
    unit = work.units.get(person.unit if person else None)
    manager = nearest_at_work(work, person, caller.today) if person else None
    return Standing(
        staff_number=staff_number,
        name=person.name if person else None,
        role=role.name if role else None,
        role_level=gaps.role_level,
        own_role=role_level is None or (person is not None and person.role_level == role_level),
        unit=unit.name if unit else None,
        manager=manager.name if manager else None,
        today=caller.today,
        lines=_required(gaps, held, excuses),
        other=_beyond(gaps, held, excuses, until),
    )


def _required(gaps: Gaps, held: Levels, excuses: Mapping[str, str]) -> tuple[Line, ...]:
    """The skills of the role."""
    levels = {each.skill: each for each in held.items}
    return tuple(
        Line(
            gap=each.gap,
            name=each.name,
            reason=each.reason,
            expires_on=level.decision.expires_on if level else None,
            is_blank=level is None,
            excuse=excuses.get(each.gap.skill) if each.gap.exempt else None,
        )
        for each in gaps.items
        for level in [levels.get(each.gap.skill)]
    )


def _beyond(
    gaps: Gaps, held: Levels, excuses: Mapping[str, str], until: Mapping[str, date]
) -> tuple[Line, ...]:
    """The other skills on the record, the highest level first."""
    asked = {each.gap.skill for each in gaps.items}
    lines = (
        Line(
            gap=Gap(each.skill, 0, decision.verified, decision.claimed, until.get(each.skill)),
            name=each.name,
            reason=each.reason,
            expires_on=decision.expires_on,
            is_blank=False,
            excuse=excuses.get(each.skill),
        )
        for each in held.items
        for decision in [each.decision]
        if each.skill not in asked
    )
    return tuple(sorted(lines, key=lambda each: (-each.gap.verified, each.name)))


def _excuses(work: SkillsWork, caller: Caller, staff_number: str) -> dict[str, str]:
    """Who has excused the person from which skill, and why, where that holds today."""
    held = [each for each in work.exemptions.group(staff_number) if each.holds_on(caller.today)]
    work.people.fetch({each.granted_by for each in held})
    by = {each.skill: work.people.get(each.granted_by) for each in held}
    return {
        each.skill: f"{known.name if known else each.granted_by}, on "
        f"{day_in_words(each.granted_on)}: “{each.reason}”"
        for each in held
        for known in [by[each.skill]]
    }


def rows(standing: Standing) -> Iterator[tuple[object, ...]]:
    """A row for each skill, of the role and beyond, in the order of `COLUMNS`."""
    states = (
        ("Missing", standing.missing),
        ("Waiting", standing.waiting),
        ("Met", standing.met),
        ("Excused", standing.exempt),
        ("Not asked for", standing.other),
    )
    for state, lines in states:
        for line in lines:
            gap = line.gap
            reason = line.reason.replace("\N{NO-BREAK SPACE}", " ")
            levels = (gap.required or None, gap.verified, gap.claimed)
            yield (line.name, state, *levels, line.expires_on, gap.exempt, reason)
