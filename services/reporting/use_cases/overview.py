"""The digital plan and each initiative as a page shows them: figures, causes, names, what helps."""

from collections.abc import Mapping
from dataclasses import dataclass

from services.chassis.access import Caller, Principal, require
from services.chassis.errors import Forbidden
from services.reporting import policy
from services.reporting.domain import (
    Combined,
    HeldBack,
    Initiative,
    InitiativeReadiness,
    Line,
    NextDeadline,
    PlanChange,
    PlanReadiness,
    held_back,
    in_order_of_service,
    next_deadline,
    rivals,
    sum_up,
    suppress_initiative,
    suppress_plan,
)
from services.reporting.store import ReportingWork
from services.reporting.use_cases.plan import may_write
from services.reporting.use_cases.raising import RaiseLine, names_of_skills, raising_of
from services.reporting.use_cases.readiness import (
    Measured,
    hidden_from,
    lies_within_claim,
    measure_visible,
    sees_whole_plan,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanOverview:
    """The initiatives that the caller may see, with the names of the skills that are missing most.

    `whole`: whether that is all of the plan. `hides`: whether small numbers are left out.
    """

    plan: PlanReadiness
    next: NextDeadline | None
    skills: Mapping[str, str]
    whole: bool
    hides: bool
    may_edit: bool

    @property
    def alone(self) -> int | None:
        """What the initiatives come to on their own; None where one is suppressed."""
        found = [one.fillable for one in self.plan.items]
        return None if None in found else sum(one or 0 for one in found)


@dataclass(frozen=True, slots=True, kw_only=True)
class PostLine:
    """A line of posts with the names of its role level and unit, and what holds it back."""

    line: Line
    role: str
    unit: str
    held: HeldBack

    @property
    def lost(self) -> int:
        """How many posts could be filled were it not for initiatives with a higher priority."""
        return (self.line.fillable or 0) - (self.line.fillable_in_plan or 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class InitiativeOverview:
    """One initiative, measured; `place` is where it stands among those that the caller sees."""

    initiative: Initiative
    measured: InitiativeReadiness
    place: int
    of: int
    lines: tuple[PostLine, ...]
    raises: tuple[RaiseLine, ...]
    together: int | None
    combined: Combined | None
    rivals: tuple[str, ...]
    skills: Mapping[str, str]
    hides: bool
    may_edit: bool
    changed: PlanChange | None
    changed_by: str | None

    @property
    def lost(self) -> int:
        """How many posts could be filled were it not for initiatives with a higher priority."""
        return (self.measured.fillable or 0) - (self.measured.fillable_in_plan or 0)


def plan_overview(work: ReportingWork, caller: Caller) -> PlanOverview:
    """The plan today, in the order of service."""
    measured, items = measure_visible(work, caller, None)
    hidden = hidden_from(work, caller, measured)
    plan = suppress_plan(sum_up(items, counts=measured.counts, on=measured.plan.on), hidden=hidden)
    missing = [one.missing_most[0].skill for one in plan.items if one.missing_most]
    return PlanOverview(
        plan=plan,
        next=next_deadline(plan.items, on=plan.on),
        skills=names_of_skills(work, missing),
        whole=len(items) == len(measured.plan.items),
        hides=bool(hidden),
        may_edit=policy.WRITE_PLAN.may_ever(caller.principal),
    )


def initiative_overview(
    work: ReportingWork, caller: Caller, *, initiative: str
) -> InitiativeOverview:
    """One initiative today. Raises NotFound where the caller may see none of this name."""
    measured, items = measure_visible(work, caller, None)
    ids = [one.initiative for one in items]
    require(initiative in ids, "such initiative")
    place = ids.index(initiative)
    hidden = hidden_from(work, caller, measured)
    shown = suppress_initiative(items[place], hidden=hidden)
    wanted = next(one for one in measured.initiatives if one.initiative == initiative)
    raising, raises = raising_of(work, caller, measured, shown, hidden)
    lines = _lines(measured, items[place], shown)
    found = work.newest_plan_changes({"initiative": initiative}, limit=1)
    changed = found[0] if found else None
    mentioned = {x.skill for one in lines for x in one.held.skills}
    mentioned.update(x.skill for x in (raising.combined.growths if raising.combined else ()))
    return InitiativeOverview(
        initiative=wanted,
        measured=shown,
        place=place + 1,
        of=len(items),
        lines=lines,
        raises=raises,
        together=raising.together,
        combined=raising.combined,
        rivals=_rivals(measured, initiative),
        skills=names_of_skills(work, mentioned),
        hides=bool(hidden),
        may_edit=may_edit(work, caller.principal, wanted),
        changed=changed,
        changed_by=name_of(work, changed.staff_number) if changed else None,
    )


def visible_plan(work: ReportingWork, caller: Caller) -> tuple[Initiative, ...]:
    """The initiatives that the caller may see, in the order of service."""
    plan = in_order_of_service(work.initiatives.find({}))
    if sees_whole_plan(work, caller):
        return plan
    path = work.organisation().path
    return tuple(
        one for one in plan if lies_within_claim(caller, (path(post.unit) for post in one.posts))
    )


def may_edit(work: ReportingWork, principal: Principal, initiative: Initiative) -> bool:
    """Whether the caller may change this initiative as it is."""
    if not policy.WRITE_PLAN.may_ever(principal):
        return False
    try:
        may_write(work, principal, (initiative,))
    except Forbidden:
        return False
    return True


def name_of(work: ReportingWork, staff_number: str | None) -> str | None:
    """The name of a person, or their number where the name is not known."""
    person = work.people.get(staff_number)
    return person.name if person else staff_number


def _lines(
    measured: Measured, whole: InitiativeReadiness, shown: InitiativeReadiness
) -> tuple[PostLine, ...]:
    roles, units = measured.organisation.role_levels, measured.organisation.units
    return tuple(
        PostLine(
            line=line,
            role=roles[line.role_level].name if line.role_level in roles else line.role_level,
            unit=units[line.unit].name if line.unit in units else line.unit,
            held=held_back(known, counts=measured.counts, organisation=measured.organisation),
        )
        for known, line in zip(whole.lines, shown.lines, strict=True)
    )


def _rivals(measured: Measured, initiative: str) -> tuple[str, ...]:
    found = rivals(
        initiative,
        plan=measured.initiatives,
        counts=measured.counts,
        organisation=measured.organisation,
    )
    return tuple(one.title for one in found)
