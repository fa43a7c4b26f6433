"""Who and what is measured: the sample organisation, and a unit of made-up people beside it."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

from deploy.bench import twin
from deploy.bench.instants import now_in_versions
from deploy.bench.system import SERVICES, System
from deploy.bench.workload import people_entries, person, staff_number
from deploy.sample.client import Client
from deploy.sample.day import SETTING_UP
from deploy.sample.stage import Marker, Stage

UNIT = COURSE = INITIATIVE = "benchmark"
WAITING_FOR_ONE_EVENT = 30
# How many of the people whose completions are followed reporting hears of at that time.
HEARD_OF = 5_000


def play_sample(client: Client, *, data: Path, note: Callable[[str], None], today: date) -> None:
    """Bring in the sample's framework, people, courses, plan and past, by the public interface."""
    marker = Marker(data / "sample.json", today=today)
    stage = Stage(client=client, marker=marker, say=lambda _line: None)
    for name, step in SETTING_UP:
        note(f"sample: {name}")
        step(stage)


def add_unit(client: Client) -> Sequence[str]:
    """Add a unit with one initiative that a course of its own makes its people fit for.

    Returns their staff numbers.
    """
    role = client.get("/skills/api/v1/role-levels", who="hr-system", params={"limit": 1})
    wanted = role["items"][0]
    admin, lead = client.user("learning-admin"), client.user("digital-lead")
    course = {"title": "Benchmark", "outcomes": wanted["requires"]}
    client.must("PUT", f"/courses/api/v1/courses/{COURSE}", who=admin, json=course)
    client.must(
        "PUT",
        f"/skills/api/v1/units/{UNIT}",
        who="hr-system",
        json={"name": "Benchmark"},
    )
    numbers = [staff_number(number) for number in range(WAITING_FOR_ONE_EVENT)]
    _import_people(client, numbers)
    post = {"role_level": wanted["role_level"], "unit": UNIT, "headcount": len(numbers)}
    initiative = {"title": "Benchmark", "deadline": "2099-12-31", "priority": 1, "posts": [post]}
    path = f"/reporting/api/v1/initiatives/{INITIATIVE}"
    client.must("PUT", path, who=lead, json=initiative)
    return numbers


def _import_people(client: Client, numbers: Sequence[str]) -> None:
    rows = "".join(f"{number},Benchmark,{UNIT}\n" for number in numbers)
    files = {"file": ("people.csv", f"staff_number,name,unit\n{rows}", "text/csv")}
    client.must("POST", "/skills/api/v1/people/imports", who="hr-system", files=files)


def add_people(system: System, first: int, end: int) -> int:
    """Let courses know made-up people, and let some of them wait in the event log of skills.

    They are put straight into the databases, since bringing them in is not what is measured.
    Returns how many wait.
    """
    version = now_in_versions()
    copies = [
        {"_id": staff_number(number), "version": version, **person(number, UNIT)}
        for number in range(first, end)
    ]
    system.database("courses")["people-1"].insert_many(copies)
    some = people_entries(_people(first, min(first + HEARD_OF, end)), version)
    system.database("skills").event_log.insert_many(some)
    return len(some)


def make_twins(system: System) -> None:
    """Make the databases that the bare limits write to."""
    for service in SERVICES:
        twin.make(system.database(service))


def _people(first: int, end: int) -> Iterator[dict[str, object]]:
    return (person(number, UNIT) for number in range(first, end))
