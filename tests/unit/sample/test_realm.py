"""Who can sign in to the sample: every role, tied to people of the sample organisation."""

import pytest

from deploy.sample.story import read
from tests.unit.sample.test_data import PEOPLE, TODAY, UNITS, climb

REALM = read("../../keycloak/realm.json", today=TODAY)
USERS = REALM["users"]
ROLES = ("staff", "digital-lead", "learning-admin", "people-admin", "auditor", "operator")


def number_of(user):
    return user["attributes"]["staff_number"][0]


def holders(role):
    return [user for user in USERS if role in user["realmRoles"]]


class TestUsers:
    def test_are_people_of_the_sample_by_their_names(self):
        for user in USERS:
            full_name = f"{user['firstName']} {user['lastName']}"
            assert PEOPLE[number_of(user)]["name"] == full_name
            assert PEOPLE[number_of(user)]["email"] == user["email"]

    @pytest.mark.parametrize("role", ROLES)
    def test_the_first_of_each_role_is_not_bounded_by_a_unit(self, role):
        assert "unit" not in holders(role)[0]["attributes"]

    @pytest.mark.parametrize("role", ["digital-lead", "people-admin"])
    def test_the_second_is_bounded_by_a_unit_of_the_sample(self, role):
        assert holders(role)[1]["attributes"]["unit"][0] in UNITS

    def test_the_first_digital_lead_is_no_auditor(self):
        assert "auditor" not in holders("digital-lead")[0]["realmRoles"]

    def test_include_a_manager_with_two_levels_below_and_colleagues_outside(self):
        lines = {number_of(user): climb(PEOPLE, number_of(user), "manager") for user in USERS}

        line = next(line for line in lines.values() if len([n for n in line if n in lines]) >= 3)
        outside = [
            user
            for user in USERS
            if user["realmRoles"] == ["staff"] and number_of(user) not in line
        ]
        assert len(outside) >= 2


class TestClients:
    def test_have_the_scopes_that_their_work_needs(self):
        scopes = {
            client["clientId"]: [name for name in client["defaultClientScopes"] if ":" in name]
            for client in REALM["clients"]
            if client["serviceAccountsEnabled"]
        }

        assert scopes == {
            "hr-system": ["people:write"],
            "learning-system": ["training:write"],
            "dashboard": ["readiness:read"],
        }

    def test_use_only_scopes_that_the_realm_has(self):
        known = {scope["name"] for scope in REALM["clientScopes"]}

        used = {name for client in REALM["clients"] for name in client["defaultClientScopes"]}

        assert used <= known
