import io
import json
import re
from html.parser import HTMLParser

import pytest
from structlog.testing import capture_logs

from tests.callers import HR, OPERATOR, PEOPLE_ADMIN, staff
from tests.integration.chassis.notes import WRITTEN

ANN = staff("ANN")
EIGHT_MB = 8_000_000
NONE = "This address takes none."


def is_problem(response, status):
    """Whether this is a problem document; it is given."""
    assert response.status_code == status, response.get_data(as_text=True)
    assert response.content_type == "application/problem+json"
    body = json.loads(response.get_data(as_text=True))
    assert set(body) == {"type", "title", "status", "detail", "instance", "errors"}
    assert (body["status"], body["instance"]) == (status, response.request.path)
    return body


class TestSigningIn:
    def test_is_needed(self, client):
        response = client.get("/notes")

        is_problem(response, 401)
        assert response.headers["WWW-Authenticate"] == "Bearer"

    @pytest.mark.parametrize("header", ["", "Bearer", "Bearer  ", "Basic YTpi", "Bearer junk"])
    def test_takes_a_bearer_token_that_stands(self, client, header):
        is_problem(client.get("/notes", headers={"Authorization": header}), 401)

    def test_takes_the_word_bearer_in_any_case(self, client, keys):
        header = {"Authorization": f"bEaReR {keys.token(**ANN)}"}

        client.get("/notes", headers=header, expect=200)

    def test_is_refused_to_those_who_left(self, client):
        is_problem(client.get("/notes", caller=staff("GONE")), 403)

    def test_comes_before_the_rule_and_the_rule_before_the_body(self, client):
        is_problem(client.put("/notes/a", {"text": 5}), 401)
        is_problem(client.put("/notes/a", {"text": 5}, caller=ANN), 403)
        is_problem(client.put("/notes/a", {"text": 5}, caller=PEOPLE_ADMIN), 422)


