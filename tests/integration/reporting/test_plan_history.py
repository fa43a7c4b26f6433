"""What is remembered of changes of the plan, whichever way they come."""

from services.chassis.context import EXTENSION
from services.reporting.domain import ChangeKind
from services.reporting.use_cases import republish_initiative
from tests.callers import LEAD, staff
from tests.integration.reporting.test_plan import PORTAL

ANY = {"If-Match": "*"}


def remembered(app):
    """The changes of the plan, the oldest first."""
    mongo = app.extensions[EXTENSION].mongo
    return mongo.read(lambda work: work.newest_plan_changes({}, limit=100))[::-1]


class TestAChangeOfThePlan:
    def test_is_remembered_with_who_when_before_and_after(self, app, client, clock):
        client.put("/initiatives/portal", PORTAL, caller=LEAD, expect=201)
        other = staff("LEAD9", "digital-lead") | {"azp": "planner"}
        client.put(
            "/initiatives/portal", PORTAL | {"title": "Gate"}, caller=other, headers=ANY, expect=200
        )
        client.delete("/initiatives/portal", caller=LEAD, expect=204)

        added, changed, gone = remembered(app)
        kinds = [one.kind for one in (added, changed, gone)]
        assert kinds == [ChangeKind.ADDED, ChangeKind.CHANGED, ChangeKind.REMOVED]
        assert [one.staff_number for one in (added, changed, gone)] == ["LEAD1", "LEAD9", "LEAD1"]
        assert changed.client == "planner"
        assert added.at == clock.now()
        assert (changed.before, changed.before.title) == (added.after, "Patient portal")
        assert (changed.after, changed.after.title) == (gone.before, "Gate")
        assert (added.before, gone.after) == (None, None)

    def test_is_none_where_nothing_changed(self, app, client):
        client.put("/initiatives/portal", PORTAL, caller=LEAD, expect=201)
        client.put("/initiatives/portal", PORTAL, caller=LEAD, headers=ANY, expect=200)
        client.delete("/initiatives/portal", caller=LEAD, expect=204)
        client.delete("/initiatives/portal", caller=LEAD, expect=204)

        assert [one.kind for one in remembered(app)] == [ChangeKind.ADDED, ChangeKind.REMOVED]

    def test_is_none_where_it_was_refused(self, app, client):
        client.put("/initiatives/portal", PORTAL | {"deadline": "x"}, caller=LEAD, expect=422)
        client.put("/initiatives/portal", PORTAL, caller=staff("S1"), expect=403)
        client.put("/initiatives/portal", PORTAL, caller=LEAD, headers=ANY, expect=412)

        assert remembered(app) == ()

    def test_is_none_when_the_plan_is_only_said_again(self, app, client):
        client.put("/initiatives/portal", PORTAL, caller=LEAD, expect=201)

        mongo = app.extensions[EXTENSION].mongo
        mongo.transact(lambda work: republish_initiative(work, "portal"))

        assert len(remembered(app)) == 1
