"""`python -m services.<service> COMMAND`: processes and the operator's commands of a service."""

import argparse
import gc
import json
import sys
from collections.abc import Callable, Sequence
from typing import Any

from services.chassis import consuming, logs
from services.chassis.dead_letters import DEAD_LETTERS
from services.chassis.documents import to_document
from services.chassis.mongo import IMPORT_SECONDS
from services.chassis.processes import Process
from services.chassis.service import Service
from services.chassis.settings import MissingSettings, Settings

PIECE = 200


def main(service: Service, arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is 0 when it did what it was asked."""
    asked = _parser(service).parse_args(arguments)
    try:
        settings = Settings.from_env()
    except MissingSettings as error:
        say(str(error))
        return 2
    logs.configure(service.name, asked.command, settings.log_level)
    process = Process(service, settings, asked.command)
    # What was imported stays for good: a search for garbage need not go through it each time.
    gc.freeze()
    run: Callable[[Process, argparse.Namespace], int] = asked.run
    return run(process, asked)


def say(text: str) -> None:
    """A line for the person at the terminal."""
    sys.stderr.write(text + "\n")


def _parser(service: Service) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=f"python -m services.{service.name}", description=f"Processes of {service.name}."
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(name: str, run: Callable[..., int], text: str, **more: Any) -> Any:
        made = commands.add_parser(name, help=text, description=text, **more)
        made.set_defaults(run=run)
        return made

    command("relay", _relay, "Send the event log to Kafka, until stopped.")
    command("consumer", _consumer, "Apply what Kafka brings, until stopped.")
    command("rebuild", _rebuild, "Fill the read models anew from Kafka and switch to them.")
    again = command("republish", _republish, "Publish the current state of things again.")
    names = sorted(kind.name for kind in service.republishes)
    again.add_argument("--what", choices=names, help="only these things (default: all)")
    letters = command("dead-letters", _dead_letters, "List what was set aside, or replay it.")
    letters.add_argument("do", choices=("list", "replay"))
    letters.add_argument("id", nargs="*", help="replay only these (default: all)")
    return parser


def _relay(process: Process, _asked: argparse.Namespace) -> int:
    process.run_relay()
    return 0


def _consumer(process: Process, _asked: argparse.Namespace) -> int:
    process.run_consumer()
    return 0


def _rebuild(process: Process, _asked: argparse.Namespace) -> int:
    process.run_rebuild(say)
    return 0


def _republish(process: Process, asked: argparse.Namespace) -> int:
    mongo = process.mongo
    for kind, republish in process.service.republishes.items():
        if asked.what not in (None, kind.name):
            continue
        collection = mongo.database[kind.collection(mongo.generation())]
        ids = [found["_id"] for found in collection.find({}, {"_id": 1})]
        for start in range(0, len(ids), PIECE):
            _in_pieces(process, republish, ids[start : start + PIECE])
        say(f"{kind.name}: {len(ids)} published again.")
    return 0


def _in_pieces(process: Process, republish: Callable[[Any, str], None], ids: list[str]) -> None:
    def once(work: Any) -> None:
        for identity in ids:
            republish(work, identity)

    process.mongo.transact(once, seconds=IMPORT_SECONDS)


def _dead_letters(process: Process, asked: argparse.Namespace) -> int:
    letters = process.mongo.read(lambda work: work.dead_letters.find({}, sort=[("at", 1)]))
    chosen = [letter for letter in letters if not asked.id or letter.id in asked.id]
    if asked.do == "list":
        for letter in chosen:
            row = {**to_document(letter), "at": letter.at.isoformat()}
            sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
        return 0
    replay = consuming.replay(process.service)
    done = [process.mongo.transact(lambda w, i=letter.id: replay(w, i)) for letter in chosen]  # type: ignore[misc]  # lambda
    say(f"{sum(done)} applied, {len(done) - sum(done)} refused again ({DEAD_LETTERS.name}).")
    return 0 if all(done) else 1
