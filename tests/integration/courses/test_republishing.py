from services.chassis.context import EXTENSION
from services.courses.service import SERVICE
from services.courses.store import COURSES, TRAINING
from tests.callers import LEARNING_ADMIN, staff
from tests.delivery import published
from tests.integration.courses.sending import make_course


class TestRepublish:
    def test_says_the_present_state_again_with_a_new_version(self, app, client):
        make_course(client)
        make_course(client, "gone")
        client.delete("/courses/gone", caller=LEARNING_ADMIN, expect=204)
        entry = {"course": "testing", "state": "completed", "completed_on": "2026-03-01"}
        record = client.post("/people/S1/training", entry, caller=staff("S1"), expect=201).json
        before = {said["subject"]: said for said in published(app)}

        for kind, identity in ((COURSES, "testing"), (COURSES, "gone"), (TRAINING, record["id"])):
            app.extensions[EXTENSION].mongo.transact(
                lambda work, kind=kind, identity=identity: SERVICE.republishes[kind](work, identity)
            )

        after = {said["subject"]: said for said in published(app)}
        for subject, said in before.items():
            assert after[subject]["version"] > said["version"]
            assert (after[subject]["type"], after[subject]["data"]) == (said["type"], said["data"])
        assert client.get(f"/training/{record['id']}", caller=staff("S1")).json == record
