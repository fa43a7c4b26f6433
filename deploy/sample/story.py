"""What the files of the sample say, as values: the history, and the acts of the working day."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Literal

import msgspec
from msgspec.structs import replace

from deploy.sample.dates import instant, resolve

DATA = Path(__file__).parent / "data"
LEARNING_SYSTEM = "https://learning.aldermere.example/completions"


class Written(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a file of the sample says; a field that nobody knows is a slip, and refused."""


class Item(Written, frozen=True, kw_only=True):
    """One event to send, and how it must be answered; items of one id are one event."""

    id: str
    type: str
    data: dict[str, Any]
    time: str = ""
    answer: Literal["accepted", "duplicate", "conflict", "refused"] = "accepted"
    pointer: str = ""
    waiting: bool = False


class Send(Written, frozen=True, kw_only=True):
    """A system sends one batch of events; `at` is the time of day, in UTC."""

    title: str
    at: str
    client: str
    service: str
    source: str
    events: tuple[Item, ...]


class Request(Written, frozen=True, kw_only=True):
    """Somebody who is signed in posts something."""

    who: str
    path: str
    body: dict[str, Any]
    status: int = 201


class Ask(Written, frozen=True, kw_only=True):
    """People post things, one after another."""

    title: str
    requests: tuple[Request, ...]


class Verdict(Written, frozen=True, kw_only=True):
    """Somebody answers the claim of a person that has the values of `find`."""

    who: str
    service: Literal["courses", "skills"]
    staff_number: str
    find: dict[str, str]
    body: dict[str, Any]
    status: int = 200


class Answer(Written, frozen=True, kw_only=True):
    """People answer claims, one after another."""

    title: str
    answers: tuple[Verdict, ...]


class Measure(Written, frozen=True, kw_only=True):
    """A learning system sends completions of one course one by one.

    Each is seen when one more of the unit's people is held to have the skill that their role needs.
    """

    title: str
    at: str
    client: str
    service: str
    source: str
    type: str
    course: str
    completed_on: str
    unit: str
    skill: str
    staff_numbers: tuple[str, ...]


Act = Send | Ask | Answer | Measure
KINDS: dict[str, type[Act]] = {"send": Send, "ask": Ask, "answer": Answer, "measure": Measure}


def read(name: str, *, today: date) -> Any:
    """A JSON file of the sample with its dates as they are on this day."""
    return resolve(json.loads((DATA / name).read_text(encoding="utf-8")), today=today)


def working_day(*, today: date) -> tuple[Act, ...]:
    """The acts of the day, in their order."""
    acts: dict[str, Act] = {}
    for written in read("day.json", today=today):
        act = _again(acts, written) if "again" in written else _act(written)
        acts[act.title] = _timed(act, today) if isinstance(act, Send) else act
    return tuple(acts.values())


def past_training(*, today: date) -> tuple[Send, ...]:
    """What the learning system knows of earlier years, in batches, oldest first."""
    items = sorted(_past_items(today), key=lambda item: item.time)
    return tuple(
        Send(
            title=f"Training of earlier years, batch {number}",
            at="12:00",
            client="learning-system",
            service="courses",
            source=LEARNING_SYSTEM,
            events=tuple(items[start : start + 500]),
        )
        for number, start in enumerate(range(0, len(items), 500), 1)
    )


def past_requests(*, today: date) -> tuple[Request, ...]:
    """Assessments by managers and claims of staff from before the day."""
    written = read("history.json", today=today)["requests"]
    return tuple(msgspec.convert(request, Request) for request in written)


def _act(written: dict[str, Any]) -> Act:
    fields = {name: value for name, value in written.items() if name != "kind"}
    return msgspec.convert(fields, KINDS[written["kind"]])


def _again(acts: dict[str, Act], written: dict[str, Any]) -> Send:
    first = acts[written["again"]]
    if not isinstance(first, Send):
        raise ValueError(f"{written['again']}: only what was sent can be sent again")
    events = tuple(
        replace(item, answer="duplicate") if item.answer == "accepted" else item
        for item in first.events
    )
    return replace(first, title=written["title"], events=events)


def _timed(act: Send, today: date) -> Send:
    time = instant(today.isoformat(), act.at)
    return replace(act, events=tuple(replace(item, time=time) for item in act.events))


def _past_items(today: date) -> Iterator[Item]:
    known = {row.split(",")[0] for row in (DATA / "people.csv").read_text("utf-8").splitlines()}
    history = read("history.json", today=today)
    for group in history["completions"]:
        for number in group["staff_numbers"]:
            data = {"course": group["course"], "completed_on": group["completed_on"]}
            yield _past_item("completed", group["completed_on"], number, data, known)
    for group in history["attempts"]:
        for number in group["staff_numbers"]:
            data = {name: group[name] for name in ("course", "percent") if name in group}
            yield _past_item(group["state"], group["on"], number, data, known)


def _past_item(
    happened: str, on: str, staff_number: str, data: dict[str, Any], known: set[str]
) -> Item:
    return Item(
        id=f"{happened}/{staff_number}/{data['course']}",
        type=f"learning.training.{happened}.v1",
        data={"staff_number": staff_number, **data},
        time=instant(on, "12:00"),
        waiting=staff_number not in known,
    )
