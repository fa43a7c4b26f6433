"""A slow reckoning of the sample's figures, straight from its files and the rules in words.

It shares no code with the services: what it says and what they say must agree.
"""

import csv
import io
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Any

from deploy.sample.dates import resolve_csv
from deploy.sample.story import (
    DATA,
    Answer,
    Ask,
    Measure,
    Send,
    past_requests,
    past_training,
    working_day,
)

LEVELS = {"Awareness": 1, "Working": 2, "Practitioner": 3, "Expert": 4}


def slug(name: str) -> str:
    return name.lower().replace(" ", "-")


def rows(name: str, *, today: date = date(2026, 11, 24)) -> list[dict[str, str]]:
    text = (DATA / name).read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(resolve_csv(text, today=today))))


@cache
def requirements() -> dict[str, dict[str, int]]:
    """What each role level requires; a role whose level is NOT IN USE is its own role level."""
    needed: dict[str, dict[str, int]] = {}
    for row in rows("framework-roles.csv"):
        level = row["Role"] if row["Role Level"] == "NOT IN USE" else row["Role Level"]
        if row["Skill Level"] in LEVELS:
            needed.setdefault(slug(level), {})[slug(row["Skill Name"])] = LEVELS[row["Skill Level"]]
    return needed


def skill_levels(text: str) -> dict[str, int]:
    pairs = [part.split(":") for part in text.split(";") if part]
    return {skill: int(level) for skill, level in pairs}


