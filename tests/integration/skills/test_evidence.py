from tests.callers import AUDITOR, DASHBOARD, HR, LEAD, PEOPLE_ADMIN, staff
from tests.delivery import deliver, published
from tests.integration.skills.organisation import (
    ANN,
    BEN,
    BOSS,
    MANAGER,
    STRANGER,
    TRAINING,
    import_framework,
    levels_of,
    put_person,
    set_up,
    state,
    training_event,
)


def verdict_on(client, identity, *, caller, expect=200, **body):
    return client.post(
        f"/evidence/{identity}/verdict",
        {"verdict": "accepted", **body},
        caller=caller,
        expect=expect,
    ).json


class TestStating:
    def test_a_self_assessment_waits(self, app, client):
        set_up(client)

        made = state(client, "ANN", caller=ANN, note="From last year's project")

        assert made == {
            "id": made["id"],
            "staff_number": "ANN",
            "skill": "testing",
            "level": 2,
            "source": "self",
            "title": None,
            "observed_on": "2026-03-02",
            "expires_on": None,
            "note": "From last year's project",
            "link": None,
            "state": "claimed",
            "author": "ANN",
            "recorded_at": "2026-03-02T12:00:00+00:00",
            "verdict": None,
            "training": None,
        }
        (said,) = published(app, "skills.levels.changed.v1")
        assert said["subject"] == "ANN"
        assert said["data"] == {
            "staff_number": "ANN",
            "levels": [
                {
                    "skill": "testing",
                    "judged_on": None,
                    "steps": [{"from": "2026-03-02", "verified": 0, "claimed": 2}],
                }
            ],
            "waiting": [{"skill": "testing", "level": 2, "since": "2026-03-02"}],
        }

    def test_a_manager_judges_at_once(self, app, client):
        set_up(client)

        made = state(client, "ANN", caller=MANAGER, source="manager", observed_on="2026-02-28")

        assert (made["state"], made["author"]) == ("accepted", "MAN")
        (said,) = published(app, "skills.levels.changed.v1")
        assert said["data"]["levels"][0]["judged_on"] == "2026-02-28"
        assert said["data"]["waiting"] == []

    def test_the_same_again_gives_what_there_is(self, app, client):
        set_up(client)
        made = state(client, "ANN", caller=ANN)

        again = state(client, "ANN", caller=ANN, note="A double click", expect=200)

        assert again == made
        assert len(published(app, "skills.levels.changed.v1")) == 1

    def test_the_same_after_a_rejection_is_new(self, client):
        set_up(client)
        made = state(client, "ANN", caller=ANN)
        verdict_on(client, made["id"], caller=MANAGER, verdict="rejected")

        again = state(client, "ANN", caller=ANN)

        assert again["id"] != made["id"]

    def test_is_open_to_somebody_hr_has_not_announced_yet(self, app, client):
        import_framework(client)
        new = staff("NEW")

        state(client, "NEW", caller=new)

        assert levels_of(client, "NEW", caller=new)["testing"]["claimed"] == 2
        client.get("/people/NEW/levels", caller=AUDITOR, expect=404)
        assert len(published(app, "skills.levels.changed.v1")) == 1

    def test_is_for_those_who_may(self, client):
        set_up(client)
        callers = {
            "assessing oneself as a manager": (ANN, "manager", 403),
            "a manager speaking for the person": (MANAGER, "self", 403),
            "a manager adding a credential": (MANAGER, "credential", 403),
            "the manager's manager": (BOSS, "manager", 201),
            "a colleague": (BEN, "manager", 404),
            "somebody outside the line": (STRANGER, "manager", 404),
            "a digital lead": (LEAD, "manager", 404),
            "an auditor": (AUDITOR, "manager", 403),
            "an admin while the line is at work": (PEOPLE_ADMIN, "manager", 404),
            "a system": (HR, "manager", 403),
            "another system": (DASHBOARD, "self", 403),
            "nobody": (None, "self", 401),
        }

        answers = {
            who: client.post(
                "/people/ANN/evidence",
                {"skill": "testing", "level": 2, "source": source, "title": "T"},
                caller=caller,
            ).status_code
            for who, (caller, source, _) in callers.items()
        }

        assert answers == {who: status for who, (_, _, status) in callers.items()}

    def test_names_the_field_that_cannot_stand(self, app, client):
        set_up(client)
        faults = {
            "unknown skill": ({"skill": "levitation"}, "/skill"),
            "no slug": ({"skill": "$where"}, "/skill"),
            "null": ({"skill": None}, "/skill"),
            "above the scale": ({"level": 5}, "/level"),
            "below the scale": ({"level": -1}, "/level"),
            "between levels": ({"level": 1.9}, "/level"),
            "level as text": ({"level": "2"}, "/level"),
            "level as truth": ({"level": True}, "/level"),
            "a course": ({"source": "course"}, "/source"),
            "credential untitled": ({"source": "credential"}, "/title"),
            "tomorrow": ({"observed_on": "2026-03-03"}, "/observed_on"),
            "29 February": ({"observed_on": "2025-02-29"}, "/observed_on"),
            "other form": ({"observed_on": "20260301"}, "/observed_on"),
            "expired before": ({"expires_on": "2026-03-01"}, "/expires_on"),
            "long title": ({"title": "x" * 201}, "/title"),
            "NUL": ({"title": "a\u0000b"}, "/title"),
            "turned text": ({"note": "a\u202eb"}, "/note"),
            "long note": ({"note": "x" * 10_000}, "/note"),
            "no https": ({"link": "javascript:alert(1)"}, "/link"),
            "unknown field": ({"colour": "red"}, "/colour"),
            "field with a dollar": ({"a.$b": 1}, "/a.$b"),
        }

        answers = {
            what: state(client, "ANN", caller=ANN, expect=422, **changes)
            for what, (changes, _) in faults.items()
        }

        named = {what: [e["pointer"] for e in a["errors"]] for what, a in answers.items()}
        assert named == {what: [pointer] for what, (_, pointer) in faults.items()}
        assert published(app, "skills.levels.changed.v1") == []