class TestABody:
    @pytest.mark.parametrize(
        ("raw", "said"),
        [
            pytest.param(b"", "not JSON", id="none"),
            pytest.param(b'{"text": "a"', "line 1, column", id="broken"),
            pytest.param(b'{"text": "a", "text": "b"}', "stands twice", id="a doubled key"),
            pytest.param(b'{"text": "a", "count": NaN}', "NaN", id="NaN"),
            pytest.param(b'{"count": 9223372036854775808}', "64 bits", id="65 bits"),
            pytest.param(b'{"text": "\xff"}', "UTF-8", id="not UTF-8"),
            pytest.param(b'{"text":' * 100_000, "nested", id="deep nesting"),
        ],
    )
    def test_that_is_no_json_is_refused(self, client, raw, said):
        response = client.put("/notes/a", None, raw=raw, caller=PEOPLE_ADMIN)

        assert said in is_problem(response, 400)["detail"]
        client.get("/notes/a", caller=ANN, expect=404)

    @pytest.mark.parametrize(
        ("body", "pointer"),
        [
            pytest.param({}, "/text", id="a missing field"),
            pytest.param({"text": "a", "more": 1}, "/more", id="an unknown field"),
            pytest.param({"text": "a", "$where": 1}, "/$where", id="a key with a dollar"),
            pytest.param({"text": "a", "a.b": 1}, "/a.b", id="a key with a dot"),
            pytest.param({"text": "a", "note": "b"}, "/note", id="a field that only answers have"),
            pytest.param({"text": "a" * 10_000}, "/text", id="10,000 characters"),
            pytest.param({"text": "\ud800"}, "/text", id="half a surrogate pair"),
            pytest.param({"text": "a\0"}, "/text", id="NUL"),
            pytest.param({"text": "\u202eabc"}, "/text", id="reversed writing"),
            pytest.param({"text": "a", "count": 1.9}, "/count", id="1.9"),
            pytest.param({"text": "a", "count": "3"}, "/count", id="a number as text"),
            pytest.param({"text": "a", "count": True}, "/count", id="true"),
            pytest.param({"text": None}, "/text", id="null"),
            pytest.param([{"text": "a"}], "", id="a list"),
            pytest.param("text", "", id="text"),
            pytest.param(None, "", id="nothing but null"),
        ],
    )
    def test_that_cannot_stand_is_refused_at_its_field(self, client, body, pointer):
        raw = json.dumps(body).encode()

        response = client.put("/notes/a", None, raw=raw, caller=PEOPLE_ADMIN)

        errors = is_problem(response, 422)["errors"]
        assert {error["pointer"] for error in errors} == {pointer}
        assert all(error["detail"] for error in errors)
        client.get("/notes/a", caller=ANN, expect=404)

    @pytest.mark.parametrize(
        "content_type", ["text/plain", "application/x-www-form-urlencoded", "text/json", ""]
    )
    def test_of_another_type_is_refused(self, client, content_type):
        response = client.put(
            "/notes/a", None, raw=b'{"text": "a"}', content_type=content_type, caller=PEOPLE_ADMIN
        )

        is_problem(response, 415)

    def test_of_json_may_name_its_character_set(self, client):
        client.put(
            "/notes/a",
            {"text": "a"},
            content_type="application/json; charset=utf-8",
            caller=PEOPLE_ADMIN,
            expect=201,
        )

    def test_may_have_8_mb_and_no_more(self, client):
        head, tail = b'{"text": "', b'"}'
        fits = head + b"a" * (EIGHT_MB - len(head) - len(tail)) + tail

        at_most = client.put("/notes/a", None, raw=fits, caller=PEOPLE_ADMIN)
        too_much = client.put("/notes/a", None, raw=fits + b" ", caller=PEOPLE_ADMIN)

        assert is_problem(at_most, 422)["errors"][0]["pointer"] == "/text"
        assert len(at_most.get_data()) < 2_000
        is_problem(too_much, 413)

    def test_sent_in_chunks_may_have_8_mb_and_no_more(self, client):
        response = client.put(
            "/notes/a",
            None,
            raw=None,
            caller=PEOPLE_ADMIN,
            headers={"Transfer-Encoding": "chunked", "Content-Type": "application/json"},
            input_stream=io.BytesIO(b" " * (EIGHT_MB + 1)),
            environ_overrides={"wsgi.input_terminated": True},
        )

        is_problem(response, 413)


class TestAnAddress:
    @pytest.mark.parametrize(
        "path",
        ["/nothing", "/notes/", "/notes/A", "/notes/a%00", "/notes/a/b", "/notes/..%2fa", "/%ff"],
    )
    def test_that_is_none_is_404(self, client, path):
        is_problem(client.get(path, caller=ANN), 404)

    def test_takes_its_own_methods_and_names_them(self, client):
        response = client.patch("/notes/a", {}, caller=ANN)

        is_problem(response, 405)
        assert set(response.headers["Allow"].split(", ")) == {
            "DELETE",
            "GET",
            "HEAD",
            "OPTIONS",
            "PUT",
        }

    @pytest.mark.parametrize(
        ("query", "pointer"),
        [
            ("limit=0", "/limit"),
            ("limit=201", "/limit"),
            ("limit=ten", "/limit"),
            ("limit=", "/limit"),
            ("cursor=junk", "/cursor"),
        ],
    )
    def test_takes_a_query_that_can_stand(self, client, query, pointer):
        problem = is_problem(client.get(f"/notes?{query}", caller=ANN), 422)

        assert [error["pointer"] for error in problem["errors"]] == [pointer]

    @pytest.mark.parametrize(
        ("path", "said"),
        [
            ("/notes?Limit=1", {"/Limit": "Unknown parameter. Allowed are: limit, cursor."}),
            ("/notes?limit=1&q=", {"/q": "Unknown parameter. Allowed are: limit, cursor."}),
            ("/notes/a?x=1&y%00=2", dict.fromkeys(["/x", "/y\0"], f"Unknown parameter. {NONE}")),
            ("/freshness?all=true", {"/all": f"Unknown parameter. {NONE}"}),
        ],
    )
    def test_refuses_a_parameter_that_it_does_not_know(self, client, path, said):
        problem = is_problem(client.get(path, caller=ANN), 422)

        assert {error["pointer"]: error["detail"] for error in problem["errors"]} == said

    def test_says_nothing_of_its_query_before_the_sign_in(self, client):
        is_problem(client.get("/notes?q=1"), 401)
        is_problem(client.get("/dead-letters?q=1", caller=ANN), 403)

    def test_gives_a_long_list_in_pages(self, client):
        for note in ("a", "b", "c"):
            client.put(f"/notes/{note}", {"text": "T"}, caller=PEOPLE_ADMIN, expect=201)

        first = client.get("/notes?limit=2", caller=ANN, expect=200).json
        second = client.get(f"/notes?limit=2&cursor={first['next']}", caller=ANN, expect=200).json

        assert [item["note"] for item in first["items"]] == ["a", "b"]
        assert [item["note"] for item in second["items"]] == ["c"]
        assert second["next"] is None


