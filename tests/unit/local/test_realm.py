from deploy.local import realm


class TestUsers:
    def test_have_all_that_a_program_needs_to_sign_in(self):
        users = realm.users()

        assert users
        for user in users:
            assert user["username"]
            assert user["password"]
            assert "staff" in user["roles"]

    def test_are_tied_to_a_staff_number_each(self):
        numbers = [user["staff_number"] for user in realm.users()]

        assert None not in numbers
        assert len(set(numbers)) == len(numbers)


class TestClients:
    def test_are_the_systems_with_the_scopes_of_the_interface(self):
        scopes = {client["client_id"]: client["scopes"] for client in realm.clients()}

        assert scopes["hr-system"] == ["people:write"]
        assert scopes["learning-system"] == ["training:write"]

    def test_leave_out_the_web_pages_and_the_command_line(self):
        names = {client["client_id"] for client in realm.clients()}

        assert names.isdisjoint({"readiness-web", "readiness-cli"})

    def test_have_the_default_secret_when_the_environment_has_none(self, monkeypatch):
        monkeypatch.delenv("HR_SYSTEM_SECRET", raising=False)

        assert _secret_of("hr-system") == "sample-hr-secret"

    def test_have_the_secret_of_the_environment(self, monkeypatch):
        monkeypatch.setenv("HR_SYSTEM_SECRET", "of-our-own")

        assert _secret_of("hr-system") == "of-our-own"


class TestSecrets:
    def test_are_those_that_the_realm_asks_for_and_no_others(self, monkeypatch):
        monkeypatch.setenv("HR_SYSTEM_SECRET", "of-our-own")
        monkeypatch.setenv("SOMETHING_ELSE_SECRET", "not for Keycloak")

        assert realm.secrets() == {"HR_SYSTEM_SECRET": "of-our-own"}


def _secret_of(name):
    return next(c["client_secret"] for c in realm.clients() if c["client_id"] == name)
