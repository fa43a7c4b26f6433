"""The plan from a CSV file: good initiatives are kept, bad ones refused, the others stay."""

from collections.abc import Iterable, Mapping, Sequence

from services.chassis.access import Caller
from services.chassis.errors import Forbidden
from services.chassis.imports import Changed, ImportReport, RowReport, RowStatus
from services.reporting.domain import Gathered, PlanRow, gather, same
from services.reporting.store import ReportingWork
from services.reporting.use_cases.plan import may_write, save_initiative


def import_plan(
    work: ReportingWork,
    caller: Caller,
    *,
    rows: Sequence[PlanRow],
    refused: Sequence[RowReport],
    unread: Mapping[int, str],
) -> ImportReport:
    """Add and change initiatives; the same file again changes nothing.

    `refused` are the rows that could not be read, `unread` their initiatives by line.
    """
    before = {one.initiative: one for one in work.initiatives.take({})}
    work.initiatives.fetch(row.initiative for row in rows)
    gathered = gather(rows, unread)
    reports, added, changed = list(refused), 0, 0
    for one in gathered:
        status, reasons = _take(work, caller, one)
        reports.extend(_reports(one, status, reasons))
        if status is RowStatus.IMPORTED:
            added += one.initiative not in before
            changed += one.initiative in before
    named = {one.initiative for one in gathered} | set(unread.values())
    return ImportReport(
        rows=tuple(sorted(reports, key=lambda report: report.line)),
        changed=Changed(added=added, changed=changed, missing=len(before.keys() - named)),
    )


def _take(
    work: ReportingWork, caller: Caller, gathered: Gathered
) -> tuple[RowStatus, Mapping[int, str]]:
    """Save an initiative of the file unless it cannot stand or is there already."""
    if gathered.objections:
        return RowStatus.REFUSED, gathered.objections
    before = work.initiatives.get(gathered.initiative)
    after = gathered.applied_to(before)
    if same(before, after):
        return RowStatus.UNCHANGED, {}
    if after.starts_on and after.deadline < after.starts_on:
        reason = f"deadline: Must not be before it starts, on {after.starts_on.isoformat()}."
        return RowStatus.REFUSED, dict.fromkeys(gathered.lines, reason)
    try:
        may_write(work, caller.principal, filter(None, (before, after)))
    except Forbidden as error:
        return RowStatus.REFUSED, dict.fromkeys(gathered.lines, str(error))
    save_initiative(work, caller, after, before)
    return RowStatus.IMPORTED, {}


def _reports(
    gathered: Gathered, status: RowStatus, reasons: Mapping[int, str]
) -> Iterable[RowReport]:
    return (
        RowReport(file="file", line=line, status=status, reason=reasons.get(line, ""))
        for line in gathered.lines
    )
