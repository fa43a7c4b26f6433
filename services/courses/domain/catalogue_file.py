"""The catalogue as rows of a file, in the columns in which courses are brought in."""

from decimal import Decimal

from services.courses.domain.catalogue import Course, Outcome

COLUMNS = (
    *("course", "title", "provider", "summary", "mode", "hours", "cost_pence", "valid_months"),
    *("outcomes", "prerequisites", "after", "url", "external_ids"),
)


def row_of(course: Course) -> tuple[object, ...]:
    """The cells of a course, in the order of `COLUMNS`. Lists are set off by semicolons."""
    return (
        course.course,
        course.title,
        course.provider,
        course.summary,
        course.mode and course.mode.value,
        None if course.hours is None else _plain(course.hours),
        course.cost_pence,
        course.valid_months,
        _levels(course.outcomes),
        _levels(course.prerequisites),
        ";".join(course.after),
        course.url,
        ";".join(f"{pair.source}={pair.id}" for pair in course.external_ids),
    )


def _plain(number: float) -> str:
    digits = f"{Decimal(str(number)):f}"
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def _levels(outcomes: tuple[Outcome, ...]) -> str:
    return ";".join(f"{one.skill}:{one.level}" for one in outcomes)
