"""Keeping the digital plan."""

from collections.abc import Iterable

from services.chassis.access import Caller, Principal
from services.chassis.errors import Forbidden, NotFound
from services.chassis.paging import Page, PageWanted, page
from services.chassis.preconditions import Precondition
from services.reporting import events, policy
from services.reporting.domain import Initiative
from services.reporting.store import ReportingWork


def put_initiative(
    work: ReportingWork, caller: Caller, *, initiative: Initiative, precondition: Precondition
) -> tuple[Initiative, int, bool]:
    """Create or replace an initiative; returns it, the version, and whether it is new."""
    before = work.initiatives.get(initiative.initiative)
    precondition.check(work.initiatives.version(initiative.initiative), there=before is not None)
    _may_write(work, caller.principal, filter(None, (before, initiative)))
    version = work.initiatives.put(initiative)
    events.initiative_changed(work, initiative, version)
    return initiative, version, before is None


def remove_initiative(
    work: ReportingWork, caller: Caller, *, initiative: str, precondition: Precondition
) -> None:
    """Take an initiative out of the plan; one that is not there is no error."""
    found = work.initiatives.get(initiative)
    if found is None:
        return
    _may_write(work, caller.principal, (found,))
    precondition.check_if_given(work.initiatives.version(initiative))
    version = work.initiatives.remove(initiative)
    events.initiative_removed(work, initiative, version)


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


def _may_write(
    work: ReportingWork, principal: Principal, initiatives: Iterable[Initiative]
) -> None:
    """Refuse a lead whose unit does not hold all posts, before and after the change."""
    units = {post.unit for one in initiatives for post in one.posts}
    work.units.fetch(units)
    for name in sorted(units):
        if not policy.WRITE_PLAN.allows_unit(principal, work.path(name)):
            raise Forbidden(f"The unit “{name}” of its posts does not lie in yours.")
