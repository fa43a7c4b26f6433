"""A small trust that all three services know: Ann on the ward, her line, and people outside it."""

from datetime import timedelta

from services.chassis.clock import SystemClock
from tests.callers import LEAD, LEARNING_ADMIN, PEOPLE_ADMIN, staff
from tests.delivery import deliver
from tests.integration.reporting.heard import levels, person, role_level, skill, unit
from tests.integration.skills.organisation import import_framework

ANN, BOSS, CHIEF, OUTSIDER = (staff(number) for number in ("ANN", "BOSS", "CHIEF", "OUT"))
TEAM = "ward"
ELSEWHERE = "office"
LINES = {"ANN": ("BOSS", "CHIEF"), "BOSS": ("CHIEF",), "CHIEF": (), "OUT": ("OUTBOSS",)}
LINES |= {"OUTBOSS": ()}
PLACES = {"ANN": TEAM, "BOSS": TEAM, "CHIEF": "trust", "OUT": ELSEWHERE, "OUTBOSS": ELSEWHERE}
COURSE = {"title": "Testing", "outcomes": [{"skill": "testing", "level": 2}]}
IN_A_YEAR = SystemClock("Europe/London").today() + timedelta(days=365)
LEAVE = {"reason": "On other duties", "until": IN_A_YEAR.isoformat()}
INITIATIVE = {
    "title": "Records",
    "deadline": "2026-12-31",
    "priority": 1,
    "posts": [{"role_level": "tester", "unit": TEAM, "headcount": 1}],
}


def heard():
    """What courses and reporting hear of the trust."""
    return (
        unit("trust"),
        unit("trust", TEAM),
        unit("trust", ELSEWHERE),
        skill("testing", "Testing"),
        role_level("tester", testing=2),
        *(
            person(number, unit=PLACES[number], role_level="tester", line=line)
            for number, line in LINES.items()
        ),
        levels("ANN", testing=3),
    )


def fill_skills(_app, client):
    """The trust in skills, where Ann is excused from a skill; gives the id of a claim of hers."""
    import_framework(client)
    for name, parent in (("trust", None), (TEAM, "trust"), (ELSEWHERE, "trust")):
        body = {"name": name.title(), "parent": parent}
        client.put(f"/units/{name}", body, caller=PEOPLE_ADMIN, expect=201)
    for number in ("CHIEF", "BOSS", "ANN", "OUTBOSS", "OUT"):
        manager = (*LINES[number], None)[0]
        body = {"name": number.title(), "unit": PLACES[number], "manager": manager}
        client.put(f"/people/{number}", body, caller=PEOPLE_ADMIN, expect=201)
    client.put("/people/ANN/exemptions/testing", LEAVE, caller=BOSS, expect=201)
    claim = {"skill": "testing", "level": 2, "source": "self"}
    return client.post("/people/ANN/evidence", claim, caller=ANN, expect=201).json["id"]


def fill_courses(app, client):
    """The trust in courses; gives the id of a completion of Ann's that waits."""
    deliver(app, *heard())
    client.put("/courses/testing", COURSE, caller=LEARNING_ADMIN, expect=201)
    entry = {"course": "testing", "state": "completed", "completed_on": "2026-02-01"}
    return client.post("/people/ANN/training", entry, caller=ANN, expect=201).json["id"]


def fill_reporting(app, client):
    """The trust in reporting, with a plan; no record there has an id of its own."""
    deliver(app, *heard())
    client.put("/initiatives/records", INITIATIVE, caller=LEAD, expect=201)
