import time

from tests.callers import AUDITOR, DASHBOARD, HR, LEAD, staff
from tests.delivery import published
from tests.integration.skills.organisation import ROLES, SKILLS, import_framework, upload


class TestImportFramework:
    def test_reports_on_every_row_and_counts(self, app, client):
        report = import_framework(client)

        counts = {name: report[name] for name in ("skills", "role_levels", "requirements")}
        assert counts == {"skills": 2, "role_levels": 3, "requirements": 3}
        assert report["changed"] == {"added": 5, "changed": 0, "missing": 0}
        rows = [(row["file"], row["line"], row["status"]) for row in report["rows"]]
        assert rows == [
            ("roles", 2, "imported"),
            ("roles", 3, "imported"),
            ("roles", 4, "imported"),
            ("roles", 5, "ignored"),
            ("skills", 2, "imported"),
            ("skills", 3, "imported"),
        ]
        assert "NOT IN USE" in report["rows"][3]["reason"]
        said = {event["subject"]: event["data"] for event in published(app)}
        assert said["skill/testing"] == {"skill": "testing", "name": "Testing"}
        assert said["role-level/senior-tester"] == {
            "role_level": "senior-tester",
            "name": "Senior tester",
            "role": "Tester",
            "requires": [{"skill": "testing", "level": 3}, {"skill": "drawing", "level": 2}],
        }
        assert said["role-level/chief"]["requires"] == []

    def test_changes_nothing_by_the_same_files_again(self, app, client):
        import_framework(client)
        before, version = len(published(app)), client.get("/framework", caller=AUDITOR).json

        report = import_framework(client)

        assert report["changed"] == {"added": 0, "changed": 0, "missing": 0}
        assert {row["status"] for row in report["rows"]} == {"unchanged", "ignored"}
        assert len(published(app)) == before
        assert client.get("/framework", caller=AUDITOR).json == version

    def test_keeps_and_counts_what_the_files_lack(self, client):
        import_framework(client)

        report = upload(
            client,
            "/framework/imports",
            roles="Role,Role Level,Skill Name,Skill Level\nTester,Senior tester,Testing,Expert\n",
        )

        assert report["changed"] == {"added": 0, "changed": 1, "missing": 2}
        kept = client.get("/role-levels/junior-tester", caller=AUDITOR, expect=200).json
        changed = client.get("/role-levels/senior-tester", caller=AUDITOR, expect=200).json
        assert kept["requires"] == [{"skill": "testing", "level": 1}]
        assert changed["requires"] == [{"skill": "testing", "level": 4}]

    def test_keeps_the_descriptors_when_only_roles_come(self, client):
        import_framework(client)

        report = upload(client, "/framework/imports", roles=ROLES)

        assert report["changed"] == {"added": 0, "changed": 0, "missing": 0}
        testing = client.get("/skills/testing", caller=AUDITOR).json
        assert testing["levels"] == ["a", "w", "p", "e"]

    def test_saves_nothing_in_a_dry_run(self, app, client):
        report = upload(client, "/framework/imports?dry_run=true", roles=ROLES, skills=SKILLS)

        assert report["changed"]["added"] == 5
        assert published(app) == []
        client.get("/skills/testing", caller=AUDITOR, expect=404)

    def test_is_not_for_everybody_nor_for_an_admin_of_one_unit(self, client):
        admin = staff("A9", "people-admin", unit="ward")

        for caller in (staff("ANY"), LEAD, AUDITOR, DASHBOARD, admin):
            upload(client, "/framework/imports", roles=ROLES, caller=caller, expect=403)
        upload(client, "/framework/imports", roles=ROLES, caller=HR, expect=200)

    def test_names_the_file_that_cannot_be_read(self, client):
        broken = {
            "other columns": ("roles", "Role,Colour\n"),
            "not UTF-8": ("skills", b"Skill Name\n\xff"),
            "NUL": ("skills", "Skill Name\nA\0"),
            "not CSV": ("roles", 'Role\n"'),
            "unknown file": ("people", "x"),
        }

        answers = {
            what: upload(client, "/framework/imports", expect=422, **{file: content})
            for what, (file, content) in broken.items()
        }

        assert {what: answer["errors"][0]["pointer"] for what, answer in answers.items()} == {
            what: f"/{file}" for what, (file, _) in broken.items()
        }

    def test_asks_for_a_file(self, client):
        raw = b"--x\r\n\r\n--x--\r\n"

        refused = client.call(
            "POST",
            "/framework/imports",
            raw=raw,
            content_type="multipart/form-data; boundary=x",
            caller=HR,
            expect=422,
        ).json

        assert [error["pointer"] for error in refused["errors"]] == ["/roles"]

    def test_takes_no_other_content_type(self, client):
        client.post("/framework/imports", {"roles": "x"}, caller=HR, expect=415)


class TestGetFramework:
    def test_is_empty_before_any_import(self, client):
        assert client.get("/framework", caller=AUDITOR, expect=200).json == {
            "version": 0,
            "skills": 0,
            "role_levels": 0,
            "requirements": 0,
            "imported_at": None,
        }

    def test_tells_how_much_there_is_and_since_when(self, client, clock):
        import_framework(client)

        got = client.get("/framework", caller=LEAD, expect=200)

        assert got.json["imported_at"] == clock.instant.isoformat()
        assert (got.json["skills"], got.json["role_levels"], got.json["requirements"]) == (2, 3, 3)
        assert got.headers["ETag"] == f'"{got.json["version"]}"'


class TestReading:
    def test_gives_skills_and_role_levels_one_by_one_and_in_lists(self, client):
        import_framework(client)
        anybody = {"caller": staff("ANY"), "expect": 200}

        assert client.get("/skills/testing", **anybody).json == {
            "skill": "testing",
            "name": "Testing",
            "description": "Finds faults.",
            "levels": ["a", "w", "p", "e"],
        }
        skills = client.get("/skills", **anybody).json["items"]
        assert [skill["skill"] for skill in skills] == ["drawing", "testing"]
        first = client.get("/role-levels?limit=1", **anybody).json
        assert [each["role_level"] for each in first["items"]] == ["chief"]
        rest = client.get(f"/role-levels?cursor={first['next']}", **anybody).json
        assert [each["role_level"] for each in rest["items"]] == ["junior-tester", "senior-tester"]
        assert client.get("/role-levels/junior-tester", **anybody).json["requires"] == [
            {"skill": "testing", "level": 1}
        ]
        client.get("/skills/unknown", caller=AUDITOR, expect=404)
        client.get("/role-levels/unknown", caller=AUDITOR, expect=404)


class TestPublishedForm:
    """A framework of the size of the real one, with its kinds of blemish."""

    def test_imports_in_seconds(self, client):
        levels = ("Awareness", "Working", "Practitioner", "Expert")
        roles = "Role,Role Level,Skill Name,Skill Level,Skill Description,Role Description\n"
        text = "A line of text about it. " * 40
        for role in range(205):
            for skill in range(9):
                name = f"Skill {(role * 7 + skill) % 188}"
                level = levels[(role + skill) % 4]
                roles += f'Role {role // 4},Level {role},{name},{level},MISSING,"{text}\n{text}"\n'
        began = time.monotonic()

        report = upload(client, "/framework/imports", roles=roles)

        assert time.monotonic() - began < 10
        assert report["role_levels"] == 205
        assert report["changed"]["added"] == 205 + 188
        assert len(report["rows"]) == 205 * 9
