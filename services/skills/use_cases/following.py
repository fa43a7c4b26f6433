"""Following training records, and the levels that they and other evidence come to."""

from collections.abc import Mapping, Sequence

from services.contracts.envelope import Event
from services.skills import events, projections
from services.skills.domain import profile
from services.skills.store import PersonLevels, SkillsWork


def note_training(work: SkillsWork, happened: Sequence[Event]) -> None:
    """Follow training records, and publish the levels that they change."""
    kept = projections.keep_training(work.training, happened)
    if work.basis.rebuilding:
        return
    traces = {event.subject.partition("/")[0]: event.traceparent for event in kept}
    renew_levels(work, tuple(traces), traces)


def renew_levels(
    work: SkillsWork, numbers: Sequence[str], traces: Mapping[str, str | None] | None = None
) -> None:
    """Work out the levels of these people anew, and publish those that changed.

    What they are exempt from stays as it was said last. The stored profile is written each time,
    changed or not: two transactions that add evidence about one person must meet on it, else
    neither would see what the other adds.
    """
    work.levels.fetch(numbers)
    work.evidence.fetch_groups(numbers)
    work.training.fetch_groups(numbers)
    for number in numbers:
        made = profile(work.evidence_of(number))
        before = work.levels.get(number) or PersonLevels(number)
        now = PersonLevels(number, made.levels, made.waiting, before.exempt)
        changed = now != before
        version = work.levels.put(now)
        if changed:
            work.trace = (traces or {}).get(number, work.trace)
            events.levels_changed(work, now, version)
