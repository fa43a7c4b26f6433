"""The pages of reporting."""

from services.reporting.pages import (
    at_risk,
    plan,
    plan_editing,
    plan_files,
    plan_history,
    team,
    to_do,
    who_can_help,
)
from services.reporting.pages.routes import pages

__all__ = [
    "at_risk",
    "pages",
    "plan",
    "plan_editing",
    "plan_files",
    "plan_history",
    "team",
    "to_do",
    "who_can_help",
]
