"""A trust with two teams, as reporting has heard of it on 2 March 2026.

BOSS manages LEAD and GINA; LEAD manages ANN, BEN and CARL of the data team. Ann and Ben are
engineers (data 3, testing 2), Carl an analyst (data 2). HEAD stands alone; AUD audits.
"""

from tests.delivery import make_event
from tests.integration.reporting.heard import ROLES, SEQUENCE, TREE, levels, person, skill

LONG_AGO = "2020-01-01"


def profile(staff_number, *, waiting=(), exempt=None, **steps):
    """A profile of levels by skill, each a list of (from, verified, claimed)."""
    said = {"exempt": [{"skill": s, "until": u} for s, u in exempt.items()]} if exempt else {}
    return make_event(
        "skills.levels.changed.v1",
        staff_number,
        next(SEQUENCE),
        staff_number=staff_number,
        levels=[
            {
                "skill": skill,
                "judged_on": None,
                "steps": [dict(zip(("from", "verified", "claimed"), s, strict=True)) for s in each],
            }
            for skill, each in steps.items()
        ],
        waiting=[dict(zip(("skill", "level", "since"), claim, strict=True)) for claim in waiting],
        **said,
    )


def staff(number, name, unit, role=None, line=(), **more):
    """Somebody with a name."""
    return person(number, unit, role, line=list(line), name=name, **more)


TRUST = (
    *TREE,
    *ROLES,
    skill("data", "Data modelling"),
    skill("testing", "Testing"),
    staff("BOSS", "Bea Boss", "digital"),
    staff("LEAD", "Lee Lead", "data", "engineer", line=["BOSS"]),
    staff("ANN", "Ann Onymous", "data", "engineer", line=["LEAD", "BOSS"]),
    staff("BEN", "Ben Bright", "data", "engineer", line=["LEAD", "BOSS"]),
    staff("CARL", "Carl Cole", "data", "analyst", line=["LEAD", "BOSS"]),
    staff("GINA", "Gina Gray", "design", line=["BOSS"]),
    staff("HEAD", "Hedy Head", "care"),
    staff("AUD", "Aude Auditor", "care"),
    levels("ANN", data=3, testing=2),
    levels("BEN", data=1, testing=4),
    profile("CARL", waiting=[("data", 2, "2026-02-11")], data=[(LONG_AGO, 1, 2)]),
)
INITIATIVE = {
    "title": "Patient portal",
    "deadline": "2026-06-30",
    "priority": 1,
    "posts": [{"role_level": "engineer", "unit": "data", "headcount": 3}],
}
