"""What tests of the catalogue's pages put there, and send."""

from services.courses.domain import Course, Outcome, Skill

SKILLS = (Skill("testing", "Testing"), Skill("agile", "Agile working"))


def keep(app, *things):
    """Put courses, skills and records straight into the database."""

    def put(work):
        shelves = {Course: work.courses, Skill: work.skills}
        for thing in things:
            shelves.get(type(thing), work.training).put(thing)

    app.extensions["readiness"].mongo.transact(put)


def kept(app, course):
    """A course as the database has it, and its version."""
    return app.extensions["readiness"].mongo.read(
        lambda work: (work.courses.get(course), work.courses.version(course))
    )


def course(name, title=None, **changes):
    """A course that gives a level in testing."""
    outcomes = changes.pop("outcomes", (Outcome("testing", 2),))
    return Course(course=name, title=title or name.capitalize(), outcomes=outcomes, **changes)


def answers(title="Modern testing", **changes):
    """A filled form; what is None is left out."""
    filled = {
        "title": title,
        "provider": "Academy",
        "summary": "",
        "mode": "online",
        "hours": "6",
        "cost_pence": "90.50",
        "valid_months": "",
        "outcomes-0-skill": "testing",
        "outcomes-0-level": "2",
        "url": "",
        **changes,
    }
    return {name: value for name, value in filled.items() if value is not None}
