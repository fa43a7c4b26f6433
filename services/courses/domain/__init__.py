"""The rules of courses: the catalogue, training records and recommendations."""

from services.courses.domain.advice import (
    Advice,
    Closing,
    Gap,
    Learner,
    Limits,
    Recommendation,
    Recommender,
)
from services.courses.domain.answering import AnsweredAlready, NothingToConfirm, answer
from services.courses.domain.catalogue import (
    ChainTooLong,
    CircleOfCourses,
    Course,
    ExternalId,
    Mode,
    Outcome,
    UnknownPredecessor,
    check_after,
)
from services.courses.domain.dates import add_months
from services.courses.domain.editing import (
    DoesNotGoTogether,
    Edit,
    NotOpenToChange,
    check_together,
    edit,
)
from services.courses.domain.matching import open_attempt
from services.courses.domain.ordering import CompletionHeard, Heard
from services.courses.domain.reasons import Background, reasons
from services.courses.domain.recommending import recommend
from services.courses.domain.records import (
    Answer,
    Confirmation,
    Details,
    LoggedBy,
    Outside,
    State,
    Terms,
    TrainingRecord,
)
from services.courses.domain.statements import Change, Statement
from services.courses.domain.training import (
    CompletedInFuture,
    CourseWithdrawn,
    complete,
    enrol,
    progress,
    withdraw,
)

__all__ = [
    "Advice",
    "Answer",
    "AnsweredAlready",
    "Background",
    "ChainTooLong",
    "Change",
    "CircleOfCourses",
    "Closing",
    "CompletedInFuture",
    "CompletionHeard",
    "Confirmation",
    "Course",
    "CourseWithdrawn",
    "Details",
    "DoesNotGoTogether",
    "Edit",
    "ExternalId",
    "Gap",
    "Heard",
    "Learner",
    "Limits",
    "LoggedBy",
    "Mode",
    "NotOpenToChange",
    "NothingToConfirm",
    "Outcome",
    "Outside",
    "Recommendation",
    "Recommender",
    "State",
    "Statement",
    "Terms",
    "TrainingRecord",
    "UnknownPredecessor",
    "add_months",
    "answer",
    "check_after",
    "check_together",
    "complete",
    "edit",
    "enrol",
    "open_attempt",
    "progress",
    "reasons",
    "recommend",
    "withdraw",
]
