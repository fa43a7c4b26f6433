"""Readiness as the services give it, and as the sample says that it must be."""

from datetime import date, timedelta
from typing import Any

from deploy.sample.client import Client
from deploy.sample.stage import Stage
from deploy.sample.story import read

MOMENTS = {"before": 0, "after": 0, "in 60 days": 60}
SHARES = ("posts", "fillable", "readiness", "fillable_in_plan", "readiness_in_plan")


def readiness(client: Client, *, on: date | None = None) -> dict[str, Any]:
    """The plan and each initiative with its lines, by id, as an auditor reads them."""
    auditor, day = client.user("auditor"), {"on": on.isoformat()} if on else {}
    path = "/reporting/api/v1/readiness"
    whole = client.get(path, who=auditor, params={**day, "limit": 200})
    initiatives = {
        item["initiative"]: client.get(
            f"{path}/initiatives/{item['initiative']}", who=auditor, params=day
        )
        for item in whole["items"]
    }
    return {"plan": {**whole, "items": None}, "initiatives": initiatives}


def observe(stage: Stage, moment: str) -> None:
    """Read readiness at this moment of the play, keep it for the tables and check every figure."""
    later = MOMENTS[moment]
    on = stage.today + timedelta(days=later) if later else None
    seen = readiness(stage.client, on=on)
    stage.marker.seen[moment] = seen
    expected = read("expected.json", today=stage.today)["readiness"][moment]
    stage.expect(f"{moment}: the plan", got=seen["plan"], wanted=expected["plan"])
    for name, wanted in expected["initiatives"].items():
        got = seen["initiatives"].get(name, {})
        shares = {key: part for key, part in wanted.items() if key != "lines"}
        stage.expect(f"{moment}: {name}", got=got, wanted=shares)
        _check_lines(stage, f"{moment}: {name}", got.get("lines", []), wanted["lines"])


def _check_lines(stage: Stage, where: str, got: list[Any], wanted: list[Any]) -> None:
    lines = {(line["role_level"], line["unit"]): line for line in got}
    for line in wanted:
        key = line["role_level"], line["unit"]
        figures = {"fillable": line["fillable"], "fillable_in_plan": line["fillable_in_plan"]}
        figures["meeting"] = len(line["meets"])
        stage.expect(f"{where}, {' in '.join(key)}", got=lines.get(key, {}), wanted=figures)


def check_people(stage: Stage) -> None:
    """Check levels of single people that the day changed, or must not have changed."""
    auditor = stage.client.user("auditor")
    for wanted in read("expected.json", today=stage.today)["people"]:
        path = f"/skills/api/v1/people/{wanted['staff_number']}/levels"
        levels = stage.client.get(path, who=auditor)["items"]
        verified = {row["skill"]: row["verified"] for row in levels}.get(wanted["skill"], 0)
        what = f"{wanted['staff_number']}, {wanted['skill']} ({wanted['why']})"
        stage.expect(what, got=verified, wanted=wanted["verified"])


def check_discretion(stage: Stage) -> None:
    """Check that a dashboard is not told the figures of a post in a team of three."""
    wanted = read("expected.json", today=stage.today)["dashboard"]
    path = f"/reporting/api/v1/readiness/initiatives/{wanted['initiative']}"
    lines = stage.client.get(path, who="dashboard")["lines"]
    small = [line for line in lines if line["unit"] == wanted["unit"]]
    for line in small:
        told = [name for name in wanted["suppressed"] if line[name] is not None]
        what = f"the dashboard, {line['role_level']} in {line['unit']}, figures told"
        stage.expect(what, got=told, wanted=[])
    stage.expect("lines of the small team", got=len(small), wanted=wanted["lines"])
