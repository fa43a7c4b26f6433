"""What the pages cost: the first byte of a large team's matrix, and how heavy pages are.

The people of the team are put straight into reporting's database, since bringing them in is not
what is measured.
"""

from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

from deploy.bench.browser import Browser, weight
from deploy.bench.figures import Figure, milliseconds
from deploy.bench.instants import now_in_versions
from deploy.bench.system import System
from deploy.bench.workload import person
from deploy.local import run_file

PEOPLE, SKILLS = 50, 30
FIRST = 9_000_000  # of their numbers: nobody else who is made up has one of these
UNIT = ROLE = "benchmark-pages"
MATRIX = f"/reporting/team?unit={UNIT}&skills=all"
VIEWS = 200
ROLES = ("auditor", "people-admin", "learning-admin", "digital-lead", "operator")
"""Who opens pages to find the heaviest one: together they see every kind of page."""


def figures(system: System) -> tuple[Figure, ...]:
    """The matrix of 50 people × 30 skills, and the heaviest of all other pages."""
    _make_team(system)
    browser = _browser(system, "auditor")
    matrix = weight(browser, browser.get(MATRIX))
    heavy, path = max(_weights(system))
    system.note(f"pages: the heaviest other one is {path}")
    return (
        *milliseconds(f"first byte of the matrix of {PEOPLE} × {SKILLS}", _first_bytes(browser)),
        Figure(name="weight of that page", value=matrix / 1000, unit="kB"),
        Figure(name="weight of the heaviest other page", value=heavy / 1000, unit="kB"),
    )


def _first_bytes(browser: Browser) -> Sequence[float]:
    """One view after the other, by one person."""
    cells = browser.get(MATRIX).text.count("<td class=")
    if cells < PEOPLE * SKILLS:
        raise RuntimeError(f"The matrix shows {cells} cells, not {PEOPLE} × {SKILLS}.")
    return [browser.get(MATRIX).elapsed.total_seconds() for _ in range(VIEWS)]


def _weights(system: System) -> Iterator[tuple[int, str]]:
    for role in ROLES:
        browser = _browser(system, role)
        for page in browser.some_of_each():
            yield weight(browser, page), urlsplit(page.url).path


def _browser(system: System, role: str) -> Browser:
    run = run_file.describe(system.stack)
    user = next(one for one in run["users"] if role in one["roles"])
    return Browser(run["url"], username=user["username"], password=user["password"])


def _make_team(system: System) -> None:
    """A unit of people whose role needs 30 skills; each holds another level in each of them."""
    reporting, version = system.database("reporting"), now_in_versions()
    skills = [f"benchmark-skill-{n}" for n in range(SKILLS)]
    needed = [{"skill": each, "level": 3} for each in skills]
    role = {"role_level": ROLE, "name": "Benchmark", "role": "Benchmark", "requires": needed}
    unit = {"unit": UNIT, "name": "Pages of the benchmark", "parent": None, "path": [UNIT]}
    named = [{"skill": each, "name": each.replace("-", " ").capitalize()} for each in skills]
    people = [{**person(FIRST + n, UNIT), "role_level": ROLE} for n in range(PEOPLE)]
    levels = [
        {"staff_number": one["staff_number"], "levels": [*_levels(number, skills)]}
        for number, one in enumerate(people)
    ]
    for kind, key, made in (
        ("skills", "skill", named),
        ("role_levels", "role_level", [role]),
        ("units", "unit", [unit]),
        ("people", "staff_number", people),
        ("levels", "staff_number", levels),
    ):
        copies = [{"_id": each[key], "version": version, **each} for each in made]
        reporting[f"{kind}-1"].insert_many(copies)


def _levels(number: int, skills: Sequence[str]) -> Iterator[dict[str, Any]]:
    for position, skill in enumerate(skills):
        verified = (number + position) % 5
        claimed = max(verified, (number * position) % 5)
        step = {"from": "2026-01-01", "verified": verified, "claimed": claimed}
        yield {"skill": skill, "judged_on": None, "steps": [step]}
