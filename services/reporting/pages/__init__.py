"""The pages of reporting."""

from services.reporting.pages.routes import pages

__all__ = ["pages"]
