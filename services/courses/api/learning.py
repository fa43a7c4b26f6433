"""What learning systems report."""

from services.chassis.event_routes import serve_events
from services.chassis.http import Routes
from services.chassis.intake import Inlet, Inlets
from services.courses import policy, use_cases
from services.courses.schemas import (
    CompletedSchema,
    EnrolledSchema,
    ProgressedSchema,
    WithdrawnSchema,
)

INLETS = Inlets(
    types={
        "learning.training.enrolled.v1": Inlet(EnrolledSchema, use_cases.enrolled),
        "learning.training.progressed.v1": Inlet(ProgressedSchema, use_cases.progressed),
        "learning.training.completed.v1": Inlet(CompletedSchema, use_cases.completed),
        "learning.training.withdrawn.v1": Inlet(WithdrawnSchema, use_cases.withdrawn),
    },
    prefetch=use_cases.prefetch,
)

api = Routes("events", __name__, description="Events from learning systems")
serve_events(api, policy.SEND_EVENTS, INLETS)
