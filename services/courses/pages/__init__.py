"""The pages of courses."""

from services.courses.pages.routes import pages

__all__ = ["pages"]
