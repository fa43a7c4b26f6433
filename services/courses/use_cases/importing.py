"""A CSV file of courses: each row is a course, and rows may name later rows in `after`."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace

from services.chassis.access import Caller
from services.chassis.errors import DomainError
from services.chassis.imports import Changed, ImportReport, Row, RowReport, RowStatus
from services.courses.domain import Course, check_after
from services.courses.store import CoursesWork
from services.courses.use_cases.catalogue import AFTER_LOCK, save_course

Objection = Callable[[Course], str]
"""Why a course cannot stand; empty where it can."""


def import_courses(
    work: CoursesWork,
    _caller: Caller,
    *,
    rows: Sequence[Row],
    refused: Sequence[RowReport],
    file: str,
) -> ImportReport:
    """Add and change what the good rows say; `refused` are those that could not be read.

    Of a column that the file lacks every course keeps what it has. A course that the file lacks is
    counted as missing, and kept. The same file again changes nothing.
    """
    work.locks.put(AFTER_LOCK)
    before = {each.course: each for each in work.courses.take({})}
    work.courses.fetch(row.loaded.course for row in rows)
    rows = [_laid_over(before.get(row.loaded.course), row) for row in rows]
    good, objections = _sift(rows, before)
    new = [row.loaded for row in good if row.loaded.course not in before]
    changed = [row.loaded for row in good if before.get(row.loaded.course) != row.loaded]
    for course in changed:
        save_course(work, course)
    named = {row.loaded.course for row in rows}
    missing = [each for each in before.values() if not each.withdrawn and each.course not in named]
    reports = [*refused, *_reports(rows, objections, {c.course for c in changed}, file)]
    return ImportReport(
        rows=tuple(sorted(reports, key=lambda report: report.line)),
        changed=Changed(added=len(new), changed=len(changed) - len(new), missing=len(missing)),
    )


def _laid_over(before: Course | None, row: Row) -> Row:
    """The row with what the file says nothing of taken from the course as it is."""
    if before is None:
        return row
    kept = {each.name: getattr(before, each.name) for each in fields(Course)}
    del kept["withdrawn"]  # to be in a file brings a course back
    silent = {name: value for name, value in kept.items() if name not in row.columns}
    return replace(row, loaded=replace(row.loaded, **silent))


def _sift(
    rows: Sequence[Row], before: Mapping[str, Course]
) -> tuple[Sequence[Row], Mapping[int, str]]:
    """The rows that can stand together, and by line why the others cannot."""
    objections: dict[int, str] = {}
    good = _without(rows, _stands_twice(), objections)
    good = _without(good, _shares_external_id(before), objections)
    while True:
        # A row that is refused may take along those that come after its course.
        left = _without(good, _breaks_order(good, before), objections)
        if len(left) == len(good):
            return good, objections
        good = left


def _without(
    rows: Sequence[Row], objection: Objection, objections: dict[int, str]
) -> Sequence[Row]:
    found = {row.line: objection(row.loaded) for row in rows}
    objections.update({line: reason for line, reason in found.items() if reason})
    return [row for row in rows if not found[row.line]]


def _stands_twice() -> Objection:
    seen: set[str] = set()

    def objection(course: Course) -> str:
        twice = course.course in seen
        seen.add(course.course)
        return "course: Stands in the file twice; the first row counts." if twice else ""

    return objection


def _shares_external_id(before: Mapping[str, Course]) -> Objection:
    holders = {pair: each.course for each in before.values() for pair in each.external_ids}

    def objection(course: Course) -> str:
        for pair in course.external_ids:
            holder = holders.setdefault(pair, course.course)
            if holder != course.course:
                return f"external_ids: {pair.id} names the course “{holder}” already."
        return ""

    return objection


def _breaks_order(rows: Sequence[Row], before: Mapping[str, Course]) -> Objection:
    after_of = {name: each.after for name, each in before.items()}
    after_of |= {row.loaded.course: row.loaded.after for row in rows}

    def objection(course: Course) -> str:
        try:
            check_after(course, after_of=after_of)
        except DomainError as error:
            return f"after: {error}"
        return ""

    return objection


def _reports(
    rows: Sequence[Row], objections: Mapping[int, str], changed: set[str], file: str
) -> Sequence[RowReport]:
    def status(row: Row) -> RowStatus:
        if row.line in objections:
            return RowStatus.REFUSED
        return RowStatus.IMPORTED if row.loaded.course in changed else RowStatus.UNCHANGED

    return [
        RowReport(file=file, line=row.line, status=status(row), reason=objections.get(row.line, ""))
        for row in rows
    ]
