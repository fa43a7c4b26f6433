from services.courses.domain import Background, Gap, Learner, reasons, recommend
from tests.unit.courses.factories import course

NAMES = {"testing": "Testing", "agile": "Agile working", "api": "API design"}


def explained(gaps, *catalogue, planned=None, **brings):
    learner = Learner(**brings)
    background = Background(catalogue=catalogue, skill_names=NAMES, planned=planned or {})
    return reasons(recommend(learner, gaps, catalogue), background)


class TestReasons:
    def test_name_the_gap_and_the_levels(self):
        (reason,) = explained([Gap("testing", 2, 1)], course("t"), levels={"testing": 1})

        assert reason == (
            "Closes the gap in testing, from level 1, awareness, to level 2, working."
        )

    def test_keep_the_capitals_of_an_abbreviation(self):
        (reason,) = explained([Gap("api", 1, 0)], course("a", gives={"api": 1}))

        assert reason == "Closes the gap in API design, from no level, to level 1, awareness."

    def test_call_a_skill_without_a_known_name_by_its_id(self):
        (reason,) = explained([Gap("new-skill", 1, 0)], course("n", gives={"new-skill": 1}))

        assert "in new-skill," in reason

    def test_say_that_a_step_is_a_step(self):
        (reason,) = explained([Gap("testing", 3, 0)], course("t"))

        assert reason == (
            "A step towards level 3, practitioner, in testing: from no level, to level 2, working."
        )

    def test_name_every_gap_that_a_course_closes(self):
        both = course("both", gives={"testing": 2, "agile": 1})

        (reason,) = explained([Gap("testing", 2, 0), Gap("agile", 1, 0)], both)

        assert reason == (
            "Closes the gap in testing, from no level, to level 2, working. "
            "Closes the gap in agile working, from no level, to level 1, awareness."
        )

    def test_say_what_a_needed_first_course_is_for(self):
        first, _ = explained(
            [Gap("testing", 2, 0)],
            course("a", gives={"x": 1}),
            course("t", title="Testing in depth", after=("a",)),
        )

        assert first == "Has to come before “Testing in depth”."

    def test_say_that_it_takes_the_least_time(self):
        (reason,) = explained([Gap("testing", 2, 0)], course("t", hours=2), course("u", hours=3))

        assert reason.endswith("in the least time of the 2 courses that could.")

    def test_say_that_it_costs_least_where_the_time_is_the_same(self):
        (reason,) = explained(
            [Gap("testing", 2, 0)],
            course("t", hours=2, cost_pence=1),
            course("u", hours=2, cost_pence=2),
        )

        assert reason.endswith("at the least cost of the 2 courses that could.")

    def test_claim_no_advantage_that_is_not_there(self):
        (reason,) = explained([Gap("testing", 2, 0)], course("t", hours=2), course("u"))

        assert "could" not in reason

    def test_say_that_it_is_started(self):
        (reason,) = explained([Gap("testing", 2, 0)], course("t"), started=frozenset({"t"}))

        assert reason.startswith("Started already. Closes the gap")

    def test_say_what_the_plan_asks_for(self):
        (reason,) = explained(
            [Gap("testing", 2, 0)], course("t"), planned={"testing": "Shared data platform"}
        )

        assert reason.endswith("The plan asks for it: “Shared data platform”.")
