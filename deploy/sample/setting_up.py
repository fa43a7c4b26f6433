"""The first steps: the framework, the organisation, the catalogue, the plan and the past."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from deploy.sample.dates import resolve_csv
from deploy.sample.sending import send
from deploy.sample.stage import Stage
from deploy.sample.story import DATA, past_requests, past_training, read
from deploy.sample.working_day import post


def import_framework(stage: Stage) -> None:
    """Import the roles and skills, as published, blemishes included."""
    files = {name: _file(stage, f"framework-{name}.csv") for name in ("roles", "skills")}
    _import(stage, "framework", "/skills/api/v1/framework/imports", who="people-admin", files=files)


def import_units(stage: Stage) -> None:
    """Import the tree of units."""
    _import_csv(stage, "units", "/skills/api/v1/units/imports", role="people-admin")


def import_people(stage: Stage) -> None:
    """Import the people with their managers."""
    _import_csv(stage, "people", "/skills/api/v1/people/imports", role="people-admin")


def import_courses(stage: Stage) -> None:
    """Import the catalogue."""
    _import_csv(stage, "courses", "/courses/api/v1/courses/imports", role="learning-admin")


def make_plan(stage: Stage) -> None:
    """Put the initiatives of the digital plan."""
    lead = stage.client.user("digital-lead")
    plan = read("initiatives.json", today=stage.today)
    for initiative in plan:
        body = {name: part for name, part in initiative.items() if name != "initiative"}
        path = f"/reporting/api/v1/initiatives/{initiative['initiative']}"
        made = {"If-None-Match": "*"}
        reply = stage.client.call("PUT", path, who=lead, json=body, headers=made)
        if not (stage.again and reply.status == 412):  # it was made before the play broke off
            stage.expect(f"plan: {initiative['initiative']}", got=reply.status, wanted=201)
    stage.say(f"Digital plan: {len(plan)} initiatives")


def bring_the_past(stage: Stage) -> None:
    """Post what people learned in earlier years, what managers assessed and what staff claim."""
    requests = past_requests(today=stage.today)
    with ThreadPoolExecutor(2) as pool:
        signing_in = pool.map(stage.client.token, sorted({request.who for request in requests}))
        # Courses must have heard of the people, to say of nobody that they are not known yet.
        stage.client.arrived(source="skills", reader="courses")
        list(signing_in)
    for batch in past_training(today=stage.today):
        send(stage, batch)
    for request in requests:
        post(stage, request)
    stage.say(f"Earlier assessments and claims: {len(requests)}")


def _import_csv(stage: Stage, what: str, path: str, *, role: str) -> None:
    _import(stage, what, path, who=role, files={"file": _file(stage, f"{what}.csv")})


def _file(stage: Stage, name: str) -> tuple[str, str, str]:
    text = (DATA / name).read_text(encoding="utf-8")
    return name, resolve_csv(text, today=stage.today), "text/csv"


def _import(stage: Stage, what: str, path: str, *, who: str, files: dict[str, Any]) -> None:
    report = stage.client.must("POST", path, who=stage.client.user(who), files=files)
    counts = dict.fromkeys(("imported", "unchanged", "ignored", "refused"), 0)
    for row in report["rows"]:
        counts[row["status"]] += 1
    stage.say(
        f"Import of {what}: " + ", ".join(f"{n} {status}" for status, n in counts.items() if n)
    )
    for row in report["rows"]:
        if row["status"] in ("ignored", "refused"):
            stage.say(f"  {row['file']}, line {row['line']}: {row['reason']}")
    counts["imported"] += counts.pop("unchanged") if stage.again else 0
    wanted = read("expected.json", today=stage.today)["imports"][what]
    stage.expect(f"import of {what}", got={**report, **counts}, wanted=wanted)
