"""The pages of reporting."""

from services.reporting.pages import team, to_do
from services.reporting.pages.routes import pages

__all__ = ["pages", "team", "to_do"]
