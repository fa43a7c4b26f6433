"""From settings to what an application is wired with."""

from services.chassis import freshness, logs
from services.chassis.clock import Clock, SystemClock
from services.chassis.context import Context
from services.chassis.mongo import Mongo, connect
from services.chassis.service import Service
from services.chassis.settings import Settings
from services.chassis.tokens import IssuerKeys, Keys


def context_of(
    service: Service,
    settings: Settings | None = None,
    *,
    clock: Clock | None = None,
    keys: Keys | None = None,
) -> Context:
    """Wire a service; what is not given comes from the environment and the real world."""
    if settings is None:
        settings = Settings.from_env()
        logs.configure(service.name, "web", settings.log_level)
    clock = clock or SystemClock(settings.business_time_zone)
    return Context(
        service=service,
        settings=settings,
        clock=clock,
        keys=keys or IssuerKeys(settings.oidc_internal_url or settings.oidc_issuer),
        mongo=Mongo(
            connect(settings.mongo_url),
            service=service.name,
            prefix=settings.database_prefix,
            work=service.work,
            clock=clock,
        ),
    )


def prepare(context: Context) -> None:
    """Make collections and indexes that are missing."""
    context.mongo.prepare(context.mongo.generation())
    freshness.prepare(context.mongo.database)
