"""What skills follows: event type to use case."""

from services.skills import use_cases

FOLLOWS = {
    "courses.training.enrolled.v1": use_cases.note_training,
    "courses.training.progressed.v1": use_cases.note_training,
    "courses.training.completed.v1": use_cases.note_training,
    "courses.training.withdrawn.v1": use_cases.note_training,
}
