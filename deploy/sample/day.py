"""Plays the sample on a running system: sets it up, plays a day, shows what it changed."""

import os
from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from requests import RequestException

from deploy.sample import figures, setting_up
from deploy.sample.client import Client, Unexpected
from deploy.sample.latency import measure
from deploy.sample.sending import send
from deploy.sample.stage import Marker, Stage
from deploy.sample.story import Act, Ask, Measure, Send, working_day
from deploy.sample.tables import readiness_table
from deploy.sample.working_day import answer, ask

Step = tuple[str, Callable[[Stage], None]]
SETTING_UP: tuple[Step, ...] = (
    ("framework", setting_up.import_framework),
    ("units", setting_up.import_units),
    ("people", setting_up.import_people),
    ("courses", setting_up.import_courses),
    ("plan", setting_up.make_plan),
    ("past", setting_up.bring_the_past),
)


def play(run: dict[str, Any], *, data: Path, say: Callable[[str], None]) -> bool:
    """Play what has not been played yet on the system that `run` (run.json) describes.

    `data` is the folder of its data, where `sample.json` notes the steps done; `say` is given what
    a person should read. Returns whether every answer and figure was what the sample says; each
    that was not is named. Where the play cannot go on it says so; the next one goes on there.
    """
    marker = Marker(data / "sample.json", today=_today())
    stage = Stage(client=Client(run), marker=marker, say=say)
    try:
        _go_on(stage)
    except (Unexpected, RequestException) as error:
        say(f"The play broke off: {error}. The next start goes on from there.")
        return False
    for difference in marker.differences:
        say(f"Not as the sample says: {difference}")
    if not marker.differences:
        say("Every answer and figure is as the sample says.")
    return not marker.differences


def _go_on(stage: Stage) -> None:
    for name, step in _steps(stage.today):
        if name not in stage.marker.done:
            stage.again = stage.marker.begin(name)
            step(stage)
            stage.marker.end(name)


def _steps(today: date) -> tuple[Step, ...]:
    acts: tuple[Step, ...] = tuple(
        (act.title, partial(_perform, act)) for act in working_day(today=today)
    )
    return (*SETTING_UP, ("before", _before), *acts, ("after", _after))


def _perform(act: Act, stage: Stage) -> None:
    if isinstance(act, Send):
        send(stage, act)
    elif isinstance(act, Ask):
        ask(stage, act)
    elif isinstance(act, Measure):
        measure(stage, act)
    else:
        answer(stage, act)


def _before(stage: Stage) -> None:
    stage.client.settled()
    figures.observe(stage, "before")
    stage.say(readiness_table("Readiness before the day", {"before": stage.marker.seen["before"]}))


def _after(stage: Stage) -> None:
    stage.client.settled()
    for moment in ("after", "in 60 days"):
        figures.observe(stage, moment)
    figures.check_people(stage)
    figures.check_discretion(stage)
    moments = {moment: stage.marker.seen[moment] for moment in figures.MOMENTS}
    stage.say(readiness_table("Readiness after the day", moments))


def _today() -> date:
    zone = os.environ.get("BUSINESS_TIME_ZONE", "Europe/London")
    return datetime.now(ZoneInfo(zone)).date()