class TestVersions:
    def test_are_given_and_asked_for(self, client):
        made = client.put("/notes/a", {"text": "A"}, caller=PEOPLE_ADMIN, expect=201)
        tag = client.get("/notes/a", caller=ANN, expect=200).headers["ETag"]
        assert made.headers["ETag"] == tag

        is_problem(client.put("/notes/a", {"text": "B"}, caller=PEOPLE_ADMIN), 428)
        changed = client.put(
            "/notes/a", {"text": "B"}, caller=PEOPLE_ADMIN, headers={"If-Match": tag}, expect=200
        )
        stale = client.put(
            "/notes/a", {"text": "C"}, caller=PEOPLE_ADMIN, headers={"If-Match": tag}
        )

        is_problem(stale, 412)
        assert changed.headers["ETag"] != tag
        assert client.get("/notes/a", caller=ANN).json["text"] == "B"

    @pytest.mark.parametrize(
        ("headers", "first", "second"),
        [
            ({"If-Match": "*"}, 412, 200),
            ({"If-None-Match": "*"}, 201, 412),
            ({"If-Match": '"1"'}, 412, 412),
            ({"If-Match": 'W/"1"'}, 412, 412),
            ({"If-Match": "junk"}, 412, 412),
            ({"If-Match": ""}, 412, 412),
        ],
        ids=["whatever is there", "only create", "another", "a weak one", "junk", "nothing"],
    )
    def test_make_conditions(self, client, headers, first, second):
        client.put("/notes/a", {"text": "A"}, caller=PEOPLE_ADMIN, headers=headers, expect=first)
        client.delete("/notes/a", caller=PEOPLE_ADMIN, expect=204)
        client.put("/notes/a", {"text": "A"}, caller=PEOPLE_ADMIN, expect=201)

        client.put("/notes/a", {"text": "B"}, caller=PEOPLE_ADMIN, headers=headers, expect=second)

    def test_save_sending_again_what_the_caller_has(self, client):
        client.put("/notes/a", {"text": "A"}, caller=PEOPLE_ADMIN, expect=201)
        tag = client.get("/notes/a", caller=ANN).headers["ETag"]

        same = client.get("/notes/a", caller=ANN, headers={"If-None-Match": tag}, expect=304)
        client.get("/notes/a", caller=ANN, headers={"If-None-Match": '"1"'}, expect=200)

        assert same.get_data() == b""
        assert same.headers["ETag"] == tag

    def test_of_what_was_removed_are_gone(self, client):
        client.put("/notes/a", {"text": "A"}, caller=PEOPLE_ADMIN, expect=201)

        for _ in range(2):
            client.delete("/notes/a", caller=PEOPLE_ADMIN, expect=204)

        client.get("/notes/a", caller=ANN, expect=404)


