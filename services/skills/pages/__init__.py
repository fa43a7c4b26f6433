"""The pages of skills."""

from services.skills.pages import (
    assess,
    certificates,
    claim,
    evidence,
    excusing,
    people,
    to_confirm,
    your_skills,
)
from services.skills.pages.routes import pages

__all__ = [
    "assess",
    "certificates",
    "claim",
    "evidence",
    "excusing",
    "pages",
    "people",
    "to_confirm",
    "your_skills",
]
