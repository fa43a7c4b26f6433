"""The JSON routes of courses."""

from services.courses.api import catalogue, learning, training

ROUTES = (catalogue.api, training.api, learning.api)

__all__ = ["ROUTES"]
