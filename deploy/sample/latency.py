"""How long an event takes from HTTP to readiness, measured on single events."""

import time
from functools import partial
from statistics import median

from deploy.sample.client import until
from deploy.sample.dates import instant
from deploy.sample.sending import send_one
from deploy.sample.stage import Stage
from deploy.sample.story import Item, Measure


def measure(stage: Stage, act: Measure) -> None:
    """Send each completion once the one before it is seen; say the median and the slowest.

    All that was sent before must have arrived, else it would be taken for the completion.
    """
    if stage.again:
        stage.client.settled()
    seconds = []
    for staff_number in act.staff_numbers:
        before, began = _held(stage, act), time.perf_counter()
        reply = send_one(stage, act, _item(stage, act, staff_number))
        if stage.again and reply.status == 200:
            continue  # it arrived before the play broke off
        what = f"{act.title}: {staff_number}"
        stage.expect(what, got=reply.status, wanted=201)
        until(partial(_seen, stage, act, before), f"{what} to be seen")
        seconds.append(time.perf_counter() - began)
    _report(stage, act, sorted(seconds))


def _seen(stage: Stage, act: Measure, before: int) -> bool:
    return _held(stage, act) > before


def _held(stage: Stage, act: Measure) -> int:
    path = f"/reporting/api/v1/readiness/units/{act.unit}"
    unit = stage.client.get(path, who=stage.client.user("auditor"))
    return next(int(row["held"]) for row in unit["skills"] if row["skill"] == act.skill)


def _item(stage: Stage, act: Measure, staff_number: str) -> Item:
    return Item(
        id=f"{act.course}/{staff_number}/day",
        type=act.type,
        data={
            "staff_number": staff_number,
            "course": act.course,
            "completed_on": act.completed_on,
        },
        time=instant(stage.today.isoformat(), act.at),
    )


def _report(stage: Stage, act: Measure, seconds: list[float]) -> None:
    stage.say(f"{act.title}: {len(seconds)}")
    if seconds:
        # Of so few, the 99th percentile is the longest.
        middle, longest = median(seconds) * 1000, seconds[-1] * 1000
        stage.marker.seen["latency"] = {"median_ms": round(middle), "p99_ms": round(longest)}
        stage.say(f"From HTTP to readiness: median {middle:.0f} ms, p99 {longest:.0f} ms")
