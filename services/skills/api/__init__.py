"""The JSON routes of skills."""

from services.skills.api import events, evidence, exemptions, framework, levels, people, units
from services.skills.api.routes import api

__all__ = ["api", "events", "evidence", "exemptions", "framework", "levels", "people", "units"]
