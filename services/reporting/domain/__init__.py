"""The rules of reporting: the plan, who could fill its posts, and what may be shown to whom."""

from services.reporting.domain.counting import Counts, Held, PeopleClass, count_classes
from services.reporting.domain.coverage import Shortfall, SkillNeed, missing_most, skill_needs
from services.reporting.domain.matching import fill
from services.reporting.domain.matrix import Cell, MatrixRow, matrix_row
from services.reporting.domain.plan import Initiative, Post, in_order_of_service
from services.reporting.domain.readiness import (
    InitiativeReadiness,
    Line,
    PlanReadiness,
    Reach,
    measure,
    sum_up,
    why_nobody,
)
from services.reporting.domain.suppression import (
    FEWEST_SHOWN,
    suppress_initiative,
    suppress_plan,
    suppress_unit,
)
from services.reporting.domain.units import SkillTotal, UnitReadiness, total_unit
from services.reporting.domain.workforce import (
    NOTHING_YET,
    Exempt,
    Levels,
    Organisation,
    Person,
    Requirement,
    RoleLevel,
    Skill,
    SkillLevels,
    Step,
    Unit,
    Waiting,
    counts_on,
    level_on,
    step_on,
    verified_on,
)

__all__ = [
    "Cell",
    "Counts",
    "Exempt",
    "FEWEST_SHOWN",
    "Held",
    "Initiative",
    "InitiativeReadiness",
    "Levels",
    "Line",
    "MatrixRow",
    "NOTHING_YET",
    "Organisation",
    "PeopleClass",
    "Person",
    "PlanReadiness",
    "Post",
    "Reach",
    "Requirement",
    "RoleLevel",
    "Shortfall",
    "Skill",
    "SkillLevels",
    "SkillNeed",
    "SkillTotal",
    "Step",
    "Unit",
    "Waiting",
    "UnitReadiness",
    "count_classes",
    "counts_on",
    "fill",
    "in_order_of_service",
    "level_on",
    "matrix_row",
    "measure",
    "missing_most",
    "skill_needs",
    "step_on",
    "sum_up",
    "suppress_initiative",
    "suppress_plan",
    "suppress_unit",
    "total_unit",
    "verified_on",
    "why_nobody",
]
