from datetime import UTC, datetime, timedelta

import pytest

from services.chassis.freshness import Freshness, Position, Sign
from services.frontend.condition import GOAL, SILENT, State, condition_of

NOW = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)
EARLIER = NOW - timedelta(minutes=1)


def sign(kind, at=NOW):
    return Sign(kind=kind, slot=0, started=EARLIER, at=at)


def freshness(**changes):
    well = {
        "at": NOW,
        "as_of": NOW,
        "pending": 0,
        "oldest_pending": None,
        "dead_letters": 0,
        "waiting_people": 0,
        "topics": (),
        "processes": (sign("consumer"), sign("relay")),
    }
    return Freshness(**{**well, **changes})


def behind(by, topic="skills.levels"):
    return Position(topic=topic, partition=0, waiting=3, last_event=NOW - by)


class TestCondition:
    def test_has_no_remarks_where_all_is_well(self):
        condition = condition_of(freshness(), NOW)

        assert condition.remarks == ()
        assert condition.applying is State.WELL

    @pytest.mark.parametrize(
        ("changes", "remark"),
        [
            (
                {"pending": 2, "oldest_pending": EARLIER},
                "2 events have been saved and not sent yet.",
            ),
            (
                {"topics": (behind(timedelta(minutes=1)),)},
                "3 events have not been applied yet (skills.levels).",
            ),
            ({"dead_letters": 1}, "1 event is set aside and needs a decision."),
            ({"dead_letters": 2}, "2 events are set aside and need a decision."),
            (
                {"processes": (sign("consumer", NOW - SILENT * 2), sign("relay"))},
                "The consumer has not said for a while that it is running.",
            ),
            ({"processes": (sign("relay"),)}, "There is no consumer running."),
        ],
    )
    def test_says_in_one_sentence_what_to_look_at(self, changes, remark):
        assert condition_of(freshness(**changes), NOW).remarks == (remark,)

    def test_takes_what_is_on_its_way_for_well(self):
        young = {"pending": 1, "oldest_pending": NOW - GOAL, "topics": (behind(GOAL),)}

        assert condition_of(freshness(**young), NOW).remarks == ()

    def test_adds_the_partitions_of_a_topic_up(self):
        topics = (behind(GOAL), behind(timedelta(minutes=1)), behind(GOAL, "skills.people"))

        condition = condition_of(freshness(topics=topics), NOW)

        assert [(t.name, t.waiting, t.state) for t in condition.topics] == [
            ("skills.levels", 6, State.LATE),
            ("skills.people", 3, State.WELL),
        ]
        assert condition.waiting == 9
