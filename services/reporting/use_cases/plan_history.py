"""What happened to the plan, in the names of people, roles and units."""

from collections.abc import Mapping
from dataclasses import dataclass

from services.chassis.access import Caller, require
from services.chassis.kinds import Query
from services.reporting.domain import FieldChange, Organisation, PlanChange, changed_fields
from services.reporting.store import ReportingWork
from services.reporting.use_cases.overview import name_of
from services.reporting.use_cases.readiness import lies_within_claim, sees_whole_plan

AT_ONCE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldChange:
    """One change: by whom, and in which fields. `by` is a name where it is known."""

    change: PlanChange
    by: str | None
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanHistory:
    """Changes, the newest first; `older` is the id behind which the rest begins."""

    title: str | None
    gone: bool
    changes: tuple[ToldChange, ...]
    older: str | None
    roles: Mapping[str, str]
    units: Mapping[str, str]


def plan_history(
    work: ReportingWork, caller: Caller, *, initiative: str | None, behind: str | None = None
) -> PlanHistory:
    """The changes of an initiative, or of the whole plan as far as the caller may see it.

    Raises NotFound for an initiative that never was, or that the caller may not see.
    """
    whole = sees_whole_plan(work, caller)
    wanted: Query = {} if initiative is None else {"initiative": initiative}
    organisation = work.organisation()
    found = work.newest_plan_changes({"$and": [wanted, _older(work, behind)]}, limit=AT_ONCE + 1)
    now = work.initiatives.get(initiative)
    state = now or (found[0].state if initiative and found else None)
    require(initiative is None or state is not None, "such initiative")
    paths = [organisation.path(post.unit) for post in (state.posts if state else ())]
    require(initiative is None or whole or lies_within_claim(caller, paths), "such initiative")
    shown = [one for one in found[:AT_ONCE] if whole or _lies_within(caller, one, organisation)]
    work.people.fetch({one.staff_number for one in shown if one.staff_number})
    return PlanHistory(
        title=state.title if state else None,
        gone=initiative is not None and now is None,
        changes=tuple(
            ToldChange(
                change=one,
                by=name_of(work, one.staff_number),
                fields=changed_fields(one.before, one.after),
            )
            for one in shown
        ),
        older=found[AT_ONCE - 1].id if len(found) > AT_ONCE else None,
        roles={one.role_level: one.name for one in organisation.role_levels.values()},
        units={one.unit: one.name for one in organisation.units.values()},
    )


def latest_plan_change(work: ReportingWork, _caller: Caller) -> str:
    """The id of the newest change of the plan; empty where it was never changed."""
    found = work.newest_plan_changes({}, limit=1)
    return found[0].id if found else ""


def _older(work: ReportingWork, behind: str | None) -> Query:
    last = work.plan_changes.get(behind)
    if last is None:
        return {}
    return {"$or": [{"at": {"$lt": last.at}}, {"at": last.at, "_id": {"$lt": last.id}}]}


def _lies_within(caller: Caller, change: PlanChange, organisation: Organisation) -> bool:
    states = [one for one in (change.before, change.after) if one is not None]
    return any(
        lies_within_claim(caller, (organisation.path(post.unit) for post in one.posts))
        for one in states
    )