class TestAnyAnswer:
    @pytest.mark.parametrize("given", ["R-1.a_b", "x" * 64])
    def test_carries_the_id_of_the_request(self, client, given):
        response = client.get("/notes", caller=ANN, headers={"X-Request-ID": given})

        assert response.headers["X-Request-ID"] == given

    @pytest.mark.parametrize("given", ["", "x" * 65, "a b", "a\tb", "é", "<a>"])
    def test_carries_a_new_id_where_that_given_cannot_stand(self, client, given):
        response = client.get("/nothing", headers={"X-Request-ID": given})

        assert re.fullmatch(r"[0-9a-f-]{36}", response.headers["X-Request-ID"])

    @pytest.mark.parametrize(
        "path", ["//notes/livez", "//notes/docs", "//notes/openapi.json", "/notes", "/nothing"]
    )
    def test_carries_headers_that_protect(self, client, path):
        headers = client.get(path).headers

        policy = dict(
            part.split(maxsplit=1) for part in headers["Content-Security-Policy"].split("; ")
        )
        assert policy["default-src"] == "'none'"
        assert policy["frame-ancestors"] == "'none'"
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["Cache-Control"] == "no-store"
        assert "Set-Cookie" not in headers

    def test_of_a_defect_of_ours_tells_nothing_of_it(self, client):
        response = client.post("/broken", {"secret": "Ann Example"}, caller=ANN)

        problem = is_problem(response, 500)
        assert "defect" not in response.get_data(as_text=True)
        assert problem["errors"] == []


class TestATrace:
    GIVEN = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"

    def stored(self, mongo):
        return [event["traceparent"] for event in mongo.database.event_log.find()]

    def test_goes_on_into_the_event_log(self, client, mongo):
        client.put(
            "/notes/a",
            {"text": "A"},
            caller=PEOPLE_ADMIN,
            headers={"traceparent": self.GIVEN},
            expect=201,
        )

        assert self.stored(mongo) == [self.GIVEN]

    @pytest.mark.parametrize("given", [None, "junk", GIVEN.upper(), GIVEN + "-more"])
    def test_is_new_where_none_can_stand(self, client, mongo, given):
        headers = {} if given is None else {"traceparent": given}

        client.put("/notes/a", {"text": "A"}, caller=PEOPLE_ADMIN, headers=headers, expect=201)

        (trace,) = self.stored(mongo)
        assert trace != given
        assert re.fullmatch(r"00-[0-9a-f]{32}-[0-9a-f]{16}-01", trace)


