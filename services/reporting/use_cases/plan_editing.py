"""What a page needs to edit the plan: the initiative as it is, and what there is to choose."""

from collections.abc import Mapping
from dataclasses import dataclass

from services.chassis.access import Caller, require
from services.reporting import policy
from services.reporting.domain import Initiative
from services.reporting.domain.choices import UnitChoice, choices_among
from services.reporting.store import ReportingWork
from services.reporting.use_cases.plan import may_write


@dataclass(frozen=True, slots=True, kw_only=True)
class Editing:
    """An initiative with its version, None and 0 for a new one; roles are names by id.

    Roles and units that its posts name are among the choices, also where nothing is known of them.
    """

    initiative: Initiative | None
    version: int
    roles: Mapping[str, str]
    units: tuple[UnitChoice, ...]

    @property
    def unit_names(self) -> Mapping[str, str]:
        """The names of the units by id."""
        return {one.unit: one.name for one in self.units}


def plan_editing(work: ReportingWork, caller: Caller, *, initiative: str | None) -> Editing:
    """Raises NotFound where there is no such initiative, Forbidden where the caller may not."""
    found = work.initiatives.get(initiative)
    require(initiative is None or found is not None, "such initiative")
    may_write(work, caller.principal, filter(None, [found]))
    organisation, posts = work.organisation(), found.posts if found else ()
    roles = {one.role_level: one.name for one in organisation.role_levels.values()}
    roles = {one.role_level: one.role_level for one in posts} | roles
    known = [
        one
        for one in organisation.units.values()
        if policy.WRITE_PLAN.allows_unit(caller.principal, one.path)
    ]
    unknown = sorted({one.unit for one in posts} - organisation.units.keys())
    return Editing(
        initiative=found,
        version=work.initiatives.version(initiative) if initiative else 0,
        roles=dict(sorted(roles.items(), key=lambda each: each[1].casefold())),
        units=(*choices_among(known), *(UnitChoice(one, one, 0) for one in unknown)),
    )
