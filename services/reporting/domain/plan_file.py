"""A plan as a table: a row for each line of posts, with the fields of its initiative repeated."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from services.reporting.domain.plan import Initiative, Post

COLUMNS = (
    "initiative",
    "title",
    "summary",
    "starts_on",
    "deadline",
    "priority",
    "budget_pence",
    "role_level",
    "unit",
    "headcount",
)
MOST_LINES = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRow:
    """A row of the table. `said` has the fields of the initiative, as far as there are columns."""

    line: int
    initiative: str
    said: Mapping[str, Any]
    post: Post | None


@dataclass(frozen=True, slots=True)
class Gathered:
    """An initiative as the rows of a table have it, and why it cannot stand, by line."""

    initiative: str
    lines: tuple[int, ...]
    said: Mapping[str, Any]
    posts: tuple[Post, ...]
    objections: Mapping[int, str] = field(default_factory=dict)

    def applied_to(self, before: Initiative | None) -> Initiative:
        """What the initiative is then; a column that the table lacks keeps its value."""
        if before is None:
            return Initiative(initiative=self.initiative, posts=self.posts, **self.said)
        return replace(before, posts=self.posts, **self.said)


def rows_of(plan: Iterable[Initiative]) -> Iterator[tuple[Any, ...]]:
    """The plan as rows of COLUMNS; an initiative without posts has one with empty places."""
    for one in plan:
        days = (one.starts_on and one.starts_on.isoformat(), one.deadline.isoformat())
        start = (one.initiative, one.title, one.summary, *days, one.priority, one.budget_pence)
        for post in one.posts:
            yield (*start, post.role_level, post.unit, post.headcount)
        if not one.posts:
            yield (*start, None, None, None)


def gather(rows: Sequence[PlanRow], unread: Mapping[int, str]) -> tuple[Gathered, ...]:
    """The initiatives of a table, each from all of its rows, in the order of their first ones.

    `unread`: by line, the initiative of each row that could not be read. An initiative of which a
    row cannot stand is not taken at all: it would lose posts without a word.
    """
    by_initiative: defaultdict[str, list[PlanRow]] = defaultdict(list)
    for row in rows:
        by_initiative[row.initiative].append(row)
    return tuple(_gathered(each, unread) for each in by_initiative.values())


def same(before: Initiative | None, after: Initiative) -> bool:
    """Whether a table says nothing new; it holds no spaces around a text."""
    return before is not None and _trimmed(before) == _trimmed(after)


def _trimmed(one: Initiative) -> Initiative:
    return replace(one, title=one.title.strip(), summary=(one.summary or "").strip() or None)


def _gathered(rows: Sequence[PlanRow], unread: Mapping[int, str]) -> Gathered:
    first = rows[0]
    objections = {row.line: reason for row in rows if (reason := _differs(row, first))}
    bad = [line for line, name in unread.items() if name == first.initiative]
    posts = tuple(row.post for row in rows if row.post)
    if len(posts) > MOST_LINES:
        objections[rows[-1].line] = f"Must have at most {MOST_LINES} rows for one initiative."
    if bad or objections:
        culprit = min([*bad, *objections])
        reason = f"Line {culprit} of the same initiative cannot be used, so none of it is."
        objections = {row.line: reason for row in rows} | objections
    return Gathered(
        first.initiative, tuple(row.line for row in rows), first.said, posts, objections
    )


def _differs(row: PlanRow, first: PlanRow) -> str:
    differing = [name for name in first.said if row.said.get(name) != first.said[name]]
    if not differing:
        return ""
    names = ", ".join(differing)
    return f"{names}: Must be the same in each row of an initiative, as in line {first.line}."
