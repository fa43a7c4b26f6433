from concurrent.futures import ThreadPoolExecutor

import pytest

from services.courses.app import create
from tests.callers import AUDITOR, DASHBOARD, LEARNING_ADMIN, LMS, PEOPLE_ADMIN, Client, staff
from tests.delivery import published
from tests.integration.courses.sending import SOURCE, TESTING, make_course

READER = staff("S1")


class TestPutCourse:
    def test_creates_it_and_says_so(self, app, client):
        made = make_course(client)

        assert made.status_code == 201
        got = client.get("/courses/testing", caller=READER, expect=200)
        assert got.json == {
            **TESTING,
            "course": "testing",
            "summary": None,
            "prerequisites": [],
            "after": [],
            "url": None,
            "external_ids": [],
            "withdrawn": False,
        }
        assert got.headers["ETag"] == made.headers["ETag"]
        (said,) = published(app, "courses.course.changed.v1")
        assert said["subject"] == "testing"
        assert said["data"]["outcomes"] == [{"skill": "testing", "level": 2}]

    def test_needs_only_a_title_and_outcomes(self, client):
        body = {"title": "Short", "outcomes": []}

        client.put("/courses/short", body, caller=LEARNING_ADMIN, expect=201)

    def test_replaces_what_the_caller_has_seen(self, client):
        seen = make_course(client).headers["ETag"]
        body = TESTING | {"title": "Testing anew"}
        put = {"caller": LEARNING_ADMIN}

        client.put("/courses/testing", body, **put, expect=428)
        client.put("/courses/testing", body, **put, headers={"If-Match": '"7"'}, expect=412)
        client.put("/courses/testing", body, **put, headers={"If-None-Match": "*"}, expect=412)
        client.put("/courses/testing", body, **put, headers={"If-Match": seen}, expect=200)
        client.put("/courses/testing", body, **put, headers={"If-Match": seen}, expect=412)
        client.put("/courses/testing", body, **put, headers={"If-Match": "*"}, expect=200)

    def test_the_same_again_says_nothing_new(self, app, client):
        first = make_course(client)

        again = make_course(client, again=True)

        assert again.headers["ETag"] == first.headers["ETag"]
        assert len(published(app)) == 1

    def test_is_not_changed_for_whoever_has_it(self, client):
        seen = make_course(client).headers["ETag"]

        got = client.get(
            "/courses/testing", caller=READER, headers={"If-None-Match": seen}, expect=304
        )

        assert got.get_data() == b""

    def test_refuses_an_unknown_course_before_it(self, client):
        refused = make_course(client, after=["nowhere"])

        assert refused.status_code == 422
        assert refused.json["errors"][0]["pointer"] == "/after/0"

    def test_refuses_a_circle(self, client):
        make_course(client, "a")
        make_course(client, "b", after=["a"])

        refused = make_course(client, "a", after=["b"], again=True)

        assert refused.status_code == 422
        assert client.get("/courses/a", caller=READER).json["after"] == []

    def test_refuses_an_external_id_of_another_course(self, client):
        ids = [{"source": SOURCE, "id": "T-1"}]
        make_course(client, "a", external_ids=ids)

        refused = make_course(client, "b", external_ids=ids)

        assert refused.status_code == 422
        assert refused.json["errors"][0]["pointer"] == "/external_ids/0"
        assert make_course(client, "a", external_ids=ids, title="x", again=True).status_code == 200

    @pytest.mark.parametrize(
        ("changes", "pointer"),
        [
            ({"title": None}, "/title"),
            ({"title": "  "}, "/title"),
            ({"title": "x" * 10_000}, "/title"),
            ({"title": "a\u0000b"}, "/title"),
            ({"title": "a\u202eb"}, "/title"),
            ({"mode": "by post"}, "/mode"),
            ({"hours": -3}, "/hours"),
            ({"hours": 10_001}, "/hours"),
            ({"hours": "6"}, "/hours"),
            ({"cost_pence": -1}, "/cost_pence"),
            ({"cost_pence": 1.5}, "/cost_pence"),
            ({"valid_months": 0}, "/valid_months"),
            ({"outcomes": [{"skill": "testing", "level": 1.9}]}, "/outcomes/0/level"),
            ({"outcomes": [{"skill": "testing", "level": 5}]}, "/outcomes/0/level"),
            ({"outcomes": [{"skill": "Not a slug", "level": 1}]}, "/outcomes/0/skill"),
            ({"outcomes": [{"skill": "a", "level": 1}] * 2}, "/outcomes/1/skill"),
            ({"prerequisites": [{"skill": "a"}]}, "/prerequisites/0/level"),
            ({"after": ["a", "a"]}, "/after/1"),
            ({"url": "http://insecure.example"}, "/url"),
            ({"external_ids": [{"source": "x"}]}, "/external_ids/0/id"),
            ({"$where": 1}, "/$where"),
            ({"a.b": 1}, "/a.b"),
            ({"withdrawn": True}, "/withdrawn"),
        ],
        ids=[
            "no title",
            "a title of spaces",
            "a title of 10,000 characters",
            "NUL",
            "right-to-left override",
            "unknown mode",
            "negative hours",
            "absurd hours",
            "hours as text",
            "negative cost",
            "part of a penny",
            "no months",
            "1.9 as a level",
            "level 5",
            "no slug",
            "a skill twice",
            "no level",
            "after twice",
            "no https",
            "half an external id",
            "a dollar key",
            "a dotted key",
            "what only we may say",
        ],
    )
    def test_refuses_what_cannot_stand_and_names_it(self, app, client, changes, pointer):
        refused = make_course(client, **changes)

        assert refused.status_code == 422
        assert refused.content_type == "application/problem+json"
        assert pointer in [error["pointer"] for error in refused.json["errors"]]
        assert published(app) == []

    @pytest.mark.parametrize(
        ("raw", "status"),
        [
            (b"{", 400),
            (b'{"title": "a", "title": "b"}', 400),
            (b'{"title": "a", "hours": NaN}', 400),
            (b'{"title": "a", "cost_pence": 99999999999999999999}', 400),
            (b'{"title": "\\ud800", "outcomes": []}', 422),
            (b"[" * 100_000, 400),
            (b"[]", 422),
            (b'"' + b"x" * 8_000_001 + b'"', 413),
        ],
        ids=["broken", "twice", "NaN", "past 64 bits", "surrogate", "deep", "list", "huge"],
    )
    def test_refuses_json_that_cannot_be_taken(self, client, raw, status):
        client.call("PUT", "/courses/testing", raw=raw, caller=LEARNING_ADMIN, expect=status)

    def test_refuses_another_content_type(self, client):
        client.call(
            "PUT",
            "/courses/testing",
            raw=b"title=a",
            content_type="application/x-www-form-urlencoded",
            caller=LEARNING_ADMIN,
            expect=415,
        )

    @pytest.mark.parametrize(
        ("caller", "status"),
        [(None, 401), (READER, 403), (AUDITOR, 403), (PEOPLE_ADMIN, 403), (LMS, 403)],
        ids=["nobody", "staff", "auditor", "people-admin", "learning system"],
    )
    def test_is_for_who_keeps_the_catalogue(self, client, caller, status):
        client.put("/courses/testing", TESTING, caller=caller, expect=status)
        client.delete("/courses/testing", caller=caller, expect=status)
        client.post("/courses/imports", caller=caller, expect=status)


