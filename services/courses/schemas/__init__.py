"""Shapes of requests and answers of courses."""

from services.courses.schemas.catalogue import CourseRowSchema, CourseSchema, CoursesQuery
from services.courses.schemas.learning import (
    CompletedSchema,
    EnrolledSchema,
    ProgressedSchema,
    WithdrawnSchema,
)
from services.courses.schemas.recommending import RecommendationsQuery, RecommendationsSchema
from services.courses.schemas.training import (
    ClaimSchema,
    ClaimsQuery,
    EditSchema,
    EntrySchema,
    TrainingSchema,
    VerdictSchema,
)

__all__ = [
    "ClaimSchema",
    "ClaimsQuery",
    "CompletedSchema",
    "CourseRowSchema",
    "CourseSchema",
    "CoursesQuery",
    "EditSchema",
    "EnrolledSchema",
    "EntrySchema",
    "ProgressedSchema",
    "RecommendationsQuery",
    "RecommendationsSchema",
    "TrainingSchema",
    "VerdictSchema",
    "WithdrawnSchema",
]
