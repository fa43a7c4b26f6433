"""What makes the service courses."""

from services.chassis.admission import admits
from services.chassis.service import Service
from services.courses import use_cases
from services.courses.consumer import FOLLOWS
from services.courses.store import COURSES, PEOPLE, TRAINING, CoursesWork

SERVICE = Service(
    name="courses",
    work=CoursesWork,
    admits=admits,
    follows=FOLLOWS,
    republishes={
        COURSES: use_cases.republish_course,
        TRAINING: use_cases.republish_training,
    },
    records_of_people=(TRAINING, PEOPLE),
)
