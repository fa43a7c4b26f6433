"""What the answer to posted events looks like."""

from services.chassis.event_routes import IntakeSchema


class TestIntakeSchema:
    def test_shows_one_event_without_counts_and_items(self):
        taken = {"id": "e1", "status": "accepted", "waiting": False}

        assert IntakeSchema().dump(taken) == taken
