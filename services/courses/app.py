"""The web process of courses, wired."""

from flask import Flask

from services.chassis.boot import context_of
from services.chassis.clock import Clock
from services.chassis.operations import operations
from services.chassis.settings import Settings
from services.chassis.tokens import Keys
from services.chassis.web import make_app
from services.courses.api import ROUTES
from services.courses.pages import pages
from services.courses.service import SERVICE
from services.frontend.web import add_pages


def create(
    settings: Settings | None = None, *, clock: Clock | None = None, keys: Keys | None = None
) -> Flask:
    """The application; tests give it settings, a clock and keys of their own."""
    context = context_of(SERVICE, settings, clock=clock, keys=keys)
    return add_pages(make_app(context, [*ROUTES, operations()], title="Courses"), pages)
