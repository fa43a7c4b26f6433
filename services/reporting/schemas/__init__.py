"""Shapes of requests and answers of reporting."""

from services.reporting.schemas.plan import (
    InitiativeSchema,
    PlanRowSchema,
    PostSchema,
    read_plan,
)
from services.reporting.schemas.readiness import (
    CellCountsSchema,
    CellSchema,
    DayPageQuery,
    DayQuery,
    InitiativePostsSchema,
    InitiativeReadinessSchema,
    LineSchema,
    MatrixRowSchema,
    PlanReadinessSchema,
    ShortfallSchema,
    SkillTotalSchema,
    Suppressible,
    UnitReadinessSchema,
)

__all__ = [
    "PostSchema",
    "InitiativeSchema",
    "PlanRowSchema",
    "read_plan",
    "DayQuery",
    "DayPageQuery",
    "Suppressible",
    "InitiativeReadinessSchema",
    "PlanReadinessSchema",
    "LineSchema",
    "ShortfallSchema",
    "InitiativePostsSchema",
    "SkillTotalSchema",
    "UnitReadinessSchema",
    "CellSchema",
    "CellCountsSchema",
    "MatrixRowSchema",
]