class TestTwoAtOnce:
    def test_cannot_close_a_circle_together(self, wire, keys):
        clients = [Client(wire(create), keys, "courses") for _ in range(2)]
        for name in ("a", "b"):
            make_course(clients[0], name)

        with ThreadPoolExecutor(2) as pool:
            for _ in range(10):
                answers = list(
                    pool.map(
                        lambda job: make_course(job[0], job[1], after=[job[2]], again=True),
                        [(clients[0], "a", "b"), (clients[1], "b", "a")],
                    )
                )
                assert sorted(answer.status_code for answer in answers) == [200, 422]
                make_course(clients[0], "a", again=True)
                make_course(clients[0], "b", again=True)

    def test_cannot_take_the_same_external_id(self, wire, keys):
        clients = [Client(wire(create), keys, "courses") for _ in range(2)]
        ids = [{"source": SOURCE, "id": "T-1"}]

        with ThreadPoolExecutor(2) as pool:
            answers = list(
                pool.map(
                    lambda job: make_course(job[0], job[1], external_ids=ids),
                    [(clients[0], "a"), (clients[1], "b")],
                )
            )

        assert sorted(answer.status_code for answer in answers) == [201, 422]


class TestWithdrawCourse:
    def test_takes_it_off_the_list_and_says_so(self, app, client):
        make_course(client)

        client.delete("/courses/testing", caller=LEARNING_ADMIN, expect=204)
        client.delete("/courses/testing", caller=LEARNING_ADMIN, expect=204)

        assert client.get("/courses", caller=READER).json["items"] == []
        assert client.get("/courses/testing", caller=READER).json["withdrawn"] is True
        (said,) = published(app, "courses.course.withdrawn.v1")
        assert said["data"]["title"] == "Testing"

    def test_can_be_made_again(self, app, client):
        make_course(client)
        client.delete("/courses/testing", caller=LEARNING_ADMIN, expect=204)

        make_course(client, title="Testing anew")

        got = client.get("/courses/testing", caller=READER).json
        assert (got["title"], got["withdrawn"]) == ("Testing anew", False)
        versions = [said["version"] for said in published(app)]
        assert versions == sorted(set(versions))

    def test_holds_to_the_version_that_is_given(self, client):
        seen = make_course(client).headers["ETag"]
        delete = {"caller": LEARNING_ADMIN}

        client.delete("/courses/testing", **delete, headers={"If-Match": '"7"'}, expect=412)
        client.delete("/courses/testing", **delete, headers={"If-Match": seen}, expect=204)

    def test_of_a_course_that_never_was_changes_nothing(self, client):
        client.delete("/courses/nowhere", caller=LEARNING_ADMIN, expect=204)
        client.get("/courses/nowhere", caller=READER, expect=404)


