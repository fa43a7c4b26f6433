"""What managers come for: to answer what waits, to assess, to see where their team stands."""

from datetime import UTC, datetime, timedelta

import pytest

pytestmark = pytest.mark.usefixtures("sample")

TODAY = datetime.now(UTC).date()
CRAIG, MING, LUCY = "A2103", "A2104", "A2105"
SKILLS = {
    "by keyboard": ("agile-working", "Agile working"),
    "without JavaScript": ("prototyping", "Prototyping"),
}


@pytest.fixture
def nadia(as_person):
    """Who leads the data platform."""
    return as_person("nadia.rahman")


@pytest.fixture
def claim(client, way):
    """Something that somebody says of themselves: `claim("ming.tan", MING)`; gives it."""
    skill, _ = SKILLS[way]

    def post(username, number):
        body = {"source": "self", "skill": skill, "level": 1, "note": f"I did it {way}."}
        path = f"/skills/api/v1/people/{number}/evidence"
        return client.must("POST", path, who=username, json=body)

    return post


@pytest.fixture
def completions(client, way):
    """Two completions that wait for the manager: their titles."""
    titles = [f"{what}, {way}" for what in ("Streaming data", "Feeds that heal themselves")]
    for title in titles:
        body = {
            "outside": {"title": title, "outcomes": [{"skill": "data-quality", "level": 1}]},
            "state": "completed",
            "completed_on": str(TODAY - timedelta(days=2)),
        }
        client.must("POST", f"/courses/api/v1/people/{MING}/training", who="ming.tan", json=body)
    return titles


class TestToConfirm:
    def test_several_together(self, nadia, completions):
        nadia.open("/reporting/")
        nadia.follow("To confirm")
        for title in completions:
            nadia.tick(f"Select Ming Tan, {title}")
        nadia.press("Confirm")

        assert nadia.heading() == "Check before you confirm them"
        nadia.sees(*completions)
        nadia.press("Confirm 2")

        assert nadia.heading() == "2 confirmed"
        nadia.follow("Back to what waits for you")
        assert nadia.page.get_by_text(completions[0]).count() == 0

    @pytest.mark.usefixtures("completions")
    def test_nothing_ticked_is_said(self, nadia):
        nadia.open("/courses/to-confirm")
        nadia.press("Confirm")

        nadia.mend("Select at least one to confirm")

    def test_a_rejection_has_a_reason_that_the_person_sees(self, nadia, claim, as_person, way):
        skill, name = SKILLS[way]
        claim("craig.ellery", CRAIG)
        nadia.open("/skills/to-confirm")
        nadia.follow(f"Reject Craig Ellery, {name}")
        nadia.press("Reject")
        nadia.mend("Enter a reason")

        reason = f"Let us look at it together first, {way}."
        nadia.write("Why do you reject it?", reason)
        nadia.press("Reject")

        assert nadia.heading() == "1 rejected"
        craig = as_person("craig.ellery")
        craig.open(f"/skills/evidence/{skill}")
        craig.sees(reason)

    def test_somebody_else_was_faster(self, nadia, claim, client, way):
        _, name = SKILLS[way]
        one = claim("ming.tan", MING)
        nadia.open("/skills/to-confirm")
        nadia.tick(f"Select Ming Tan, {name}")
        path = f"/skills/api/v1/evidence/{one['id']}/verdict"
        client.must("POST", path, who="helen.whitcombe", json={"verdict": "accepted"})
        nadia.press("Confirm")

        nadia.sees("nothing changed", "Helen Whitcombe")


class TestAPerson:
    def test_is_assessed(self, nadia, way):
        level = {"by keyboard": "2 Working", "without JavaScript": "1 Awareness"}[way]
        nadia.open("/reporting/")
        nadia.follow("Your team")
        nadia.follow("Lucy Barton")
        nadia.follow("Assess Lucy Barton in Data modelling")
        nadia.choose(level)
        nadia.write("Note (optional)", "Seen in the review.")
        nadia.press("Continue")
        nadia.press("Confirm this level")

        assert nadia.heading() == f"Lucy Barton is at level {level[0]}, {level[2:].lower()}"

    def test_is_excused_for_a_while_and_then_no_more(self, nadia):
        until = TODAY + timedelta(days=60)
        nadia.open(f"/skills/people/{LUCY}")
        nadia.follow("Excuse Lucy Barton from Testing")
        nadia.press("Excuse them")
        nadia.mend("Enter the last day")
        nadia.write("Why do you excuse them?", "She builds no software this quarter.")
        nadia.date("Until when?", until)
        nadia.press("Excuse them")

        nadia.sees("Lucy Barton is excused from Testing until")
        nadia.follow("Change or end the excuse of Lucy Barton in Testing")
        nadia.press("End it")
        nadia.sees("Lucy Barton is not excused from Testing any more")


class TestTheTeam:
    def test_is_narrowed_to_one_skill(self, nadia):
        nadia.open("/reporting/team")
        nadia.pick("Skill", "Data quality")
        nadia.tick("Gaps only")
        nadia.press("Update")

        nadia.sees("the level that their role needs in data quality")
        assert nadia.page.get_by_role("columnheader").count() == 3

    def test_is_listed_by_gaps(self, nadia):
        nadia.open("/reporting/team")
        nadia.follow("List of gaps")

        nadia.sees("Craig Ellery", "2 of 3, 1 short")

    def test_is_taken_away_as_a_file(self, nadia):
        nadia.open("/reporting/team")
        file = nadia.take("Download (CSV)")

        assert file.splitlines()[0].startswith("Staff number,Name,Team,Role,Skill")
        assert "Craig Ellery" in file

    def test_shows_what_is_at_risk_and_who_can_help(self, nadia):
        nadia.open("/reporting/team")
        nadia.follow("What is at risk here")
        assert nadia.heading().startswith("At risk")

        nadia.open("/reporting/team")
        nadia.follow("Find who can help with a skill")
        nadia.pick("Skill", "Data integration")
        nadia.press("Find")
        nadia.sees("Amara Okafor")
