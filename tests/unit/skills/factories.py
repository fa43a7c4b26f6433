"""Evidence and records with sensible defaults; a test names only what it is about."""

from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

from services.skills.domain import Evidence, Outcome, Source, State, Training, Verdict

TODAY = date(2026, 11, 24)


def at(day: date, hour: int = 12) -> datetime:
    return datetime.combine(day, time(hour), UTC)


def make_evidence(**changes: Any) -> Evidence:
    observed_on = changes.get("observed_on", TODAY)
    source = changes.get("source", Source.SELF)
    defaults: dict[str, Any] = {
        "id": "e1",
        "staff_number": "A1",
        "skill": "testing",
        "level": 2,
        "source": source,
        "title": "Testing basics",
        "observed_on": observed_on,
        "author": "M1" if source is Source.MANAGER else "A1",
        "recorded_on": observed_on,
        "recorded_at": at(observed_on),
        "state": State.CLAIMED if source is Source.SELF else State.ACCEPTED,
    }
    return Evidence(**defaults | changes)


def make_judgement(**changes: Any) -> Evidence:
    return make_evidence(**{"source": Source.MANAGER} | changes)


def make_course(**changes: Any) -> Evidence:
    return make_evidence(**{"source": Source.COURSE} | changes)


def make_verdict(**changes: Any) -> Verdict:
    on = changes.get("on", TODAY)
    defaults: dict[str, Any] = {
        "verdict": State.ACCEPTED,
        "by": "M1",
        "on": on,
        "at": at(on),
    }
    return Verdict(**defaults | changes)


def make_training(**changes: Any) -> Training:
    defaults: dict[str, Any] = {
        "training": str(UUID(int=7)),
        "staff_number": "A1",
        "title": "Testing basics",
        "state": "completed",
        "confirmation": "not-needed",
        "course": "testing-basics",
        "completed_on": date(2026, 3, 2),
        "expires_on": date(2027, 3, 2),
        "logged_on": date(2026, 3, 4),
        "outcomes": (Outcome("testing", 2),),
    }
    return Training(**defaults | changes)
