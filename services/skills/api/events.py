"""The route for what an HR system posts."""

from services.chassis.event_routes import serve_events
from services.chassis.intake import Inlet, Inlets
from services.skills import policy
from services.skills.api.routes import api
from services.skills.schemas.people import LeaverEventSchema, PersonEventSchema, UnitEventSchema
from services.skills.use_cases import hr

INLETS = Inlets(
    types={
        "hr.person.joined.v1": Inlet(PersonEventSchema, hr.take_person),
        "hr.person.moved.v1": Inlet(PersonEventSchema, hr.take_person),
        "hr.person.left.v1": Inlet(LeaverEventSchema, hr.take_leaver),
        "hr.unit.changed.v1": Inlet(UnitEventSchema, hr.take_unit),
    },
    prefetch=hr.prefetch,
)

serve_events(api, policy.SEND_EVENTS, INLETS)