class TestListCourses:
    @pytest.fixture
    def listed(self, client):
        make_course(client, "a", title="Agile basics", outcomes=[{"skill": "agile", "level": 1}])
        make_course(
            client, "b", title="Agile (advanced)", outcomes=[{"skill": "agile", "level": 3}]
        )
        make_course(client, "c", provider="College of .*")

        def names(query):
            answer = client.get(f"/courses{query}", caller=DASHBOARD, expect=200).json
            return [item["course"] for item in answer["items"]]

        return names

    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            ("", ["a", "b", "c"]),
            ("?q=", ["a", "b", "c"]),
            ("?q=agile", ["a", "b"]),
            ("?q=(ADVANCED)", ["b"]),
            ("?q=.*", ["c"]),
            ("?skill=agile", ["a", "b"]),
            ("?skill=agile&level=2", ["b"]),
            ("?level=2", ["b", "c"]),
            ("?q=basics&skill=testing", []),
        ],
    )
    def test_finds_by_words_and_by_what_they_give(self, listed, query, expected):
        assert listed(query) == expected

    def test_comes_in_pages(self, client):
        for name in ("a", "b", "c"):
            make_course(client, name)

        first = client.get("/courses?limit=2", caller=READER, expect=200).json
        rest = client.get(f"/courses?limit=2&cursor={first['next']}", caller=READER).json

        assert [item["course"] for item in first["items"] + rest["items"]] == ["a", "b", "c"]
        assert rest["next"] is None

    @pytest.mark.parametrize("query", ["?limit=0", "?limit=201", "?level=9", "?cursor=x"])
    def test_refuses_a_query_that_cannot_stand(self, client, query):
        client.get(f"/courses{query}", caller=READER, expect=422)