class TestAnswering:
    def test_an_accepted_claim_becomes_a_level(self, app, client):
        set_up(client)
        claim = state(client, "ANN", caller=ANN, level=3, observed_on="2026-01-10")

        answered = verdict_on(client, claim["id"], caller=MANAGER, level=2, note="Nearly")

        assert answered["state"] == "accepted"
        assert (answered["level"], answered["observed_on"]) == (3, "2026-01-10")
        assert answered["verdict"] == {
            "verdict": "accepted",
            "by": "MAN",
            "on": "2026-03-02",
            "level": 2,
            "note": "Nearly",
        }
        assert levels_of(client, "ANN", caller=ANN)["testing"]["verified"] == 2
        said = published(app, "skills.levels.changed.v1")[-1]["data"]
        assert said["levels"][0]["judged_on"] == "2026-03-02"
        assert said["waiting"] == []

    def test_a_rejected_claim_counts_for_nothing(self, app, client):
        set_up(client)
        claim = state(client, "ANN", caller=ANN)

        verdict_on(client, claim["id"], caller=MANAGER, verdict="rejected", note="Not yet")

        held = levels_of(client, "ANN", caller=ANN)["testing"]
        assert (held["verified"], held["claimed"]) == (0, 0)
        assert published(app, "skills.levels.changed.v1")[-1]["data"]["levels"] == []

    def test_the_same_answer_again_changes_nothing_and_another_says_who_was_first(
        self, app, client
    ):
        set_up(client)
        claim = state(client, "ANN", caller=ANN)
        first = verdict_on(client, claim["id"], caller=MANAGER)

        again = verdict_on(client, claim["id"], caller=BOSS)
        other = verdict_on(client, claim["id"], caller=BOSS, verdict="rejected", expect=409)

        assert again == first
        assert "MAN accepted this" in other["detail"]
        assert "2\u00a0March 2026" in other["detail"]
        assert len(published(app, "skills.levels.changed.v1")) == 2

    def test_evidence_of_a_course_is_answered_at_its_training_record(self, app, client):
        set_up(client)
        deliver(app, training_event(confirmation="waiting"))
        (evidence,) = client.get("/people/ANN/evidence", caller=ANN).json["items"]

        refused = verdict_on(client, evidence["id"], caller=MANAGER, expect=409)

        assert TRAINING in refused["detail"]

    def test_is_for_those_who_may(self, client):
        set_up(client)
        claim = state(client, "ANN", caller=ANN)
        callers = {
            "the person": (ANN, 403),
            "the manager's manager": (BOSS, 200),
            "a colleague": (BEN, 404),
            "an auditor": (AUDITOR, 403),
            "an admin while the line is at work": (PEOPLE_ADMIN, 404),
            "a digital lead": (LEAD, 404),
            "a system": (HR, 403),
            "nobody": (None, 401),
        }

        answers = {
            who: client.post(
                f"/evidence/{claim['id']}/verdict", {"verdict": "accepted"}, caller=caller
            ).status_code
            for who, (caller, _) in callers.items()
        }

        assert answers == {who: status for who, (_, status) in callers.items()}

    def test_falls_to_an_admin_where_nobody_in_the_line_is_at_work(self, client):
        set_up(client)
        claim = state(client, "ANN", caller=ANN)
        gone = {"expect": 200, "headers": {"If-Match": "*"}, "leaves_on": "2026-03-01"}
        put_person(client, "MAN", manager="BOSS", unit="ward", **gone)
        put_person(client, "BOSS", unit="trust", **gone)
        elsewhere = staff("A8", "people-admin", unit="other")

        verdict_on(client, claim["id"], caller=elsewhere, expect=404)
        verdict_on(client, claim["id"], caller=PEOPLE_ADMIN)

    def test_is_never_an_admins_own_affair(self, client):
        import_framework(client)
        put_person(client, "ADMIN1")
        claim = state(client, "ADMIN1", caller=PEOPLE_ADMIN)

        verdict_on(client, claim["id"], caller=PEOPLE_ADMIN, expect=403)

    def test_names_the_field_that_cannot_stand(self, client):
        set_up(client)
        claim = state(client, "ANN", caller=ANN)
        faults = {
            "another word": ({"verdict": "maybe"}, "/verdict"),
            "a level with a rejection": ({"verdict": "rejected", "level": 1}, "/level"),
            "off the scale": ({"level": 5}, "/level"),
            "unknown field": ({"colour": "red"}, "/colour"),
        }

        for body, pointer in faults.values():
            refused = verdict_on(client, claim["id"], caller=MANAGER, expect=422, **body)
            assert [error["pointer"] for error in refused["errors"]] == [pointer]

    def test_needs_evidence_that_is_there(self, client):
        verdict_on(client, "unknown", caller=MANAGER, expect=404)


class TestListEvidence:
    def test_shows_all_of_it_newest_first(self, app, client):
        set_up(client)
        deliver(app, training_event())
        state(client, "ANN", caller=ANN)
        state(client, "ANN", caller=ANN, observed_on="2026-01-10")

        found = client.get("/people/ANN/evidence", caller=MANAGER, expect=200).json["items"]

        assert [(each["source"], each["observed_on"]) for each in found] == [
            ("self", "2026-03-02"),
            ("course", "2026-02-01"),
            ("self", "2026-01-10"),
        ]
        assert found[1]["training"] == TRAINING

    def test_goes_page_by_page(self, client):
        set_up(client)
        for level in range(3):
            state(client, "ANN", caller=ANN, level=level)

        first = client.get("/people/ANN/evidence?limit=2", caller=ANN, expect=200).json
        rest = client.get(f"/people/ANN/evidence?cursor={first['next']}", caller=ANN).json

        assert (len(first["items"]), len(rest["items"]), rest["next"]) == (2, 1, None)
