"""The pages of skills."""

from services.skills.pages import your_skills
from services.skills.pages.routes import pages

__all__ = ["pages", "your_skills"]