def months_later(day: date, months: int) -> date:
    """The same day so many months on, or the month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = date(year + (month == 11), (month + 1) % 12 + 1, 1) - timedelta(days=1)
    return last.replace(day=min(day.day, last.day))


@dataclass
class Evidence:
    skill: str
    level: int
    observed_on: date
    expires_on: date | None = None
    judgement: bool = False


@dataclass
class Organisation:
    """Everything the sample says up to some moment of the day."""

    today: date
    people: dict[str, dict[str, Any]] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)
    courses: dict[str, dict[str, str]] = field(default_factory=dict)
    # Per person: whether the completion of a course on a day counts.
    trained: dict[str, dict[tuple[str, str], bool]] = field(default_factory=dict)
    outside: dict[str, list[Evidence]] = field(default_factory=dict)

    def levels(self, staff_number: str, on: date) -> dict[str, int]:
        evidence = [*self.outside.get(staff_number, []), *self._from_courses(staff_number)]
        counting = [
            e for e in evidence if e.observed_on <= on and (not e.expires_on or on <= e.expires_on)
        ]
        return {e.skill: _level([o for o in counting if o.skill == e.skill]) for e in counting}

    def _from_courses(self, staff_number: str) -> list[Evidence]:
        return [
            Evidence(skill, level, date.fromisoformat(on), _expiry(self.courses[course], on))
            for (course, on), counts in self.trained.get(staff_number, {}).items()
            if counts
            for skill, level in skill_levels(self.courses[course]["outcomes"]).items()
        ]

    def complete(self, staff_number: str, course: str, on: str, *, counts: bool = True) -> None:
        self.trained.setdefault(staff_number, {})[course, on] = counts

    def below(self, unit: str) -> set[str]:
        return {u for u in self.parents if unit in self._path(u)}

    def _path(self, unit: str) -> list[str]:
        return [unit, *self._path(self.parents[unit])] if unit else []

    def at_work(self, unit: str, on: date) -> list[str]:
        units = self.below(unit)
        return sorted(
            number
            for number, person in self.people.items()
            if person["unit"] in units
            and (not person["starts_on"] or date.fromisoformat(person["starts_on"]) <= on)
            and (not person["leaves_on"] or on <= date.fromisoformat(person["leaves_on"]))
        )

    def meeting(self, post: dict[str, Any], on: date) -> list[str]:
        needed = requirements()[post["role_level"]]
        return [
            number
            for number in self.at_work(post["unit"], on)
            if all(self.levels(number, on).get(skill, 0) >= n for skill, n in needed.items())
        ]


def _level(evidence: list[Evidence]) -> int:
    judgement = max((e for e in evidence if e.judgement), key=lambda e: e.observed_on, default=None)
    if judgement is None:
        return max(e.level for e in evidence)
    later = [e.level for e in evidence if e.observed_on > judgement.observed_on]
    return max([judgement.level, *later])


def _expiry(course: dict[str, str], completed_on: str) -> date | None:
    months = course["valid_months"]
    return months_later(date.fromisoformat(completed_on), int(months)) if months else None


def before(today: date) -> Organisation:
    """The organisation as the day begins: claims count for nothing yet."""
    organisation = Organisation(today)
    organisation.people = {r["staff_number"]: dict(r) for r in rows("people.csv", today=today)}
    organisation.parents = {r["unit"]: r["parent"] for r in rows("units.csv")}
    organisation.courses = {r["course"]: r for r in rows("courses.csv")}
    for batch in past_training(today=today):
        _learn(organisation, batch)
    for request in past_requests(today=today):
        _assess(organisation, request.path.split("/")[5], request.body)
    return organisation


def after(today: date) -> Organisation:
    """The organisation at the end of the day."""
    organisation = before(today)
    for act in working_day(today=today):
        if isinstance(act, Send):
            _learn(organisation, act)
            _hire(organisation, act)
        elif isinstance(act, Measure):
            for number in act.staff_numbers:
                organisation.complete(number, act.course, act.completed_on)
        elif isinstance(act, Ask):
            for request in act.requests:
                _assess(organisation, request.path.split("/")[5], request.body)
    _confirm(organisation)
    return organisation


def _learn(organisation: Organisation, batch: Send) -> None:
    external = {row["external_ids"].split("=")[-1]: c for c, row in organisation.courses.items()}
    for item in batch.events:
        if item.answer == "accepted" and "completed_on" in item.data:
            course = external.get(item.data["course"], item.data["course"])
            organisation.complete(
                item.data["staff_number"],
                course,
                item.data["completed_on"],
                counts=item.type == "learning.training.completed.v1",
            )


def _hire(organisation: Organisation, batch: Send) -> None:
    for item in batch.events:
        if item.answer == "accepted" and item.type.startswith("hr.person."):
            empty = {"starts_on": "", "leaves_on": ""}
            known = organisation.people.get(item.data["staff_number"], empty)
            organisation.people[item.data["staff_number"]] = {**known, **item.data}


def _assess(organisation: Organisation, staff_number: str, body: dict[str, Any]) -> None:
    if body.get("source") == "manager":
        expires = body.get("expires_on")
        organisation.outside.setdefault(staff_number, []).append(
            Evidence(
                body["skill"],
                body["level"],
                date.fromisoformat(body["observed_on"]),
                date.fromisoformat(expires) if expires else None,
                judgement=True,
            )
        )


def _confirm(organisation: Organisation) -> None:
    """Claims that managers accept: each found among what their authors posted."""
    today = organisation.today
    acts = working_day(today=today)
    posted = [r for a in acts if isinstance(a, Ask) for r in a.requests]
    claims = [*past_requests(today=today), *posted]
    for verdict in (v for a in acts if isinstance(a, Answer) for v in a.answers):
        if verdict.body["verdict"] == "accepted" and verdict.status == 200:
            fits = (r for r in claims if _is_claim(r.path, r.body, verdict))
            _accept(organisation, verdict, next(fits).body)


def _is_claim(path: str, body: dict[str, Any], verdict: Any) -> bool:
    fields = {**body, **body.get("outside", {})}
    mine = path.split("/")[5] == verdict.staff_number
    return mine and all(fields.get(name) == value for name, value in verdict.find.items())


def _accept(organisation: Organisation, verdict: Any, claim: dict[str, Any]) -> None:
    number, today = verdict.staff_number, organisation.today
    if "course" in claim:
        organisation.complete(number, claim["course"], claim["completed_on"])
        return
    evidence = organisation.outside.setdefault(number, [])
    if "outside" in claim:
        on = date.fromisoformat(claim["completed_on"])
        evidence += [Evidence(o["skill"], o["level"], on) for o in claim["outside"]["outcomes"]]
    elif claim["source"] == "self":
        level = verdict.body.get("level", claim["level"])
        evidence.append(Evidence(claim["skill"], level, today, judgement=True))
    else:
        on, until = (date.fromisoformat(claim[name]) for name in ("observed_on", "expires_on"))
        evidence.append(Evidence(claim["skill"], claim["level"], on, until))
