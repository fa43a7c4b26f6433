"""What makes the service courses."""

from services.chassis.admission import admits
from services.chassis.service import Service
from services.courses import use_cases
from services.courses.consumer import FOLLOWS
from services.courses.store import COURSES, PEOPLE, TRAINING, CoursesWork

SERVICE = Service(
    name="courses",
    about="Answers which courses there are, what training each person has done or is doing, and "
    "which courses would close their gaps.",
    work=CoursesWork,
    admits=admits,
    follows=FOLLOWS,
    republishes={
        COURSES: use_cases.republish_course,
        TRAINING: use_cases.republish_training,
    },
    records_of_people=(TRAINING, PEOPLE),
)
