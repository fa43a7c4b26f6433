"""Which posts can be filled at the same time: a maximum matching of posts and people."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TypeAlias

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_flow

from services.reporting.domain.counting import PeopleClass
from services.reporting.domain.plan import Post
from services.reporting.domain.workforce import Organisation

# Who fits the same lines of posts is interchangeable: the lines' places in the list -> how many.
Supply: TypeAlias = Mapping[tuple[int, ...], int]


def fill(
    posts: Sequence[Post], *, classes: Mapping[PeopleClass, int], organisation: Organisation
) -> tuple[int, ...]:
    """How many of each line's posts can be filled when the lines are served in the listed order.

    For line k this is M(1..k) - M(1..k-1), where M is the size of a maximum matching of those
    lines' posts with people of the post's unit, or under it, who meet the role level. So the
    numbers sum to the size of the matching of all lines together.
    """
    supply = _supply(posts, classes=classes, organisation=organisation)
    if not supply:
        return (0,) * len(posts)
    return tuple(_shares(_Flow([post.headcount for post in posts], supply), 0, len(posts)))


def fill_last(
    posts: Sequence[Post],
    last: int,
    *,
    classes: Mapping[PeopleClass, int],
    organisation: Organisation,
) -> int:
    """The sum of what `fill` gives the last so many lines, without each of them."""
    supply = _supply(posts, classes=classes, organisation=organisation)
    if not supply:
        return 0
    flow = _Flow([post.headcount for post in posts], supply)
    return flow.matched(len(posts)) - flow.matched(len(posts) - last)


def _shares(flow: "_Flow", first: int, last: int) -> list[int]:
    """What each line from `first` to before `last` adds; it stops where all or none are filled."""
    added = flow.matched(last) - flow.matched(first)
    wanted = flow.headcounts[first:last]
    if added == sum(wanted):
        return wanted
    if added == 0 or len(wanted) == 1:
        return [added] + [0] * (len(wanted) - 1)
    middle = (first + last) // 2
    return _shares(flow, first, middle) + _shares(flow, middle, last)


def _supply(
    posts: Sequence[Post], *, classes: Mapping[PeopleClass, int], organisation: Organisation
) -> Supply:
    lines_of = defaultdict(list)
    for line, post in enumerate(posts):
        lines_of[post.role_level].append((line, organisation.below(post.unit)))
    supply: Counter[tuple[int, ...]] = Counter()
    for (unit, meets), number in classes.items():
        fits = (line for one in meets for line, units in lines_of[one] if unit in units)
        supply[tuple(sorted(fits))] += number
    supply.pop((), None)  # people who fit no line
    return supply


class _Flow:
    """The matching as a flow, since posts of a line and people of a kind are many but alike.

    It runs from a source to the lines, on to the people, on to a sink; the numbers are capacities.
    """

    def __init__(self, headcounts: list[int], supply: Supply) -> None:
        self.headcounts = headcounts
        lines, kinds = len(headcounts), len(supply)
        self._sink = lines + kinds + 1
        from_source = [(0, 1 + line) for line in range(lines)]
        pairs = [(1 + line, 1 + lines + kind) for kind, fits in enumerate(supply) for line in fits]
        to_sink = [(1 + lines + kind, self._sink) for kind in range(kinds)]
        self._edges = np.array([*from_source, *pairs, *to_sink]).T
        self._rest = [*(headcounts[line - 1] for line, _ in pairs), *supply.values()]
        self.matched = cache(self._matched)

    def _matched(self, served: int) -> int:
        """M of the first so many lines: the others get nothing from the source."""
        unserved = len(self.headcounts) - served
        capacities = self.headcounts[:served] + [0] * unserved + self._rest
        graph = csr_array(
            (np.array(capacities, dtype=np.int32), tuple(self._edges)),
            shape=(self._sink + 1, self._sink + 1),
        )
        return int(maximum_flow(graph, 0, self._sink).flow_value)
