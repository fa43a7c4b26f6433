"""What the pages of courses are tested with: a small trust, its skills, courses and records."""

from services.chassis.context import EXTENSION
from services.courses.domain import Course, Mode, Outcome
from tests.browsing import Browser
from tests.callers import staff
from tests.delivery import deliver, make_event
from tests.integration.courses.sending import person

LINK = "https://learning.example/certificates/1"
DONE = {"course": "testing", "state": "completed", "completed_on": "2026-02-20"}
ANSWERS = {
    "course_name": "Modern testing",
    "finished": ["20", "2", "2026"],
    "hours": "",
    "link": LINK,
}


def course(name="testing", title="Modern testing", level=2, **changes):
    said = {
        "provider": "Academy",
        "mode": Mode.ONLINE,
        "hours": 6.0,
        "cost_pence": 9000,
        "outcomes": (Outcome("testing", level),),
    }
    return Course(course=name, title=title, **(said | changes))


def save(app, *courses):
    mongo = app.extensions[EXTENSION].mongo
    mongo.transact(lambda work: [work.courses.put(each) for each in courses])


def skill(identity, name):
    return make_event("skills.skill.changed.v1", f"skill/{identity}", skill=identity, name=name)


def role_level(name, **requires):
    return make_event(
        "skills.role-level.changed.v1",
        f"role-level/{name}",
        role_level=name,
        name=name.capitalize(),
        role="Role",
        requires=[{"skill": skill, "level": level} for skill, level in requires.items()],
    )


def levels(number, sequence=1, *, judged_on=None, steps=None, **verified):
    held = {s: [{"from": "2026-01-01", "verified": n, "claimed": n}] for s, n in verified.items()}
    skills = [
        {"skill": each, "judged_on": judged_on, "steps": found}
        for each, found in (held | (steps or {})).items()
    ]
    return make_event(
        *("skills.levels.changed.v1", number, sequence),
        staff_number=number,
        levels=skills,
        waiting=[],
    )


def people(app):
    """Sam works for Mia, who works for Max; all are testers, who need testing at level 2."""
    deliver(
        app,
        skill("testing", "Testing"),
        skill("agile", "Agile working"),
        role_level("tester", testing=2),
        person("S1", "M1", "M2", name="Sam Staff", role_level="tester"),
        person("M1", "M2", name="Mia Manager", role_level="tester"),
        person("M2", name="Max Above"),
        person("X1", name="Xena Elsewhere"),
        levels("S1", testing=1),
    )


def claim(client, number="S1", **changes):
    """Log a completion by the API; its id."""
    path = f"/people/{number}/training"
    return client.post(path, DONE | changes, caller=staff(number), expect=201).json["id"]


def verdict(client, training, verdict="accepted", caller="M1", note=None):
    body = {"verdict": verdict, "note": note}
    client.post(f"/training/{training}/verdict", body, caller=staff(caller), expect=200)


def record(client, training, number="S1"):
    return client.get(f"/training/{training}", caller=staff(number), expect=200).json


def records(client, number="S1"):
    answer = client.get(f"/people/{number}/training", caller=staff(number), expect=200)
    return answer.json["items"]


def browse(app, clock, number="S1", roles=("staff",), **who):
    return Browser(app, clock.now(), staff_number=number, roles=roles, **who)
