"""What makes the service skills."""

from services.chassis.admission import admits
from services.chassis.service import Service
from services.skills.consumer import FOLLOWS
from services.skills.store import PEOPLE, TRAINING, SkillsWork
from services.skills.use_cases.following import renew_levels
from services.skills.use_cases.republishing import REPUBLISHES

SERVICE = Service(
    name="skills",
    about="Answers who the people and units are, what each person can do and by what evidence, and "
    "what their role asks of them.",
    work=SkillsWork,
    admits=admits,
    follows=FOLLOWS,
    republishes=REPUBLISHES,
    after_rebuild=(TRAINING, renew_levels),
    records_of_people=(TRAINING, PEOPLE),
)
