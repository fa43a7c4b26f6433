"""What happened in courses, said in the data of its contracts."""

from services.chassis.documents import to_document
from services.chassis.work import Work
from services.courses.domain import Course, State, TrainingRecord

TRAINING_EVENTS = {
    State.ENROLLED: "courses.training.enrolled.v1",
    State.IN_PROGRESS: "courses.training.progressed.v1",
    State.COMPLETED: "courses.training.completed.v1",
    State.WITHDRAWN: "courses.training.withdrawn.v1",
}


def course_changed(work: Work, course: Course, version: int) -> None:
    """Publish a course; the type says whether it is withdrawn."""
    data = to_document(course)
    happened = "withdrawn" if data.pop("withdrawn") else "changed"
    work.publish(f"courses.course.{happened}.v1", course.course, data, version)


def training_changed(work: Work, record: TrainingRecord, version: int) -> None:
    """Publish a training record; score, note, link and who answered stay here."""
    data = {
        "training": record.id,
        "staff_number": record.staff_number,
        "course": record.course,
        "title": record.terms.title,
        "state": record.state.value,
        "percent": record.percent,
        "completed_on": record.completed_on and record.completed_on.isoformat(),
        "expires_on": record.expires_on and record.expires_on.isoformat(),
        "logged_on": record.logged_on.isoformat(),
        "outcomes": [{"skill": one.skill, "level": one.level} for one in record.terms.outcomes],
        "confirmation": record.confirmation.state.value,
    }
    subject = f"{record.staff_number}/{record.id}"
    work.publish(TRAINING_EVENTS[record.state], subject, data, version)
