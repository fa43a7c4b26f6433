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
from services.courses.domain.learners import learner_from
from services.courses.domain.ordering import CompletionHeard, Heard
from services.courses.domain.people import Person, Unit, counts_on, nearest_at_work
from services.courses.domain.plan import Initiative, Post, asked_for
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
from services.courses.domain.skills import (
    Exempt,
    Profile,
    RoleLevel,
    Skill,
    SkillSteps,
    Step,
    gaps_of,
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
    "Exempt",
    "ExternalId",
    "Gap",
    "Heard",
    "Initiative",
    "Learner",
    "Limits",
    "LoggedBy",
    "Mode",
    "NotOpenToChange",
    "NothingToConfirm",
    "Outcome",
    "Outside",
    "Person",
    "Post",
    "Profile",
    "Recommendation",
    "Recommender",
    "RoleLevel",
    "Skill",
    "SkillSteps",
    "State",
    "Statement",
    "Step",
    "Terms",
    "TrainingRecord",
    "Unit",
    "UnknownPredecessor",
    "add_months",
    "answer",
    "asked_for",
    "check_after",
    "check_together",
    "complete",
    "counts_on",
    "edit",
    "enrol",
    "gaps_of",
    "learner_from",
    "nearest_at_work",
    "progress",
    "reasons",
    "recommend",
    "withdraw",
]
