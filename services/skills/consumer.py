"""What skills follows: event type to use case."""

from services.skills.use_cases.following import note_training

FOLLOWS = {
    "courses.training.enrolled.v1": note_training,
    "courses.training.progressed.v1": note_training,
    "courses.training.completed.v1": note_training,
    "courses.training.withdrawn.v1": note_training,
}
