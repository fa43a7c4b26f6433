"""Keeping the digital plan, and remembering who changed it."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import islice

from services.chassis.access import Caller, Principal
from services.chassis.errors import Forbidden, NotFound
from services.chassis.paging import Page, PageWanted, page
from services.chassis.preconditions import Precondition
from services.reporting import events, policy
from services.reporting.domain import Initiative, PlanChange, ids_for
from services.reporting.store import ReportingWork

MOST_TRIED = 100


def put_initiative(
    work: ReportingWork, caller: Caller, *, initiative: Initiative, precondition: Precondition
) -> tuple[Initiative, int, bool]:
    """Create or replace an initiative; returns it, the version, and whether it is new."""
    before = work.initiatives.get(initiative.initiative)
    precondition.check(work.initiatives.version(initiative.initiative), there=before is not None)
    may_write(work, caller.principal, filter(None, (before, initiative)))
    return initiative, save_initiative(work, caller, initiative, before), before is None


def add_initiative(work: ReportingWork, caller: Caller, *, initiative: Initiative) -> str:
    """Add an initiative and return its id, which is made of its title.

    `initiative.initiative` is an id that was proposed. Where the same initiative stands there
    already, it was sent twice, and nothing happens; where it is taken otherwise, another is found.
    """
    proposed = initiative.initiative
    if work.initiatives.get(proposed) == initiative:
        return proposed
    may_write(work, caller.principal, (initiative,))
    fits = proposed in islice(ids_for(initiative.title), MOST_TRIED)
    free = proposed if fits else ""
    if not free or work.initiatives.version(free):
        free = propose_id(work, caller, title=initiative.title)
    save_initiative(work, caller, replace(initiative, initiative=free), None)
    return free


def propose_id(work: ReportingWork, _caller: Caller, *, title: str) -> str:
    """An id made of the title that no initiative ever had."""
    return next(one for one in ids_for(title) if work.initiatives.version(one) == 0)


def remove_initiative(
    work: ReportingWork, caller: Caller, *, initiative: str, precondition: Precondition
) -> None:
    """Take an initiative out of the plan; one that is not there is no error."""
    found = work.initiatives.get(initiative)
    if found is None:
        return
    may_write(work, caller.principal, (found,))
    precondition.check_if_given(work.initiatives.version(initiative))
    version = work.initiatives.remove(initiative)
    events.initiative_removed(work, initiative, version)
    _remember(work, caller, initiative, version, before=found, after=None)


def initiative(work: ReportingWork, _caller: Caller, *, initiative: str) -> tuple[Initiative, int]:
    """An initiative and its version."""
    found = work.initiatives.get(initiative)
    if found is None:
        raise NotFound("There is no such initiative.")
    return found, work.initiatives.version(initiative)


def initiatives(work: ReportingWork, _caller: Caller, *, wanted: PageWanted) -> Page[Initiative]:
    """A page of the plan, by id."""
    return page(work.initiatives, {}, wanted)


def republish_initiative(work: ReportingWork, identity: str) -> None:
    """Publish what an initiative is now, or that it is gone, with a new version."""
    found = work.initiatives.get(identity)
    if found is None:
        events.initiative_removed(work, identity, work.initiatives.remove(identity))
    else:
        events.initiative_changed(work, found, work.initiatives.put(found))


def save_initiative(
    work: ReportingWork, caller: Caller, initiative: Initiative, before: Initiative | None
) -> int:
    """Save an initiative, say so, and remember who changed what; returns its version."""
    version = work.initiatives.put(initiative)
    events.initiative_changed(work, initiative, version)
    if initiative != before:
        _remember(work, caller, initiative.initiative, version, before=before, after=initiative)
    return version


def may_write(work: ReportingWork, principal: Principal, initiatives: Iterable[Initiative]) -> None:
    """Raise Forbidden for a lead whose unit does not hold all posts of all of these."""
    units = {post.unit for one in initiatives for post in one.posts}
    work.units.fetch(units)
    for name in sorted(units):
        if not policy.WRITE_PLAN.allows_unit(principal, work.path(name)):
            raise Forbidden(f"The unit “{name}” of its posts does not lie in yours.")


def _remember(
    work: ReportingWork,
    caller: Caller,
    initiative: str,
    version: int,
    *,
    before: Initiative | None,
    after: Initiative | None,
) -> None:
    change = PlanChange(
        id=f"{initiative}/{version}",
        initiative=initiative,
        at=work.now,
        staff_number=caller.principal.staff_number,
        client=caller.principal.client or None,
        before=before,
        after=after,
    )
    work.plan_changes.add(change)
