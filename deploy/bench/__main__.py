"""`python -m deploy.bench [--only PART]`: measure the whole system on throw-away data."""

import argparse
import os
import signal
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from pymongo import MongoClient
from rich.console import Console

from deploy.bench import answering, memory, organisation, pages, relaying, report, rounds
from deploy.bench.figures import Figure
from deploy.bench.helpers import Helpers
from deploy.bench.system import SETTINGS, System
from deploy.local import run_file, terminal
from deploy.local.errands import ErrandFailedError
from deploy.local.screen import Screen
from deploy.local.stack import PARTS, running
from deploy.local.supervisor import NotReadyError
from deploy.sample.client import Client

NAMED = ("MONGO_URL", "KAFKA_BOOTSTRAP_SERVERS", "OIDC_ISSUER")


def main() -> int:
    """Measure, print a table and write the JSON file; return the exit code."""
    parts = _asked()
    named = [name for name in NAMED if name in os.environ]
    if named:
        print(
            f"The benchmark fills its servers with made-up people, so it starts its own."
            f" Unset {', '.join(named)}.",
            file=sys.stderr,
        )
        return 1
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    screen = terminal.screen()
    try:
        figures = _measure(screen, parts)
    except KeyboardInterrupt:
        return 1
    except (ErrandFailedError, NotReadyError) as error:
        print(error, file=sys.stderr)
        return 1
    finally:
        screen.settle()
    report.write(figures)
    Console().print(report.table(figures))
    return 0


def _asked() -> list[str]:
    parser = argparse.ArgumentParser(prog="python -m deploy.bench", description=__doc__)
    parser.add_argument("--only", choices=MEASURES, help="one part of the figures (default: all)")
    only = parser.parse_args().only
    return [only] if only else list(MEASURES)


def _measure(screen: Screen, parts: Sequence[str]) -> list[Figure]:
    with _system(screen) as system:
        today = datetime.now(UTC).date()
        data = system.stack.place.data
        organisation.play_sample(system.client, data=data, note=system.note, today=today)
        return [figure for part in parts for figure in MEASURES[part](system, today)]


def _waiting(system: System, today: date) -> Sequence[Figure]:
    system.note("GET /readiness")
    system.client.settled()
    reads = answering.reads(system.client)
    system.note("HTTP to readiness")
    numbers = organisation.add_unit(system.client)
    return [*answering.latency(system.client, numbers, day=today), *reads]


def _looking(system: System, _today: date) -> Sequence[Figure]:
    system.note("pages")
    return pages.figures(system)


def _under_load(system: System, today: date) -> Sequence[Figure]:
    found = system.database("courses").courses.distinct("_id")
    courses = tuple(course for course in found if course != organisation.COURSE)
    organisation.make_twins(system)
    relaying.make_topic(system.kafka)
    system.hold(rounds.HELD)
    figures = rounds.figures(system, courses=courses, day=today)
    system.note("memory")
    system.let_go(rounds.HELD)
    system.client.settled()
    return [*figures, *memory.figures(system.stack)]


@contextmanager
def _system(screen: Screen) -> Iterator[System]:
    with (
        tempfile.TemporaryDirectory(prefix="readiness-bench-") as folder,
        Helpers() as helpers,
        running(data=Path(folder), parts=PARTS, settings=SETTINGS, screen=screen) as stack,
    ):
        mongo: MongoClient[dict[str, Any]] = MongoClient(stack.environment["MONGO_URL"])
        yield System(
            stack=stack,
            client=Client(run_file.describe(stack)),
            mongo=mongo,
            helpers=helpers,
            note=lambda doing: screen.note("benchmark", doing),
        )
        mongo.close()


MEASURES = {"waiting": _waiting, "pages": _looking, "load": _under_load}

if __name__ == "__main__":
    sys.exit(main())