class Addresses(HTMLParser):
    """All addresses that a page names."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, _tag, attrs):
        named = ("src", "href", "action", "data-document")
        self.found += [value for name, value in attrs if name in named]


class TestTheDocumentation:
    def test_names_only_addresses_of_its_own(self, client):
        page = client.get("//notes/docs", expect=200).get_data(as_text=True)
        addresses = Addresses()
        addresses.feed(page)

        assert len(addresses.found) >= 5
        assert all(address.startswith("/notes/") for address in addresses.found)
        assert "://" not in page
        for address in addresses.found:
            client.get(f"/{address}", expect=200).close()

    def test_has_no_script_in_the_page(self, client):
        page = client.get("//notes/docs", expect=200).get_data(as_text=True)

        assert re.findall(r"<script(?![^>]*\bsrc=)|<style|\bon\w+=|\bstyle=", page) == []

    def test_is_openapi_3_1(self, client):
        document = client.get("//notes/openapi.json", expect=200).json

        assert document["openapi"] == "3.1.0"
        assert document["info"]["description"] == "Answers what was noted."
        assert "/notes/api/v1/notes/{note}" in document["paths"]
        refusal = document["components"]["responses"]["DEFAULT_ERROR"]
        assert list(refusal["content"]) == ["application/problem+json"]


class TestHealth:
    def test_needs_no_sign_in(self, client):
        client.get("//notes/livez", expect=200)
        client.get("//notes/readyz", expect=200)

    @pytest.mark.parametrize("path", ["//metrics", "//notes/metrics"])
    def test_counts_by_the_rule_and_never_by_the_path(self, client, path):
        client.get("/notes/a-name-of-somebody?q=secret", caller=ANN)
        client.get("/an-address-of-nobody", caller=ANN)

        text = client.get(path, expect=200).get_data(as_text=True)

        rule = "/notes/api/v1/notes/<slug:note>"
        assert f'http_requests_total{{method="GET",rule="{rule}",status="422"}}' in text
        assert 'rule="(none)"' in text
        assert "a-name-of-somebody" not in text
        assert "an-address-of-nobody" not in text
        assert "secret" not in text

    def test_counts_the_status_that_was_sent(self, client):
        client.put("/notes/a", {"text": "A"}, caller=PEOPLE_ADMIN, expect=201)
        tag = client.get("/notes/a", caller=ANN).headers["ETag"]

        client.get("/notes/a", caller=ANN, headers={"If-None-Match": tag}, expect=304)

        text = client.get("//metrics", expect=200).get_data(as_text=True)
        assert 'rule="/notes/api/v1/notes/<slug:note>",status="304"' in text


class TestTheLog:
    def test_holds_the_rule_but_no_query_and_no_values(self, client):
        with capture_logs() as lines:
            client.get("/notes/somebody?q=secret", caller=ANN)
            client.put("/notes/a", {"text": "Ann Example"}, caller=PEOPLE_ADMIN)
            client.post("/broken", {"secret": "Ann Example"}, caller=ANN)

        assert [line["event"] for line in lines] == ["answered"] * 2 + ["unexpected", "answered"]
        assert lines[0]["rule"] == "/notes/api/v1/notes/<slug:note>"
        assert set(lines[0]) == {"event", "log_level", "method", "rule", "status", "milliseconds"}
        assert "secret" not in str(lines)
        assert "Ann Example" not in str(lines)


def upload(client, content, *, query="", caller=PEOPLE_ADMIN, field="file"):
    head = f'--line\r\nContent-Disposition: form-data; name="{field}"; filename="notes.csv"'
    return client.call(
        "POST",
        f"/notes/imports{query}",
        raw=head.encode() + b"\r\n\r\n" + content + b"\r\n--line--\r\n",
        content_type="multipart/form-data; boundary=line",
        caller=caller,
    )


class TestAnImport:
    ROWS = b"note,text\na,A\nB!,B\nc,C\n"

    def test_keeps_good_rows_and_answers_bad_ones(self, client):
        response = upload(client, self.ROWS)

        assert response.status_code == 200
        (refused,) = response.json["rows"]
        assert (refused["file"], refused["line"], refused["status"]) == ("file", 3, "refused")
        assert len(client.get("/notes", caller=ANN).json["items"]) == 2

    def test_saves_nothing_in_a_trial_run(self, client, mongo):
        response = upload(client, self.ROWS, query="?dry_run=true")

        assert response.status_code == 200
        assert mongo.database.notes.count_documents({}) == 0
        assert mongo.database.event_log.count_documents({}) == 0

    @pytest.mark.parametrize("said", ["yes", "1", "TRUE", ""])
    def test_says_what_a_trial_run_is_called(self, client, said):
        response = upload(client, self.ROWS, query=f"?dry_run={said}")

        assert is_problem(response, 422)["errors"][0]["pointer"] == "/dry_run"

    def test_saves_nothing_where_the_trial_run_is_misspelt(self, client, mongo):
        response = upload(client, self.ROWS, query="?dryrun=true")

        (error,) = is_problem(response, 422)["errors"]
        assert error["pointer"] == "/dryrun"
        assert "dry_run" in error["detail"]
        assert mongo.database.notes.count_documents({}) == 0

    def test_needs_a_file(self, client):
        response = upload(client, self.ROWS, field="other")

        assert {e["pointer"] for e in is_problem(response, 422)["errors"]} >= {"/file"}

    def test_needs_a_form(self, client):
        response = client.post("/notes/imports", {"file": "a"}, caller=PEOPLE_ADMIN)

        is_problem(response, 415)

    def test_of_a_broken_file_says_what_is_wrong(self, client):
        (error,) = is_problem(upload(client, b"\xff\xfe"), 422)["errors"]

        assert error["pointer"] == "/file"
        assert "UTF-8" in error["detail"]

    def test_takes_less_than_8_mb(self, client):
        is_problem(upload(client, b"x" * EIGHT_MB), 413)


def event(id="E1", **changes):
    return {
        "specversion": "1.0",
        "id": id,
        "source": "https://hr.example",
        "type": WRITTEN,
        "time": "2026-03-02T11:00:00Z",
        "data": {"note": "a", "text": "A"},
    } | changes


ONE = "application/cloudevents+json"
BATCH = "application/cloudevents-batch+json"


class TestEvents:
    def post(self, client, body, content_type=ONE, **options):
        return client.post("/events", body, content_type=content_type, caller=HR, **options)

    def test_are_taken_one_by_one(self, client):
        assert self.post(client, event()).status_code == 201
        assert self.post(client, event()).status_code == 200
        is_problem(self.post(client, event(time="2026-03-02T11:00:01Z")), 409)

    def test_that_cannot_stand_are_refused(self, client):
        problem = is_problem(self.post(client, event(data={"note": "A!", "text": "A"})), 422)

        assert [error["pointer"] for error in problem["errors"]] == ["/data/note"]

    def test_are_taken_in_binary_mode(self, client):
        sent = event(source="https://hr.example/a%20b")
        headers = {f"ce-{name}": value for name, value in sent.items() if name != "data"}

        response = self.post(client, sent["data"], "application/json", headers=headers)

        assert response.status_code == 201
        again = self.post(client, event(source="https://hr.example/a b"))
        assert again.json["status"] == "duplicate"

    def test_of_a_batch_that_is_no_json_say_which_item_is_at_fault(self, client):
        good = json.dumps(event())
        for bad, place in (("NaN", "data/text"), ('"a", "text": "b"', "data/text")):
            broken = good.replace('"A"', bad, 1)
            assert broken != good

            response = client.call(
                "POST", "/events", raw=f"[{good},{broken}]", content_type=BATCH, caller=HR
            )

            refused = is_problem(response, 400)
            assert refused["detail"].endswith(f", at /1/{place}.")
            assert refused["errors"][0]["pointer"] == f"/1/{place}"

    def test_are_taken_in_batches(self, client):
        items = [event("E1"), event("E1"), {"id": "E2"}, 5]

        got = self.post(client, items, BATCH, expect=200).json

        assert [got[name] for name in ("accepted", "duplicate", "conflict", "refused")] == [
            *(1, 1, 0),
            2,
        ]
        assert [item["status"] for item in got["items"]] == [
            "accepted",
            "duplicate",
            "refused",
            "refused",
        ]

    def test_are_taken_a_thousand_at_once_and_no_more(self, client):
        items = [event(f"E{n}") for n in range(1_001)]

        assert self.post(client, items[:1_000], BATCH, expect=200).json["accepted"] == 1_000
        is_problem(self.post(client, items, BATCH), 413)

    @pytest.mark.parametrize(
        ("body", "content_type", "status"),
        [
            ({}, BATCH, 400),
            ([], ONE, 422),
            ([], "application/json", 415),
            ({}, "text/plain", 415),
        ],
        ids=["no list", "a list", "no binary mode", "text"],
    )
    def test_are_taken_in_these_forms_alone(self, client, body, content_type, status):
        is_problem(self.post(client, body, content_type), status)

    def test_may_be_none(self, client):
        got = self.post(client, [], BATCH, expect=200).json

        assert (got["accepted"], got["items"]) == (0, [])

    def test_are_taken_from_systems_alone(self, client):
        is_problem(client.post("/events", event(), content_type=ONE, caller=PEOPLE_ADMIN), 403)
        is_problem(client.post("/events", event(), content_type=ONE, caller=OPERATOR), 403)


class TestFreshness:
    def test_is_shown_to_everybody_signed_in(self, client):
        client.put("/notes/a", {"text": "A"}, caller=PEOPLE_ADMIN, expect=201)

        got = client.get("/freshness", caller=ANN, expect=200).json

        assert (got["pending"], got["dead_letters"], got["waiting_people"]) == (1, 0, 0)
        assert got["oldest_pending"] == "2026-03-02T12:00:00+00:00"
        assert (got["at"], got["as_of"], got["topics"], got["processes"]) == (None, None, [], [])
