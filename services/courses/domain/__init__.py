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
from services.courses.domain.catalogue_edit import PARTS, course_ids_for, parts_changed
from services.courses.domain.catalogue_file import COLUMNS, row_of
from services.courses.domain.choices import Hidden, offered
from services.courses.domain.dates import add_months
from services.courses.domain.editing import (
    DoesNotGoTogether,
    Edit,
    NotOpenToChange,
    check_together,
    edit,
)
from services.courses.domain.effects import (
    Effect,
    doubts,
    effect_in_full,
    effect_in_short,
    effects_of,
    gaps_closed,
)
from services.courses.domain.learners import learner_from
from services.courses.domain.matching import open_attempt
from services.courses.domain.ordering import CompletionHeard, Heard
from services.courses.domain.people import Person, Unit, counts_on, nearest_at_work
from services.courses.domain.plan import Initiative, Post, asked_for
from services.courses.domain.reasons import Background, reasons
from services.courses.domain.recommending import recommend
from services.courses.domain.records import (
    OPEN,
    Answer,
    Confirmation,
    Details,
    LoggedBy,
    Outside,
    State,
    Terms,
    TrainingRecord,
)
from services.courses.domain.renewing import Renewal, renewals
from services.courses.domain.searching import MODES, about, named_exactly, ranked
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
from services.courses.domain.telling import (
    Stage,
    answer_in_words,
    stage_of,
    state_in_words,
    story_of,
)
from services.courses.domain.training import (
    CompletedInFuture,
    CourseWithdrawn,
    complete,
    enrol,
    progress,
    withdraw,
)
from services.courses.domain.words import day_in_words, level_in_words, short_level

__all__ = [
    "COLUMNS",
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
    "Effect",
    "Exempt",
    "ExternalId",
    "Gap",
    "Heard",
    "Hidden",
    "Initiative",
    "Learner",
    "Limits",
    "LoggedBy",
    "MODES",
    "Mode",
    "NotOpenToChange",
    "NothingToConfirm",
    "OPEN",
    "PARTS",
    "Outcome",
    "Outside",
    "Person",
    "Post",
    "Profile",
    "Recommendation",
    "Recommender",
    "Renewal",
    "RoleLevel",
    "Skill",
    "SkillSteps",
    "Stage",
    "State",
    "Statement",
    "Step",
    "Terms",
    "TrainingRecord",
    "Unit",
    "UnknownPredecessor",
    "about",
    "add_months",
    "answer",
    "answer_in_words",
    "asked_for",
    "check_after",
    "check_together",
    "complete",
    "counts_on",
    "course_ids_for",
    "day_in_words",
    "doubts",
    "edit",
    "effect_in_full",
    "effect_in_short",
    "effects_of",
    "enrol",
    "gaps_closed",
    "gaps_of",
    "learner_from",
    "level_in_words",
    "named_exactly",
    "nearest_at_work",
    "offered",
    "open_attempt",
    "parts_changed",
    "progress",
    "ranked",
    "reasons",
    "recommend",
    "renewals",
    "row_of",
    "short_level",
    "stage_of",
    "state_in_words",
    "story_of",
    "withdraw",
]
