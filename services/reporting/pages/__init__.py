"""The pages of reporting."""

from services.reporting.pages import to_do
from services.reporting.pages.routes import pages

__all__ = ["pages", "to_do"]
