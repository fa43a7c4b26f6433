"""Your training: the record in words, its certificates, and all of it as a file."""

from flask import Response, g, json

from services.chassis.context import context, read
from services.courses import policy, use_cases
from services.courses.domain import Stage, TrainingRecord, state_in_words
from services.courses.pages.routes import pages
from services.courses.schemas import TrainingSchema
from services.courses.use_cases import History
from services.frontend.downloads import as_csv, as_file
from services.frontend.pages import allow, page

HEADER = (
    *("Training", "Provider", "State", "Finished on", "Counts until", "Hours", "Cost in pounds"),
    *("What it gives", "Certificate", "Note", "Logged on", "Answered on", "Reason or note"),
)


@pages.get("/")
@allow(policy.LOG_TRAINING)
def your_training() -> Response:
    """All of a person's training, by what is to be done about it."""
    return page("courses/your-training.html", history=_history(), Stage=Stage)


@pages.get("/training.csv")
@allow(policy.LOG_TRAINING)
def training_csv() -> Response:
    """The same as a table."""
    history = _history()
    return as_csv(
        "your-training.csv", HEADER, (_row(history, each.record) for each in history.items)
    )


@pages.get("/training.json")
@allow(policy.LOG_TRAINING)
def training_json() -> Response:
    """The same as the API gives it, all records at once."""
    records = [each.record for each in _history().items]
    found = {"items": TrainingSchema(many=True).dump(records)}
    return as_file("your-training.json", json.dumps(found, indent=2), "application/json")


@pages.get("/training/<id:training>/certificate")
@allow(policy.READ_TRAINING)
def certificate(training: str) -> Response:
    """What the record says about a completion, to print."""
    seen = read(use_cases.see_completion, training=training)
    today = context().clock.today()
    return page("courses/certificate.html", seen=seen, today=today)


def _history() -> History:
    return read(use_cases.history, staff_number=g.principal.staff_number)


def _row(history: History, record: TrainingRecord) -> tuple[object, ...]:
    gives = (f"{history.names[one.skill]}: level {one.level}" for one in record.terms.outcomes)
    pence, answer = record.cost_pence, record.confirmation
    return (
        *(record.terms.title, record.terms.provider, state_in_words(record)),
        *(record.completed_on, record.expires_on, record.hours),
        None if pence is None else f"{pence / 100:.2f}",
        "; ".join(gives),
        *(record.details.link, record.details.note, record.logged_on, answer.on, answer.note),
    )
