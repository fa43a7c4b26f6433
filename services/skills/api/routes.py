"""Where the JSON routes of skills are gathered."""

from services.chassis.http import Routes

api = Routes("skills", __name__, description="People, skills and levels")
