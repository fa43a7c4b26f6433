"""The pages of skills."""

from services.skills.pages import (
    admin_people,
    admin_units,
    assess,
    certificates,
    claim,
    evidence,
    excusing,
    file_imports,
    framework,
    people,
    to_confirm,
    your_skills,
)
from services.skills.pages.routes import pages

__all__ = [
    "admin_people",
    "admin_units",
    "assess",
    "certificates",
    "claim",
    "evidence",
    "excusing",
    "file_imports",
    "framework",
    "pages",
    "people",
    "to_confirm",
    "your_skills",
]
