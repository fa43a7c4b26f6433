"""What makes the service skills."""

from services.chassis.service import Service
from services.skills import use_cases
from services.skills.consumer import FOLLOWS
from services.skills.store import TRAINING, SkillsWork

SERVICE = Service(
    name="skills",
    work=SkillsWork,
    admits=use_cases.admits,
    follows=FOLLOWS,
    after_rebuild=(TRAINING, use_cases.renew_levels),
)
