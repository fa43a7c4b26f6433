"""What reporting has heard of a small trust, as the events of skills."""

from itertools import count

from tests.delivery import make_event

SEQUENCE = count(1)


def unit(*path, sequence=None):
    """A unit by its path from the root."""
    return make_event(
        "skills.unit.changed.v1",
        path[-1],
        sequence or next(SEQUENCE),
        unit=path[-1],
        name=path[-1].title(),
        parent=(None, *path)[-2],
        path=list(path),
    )


def role_level(role_level, sequence=None, **requires):
    """A role level and the skill levels that it requires."""
    return make_event(
        "skills.role-level.changed.v1",
        f"role-level/{role_level}",
        sequence or next(SEQUENCE),
        role_level=role_level,
        name=role_level.title(),
        role=role_level.title(),
        requires=[{"skill": skill, "level": level} for skill, level in requires.items()],
    )


def skill(skill, name, sequence=None):
    """A skill of the framework."""
    return make_event(
        "skills.skill.changed.v1",
        f"skill/{skill}",
        sequence or next(SEQUENCE),
        skill=skill,
        name=name,
    )


def person(staff_number, unit="data", role_level=None, line=(), sequence=None, **changes):
    """Somebody on the staff."""
    defaults = {"name": f"Name {staff_number}", "starts_on": None, "leaves_on": None}
    return make_event(
        "skills.person.changed.v1",
        staff_number,
        sequence or next(SEQUENCE),
        staff_number=staff_number,
        unit=unit,
        role_level=role_level,
        manager=(*line, None)[0],
        line=list(line),
        **defaults | changes,
    )


def levels(staff_number, sequence=None, until=None, exempt=None, **verified):
    """A profile: each skill verified at this level since long ago, if given until a day.

    `exempt` has the last day of exemptions by skill.
    """
    said = {"exempt": [{"skill": s, "until": u} for s, u in exempt.items()]} if exempt else {}
    ends = [{"from": until, "verified": 0, "claimed": 0}] if until else []
    return make_event(
        "skills.levels.changed.v1",
        staff_number,
        sequence or next(SEQUENCE),
        staff_number=staff_number,
        levels=[
            {
                "skill": skill,
                "judged_on": None,
                "steps": [{"from": "2020-01-01", "verified": level, "claimed": level}, *ends],
            }
            for skill, level in verified.items()
        ],
        waiting=[],
        **said,
    )


def removed(kind, subject, sequence=None):
    """A thing that is gone: kind is person, unit, role-level or skill."""
    return make_event(
        f"skills.{kind}.removed.v1", subject, sequence or next(SEQUENCE), removed=True
    )


TREE = (
    unit("trust"),
    unit("trust", "digital"),
    unit("trust", "digital", "data"),
    unit("trust", "digital", "design"),
    unit("trust", "care"),
)
ROLES = (
    role_level("analyst", data=2),
    role_level("engineer", data=3, testing=2),
    role_level("visitor"),
)
