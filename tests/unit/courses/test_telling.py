from dataclasses import replace
from datetime import date, timedelta

import pytest

from services.courses.domain import (
    Answer,
    Confirmation,
    LoggedBy,
    Stage,
    answer,
    enrol,
    progress,
    stage_of,
    state_in_words,
    story_of,
)
from tests.unit.courses.factories import TODAY, completed, course, statement

DONE = date(2026, 6, 1)
WAITING = completed(course("c"), DONE)
REPORTED = completed(course("c", valid_months=12), DONE, LoggedBy.SYSTEM)
ENROLLED = enrol((), course("c"), statement()).after
STARTED = progress((), course("c"), statement(), percent=40).after
CONFIRMED = answer(WAITING, Answer.ACCEPTED, by="M1", on=TODAY)
REJECTED = answer(WAITING, Answer.REJECTED, by="M1", on=TODAY, note="That was another course.")


def story(record, on=TODAY):
    said = story_of(record, confirmer="Nadia", answered_by="Nadia", on=on)
    return said.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("record", "stage", "state"),
    [
        (ENROLLED, Stage.OPEN, "Enrolled"),
        (STARTED, Stage.OPEN, "In progress, 40%"),
        (replace(STARTED, percent=None), Stage.OPEN, "In progress"),
        (WAITING, Stage.WAITING, "Waiting"),
        (CONFIRMED, Stage.DONE, "Confirmed"),
        (REPORTED, Stage.DONE, "Finished"),
        (REJECTED, Stage.OUT, "Rejected"),
        (WAITING.withdrawn(), Stage.OUT, "Withdrawn"),
    ],
)
def test_a_record_stands_somewhere_and_says_so(record, stage, state):
    assert stage_of(record) is stage
    assert state_in_words(record) == state


@pytest.mark.parametrize(
    ("record", "said"),
    [
        (ENROLLED, "On your record since 30 June 2026."),
        (
            WAITING,
            "Finished on 1 June 2026. Waiting since 30 June 2026. It counts once Nadia confirms "
            "it.",
        ),
        (CONFIRMED, "Finished on 1 June 2026. Nadia confirmed it on 30 June 2026."),
        (
            REJECTED,
            "Finished on 1 June 2026. Nadia rejected it on 30 June 2026: “That was another "
            "course”. It does not count.",
        ),
        (
            REPORTED,
            "Finished on 1 June 2026. A learning system reported it. It counts until 1 June 2027.",
        ),
        (
            replace(WAITING, confirmation=Confirmation(Answer.ACCEPTED, on=TODAY)),
            "Finished on 1 June 2026. A learning system confirmed it on 30 June 2026.",
        ),
        (WAITING.withdrawn(), "You withdrew it, so it does not count."),
    ],
)
def test_a_record_tells_its_story(record, said):
    assert story(record) == said


def test_a_result_runs_out_on_the_day_after_its_last():
    last = REPORTED.expires_on

    assert story(REPORTED, last).endswith("It counts until 1 June 2027.")
    assert story(REPORTED, last + timedelta(days=1)).endswith("It ran out on 1 June 2027.")
