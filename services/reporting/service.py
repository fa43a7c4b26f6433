"""What makes the service reporting."""

from services.chassis.admission import admits
from services.chassis.service import Service
from services.reporting import use_cases
from services.reporting.consumer import FOLLOWS
from services.reporting.store import INITIATIVES, LEVELS, PEOPLE, ReportingWork

SERVICE = Service(
    name="reporting",
    about="Answers what the digital plan needs, how far the people there are can fill it on a day, "
    "and what is missing most.",
    work=ReportingWork,
    admits=admits,
    follows=FOLLOWS,
    republishes={INITIATIVES: use_cases.republish_initiative},
    records_of_people=(LEVELS, PEOPLE),
)
