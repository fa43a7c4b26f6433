"""Who may do what: the table that the interface promises, row by row."""

import pytest

from services.chassis.access import Principal, Whose
from services.skills import policy

ANN = Whose(staff_number="ANN", line=("MAN", "BOSS"), path=("trust", "ward"))
UNMANAGED = Whose(staff_number="ANN", line=("MAN",), path=("trust", "ward"), managed=False)


def person(number, *roles, unit=None):
    return Principal(
        subject=number, staff_number=number, roles=frozenset({"staff", *roles}), unit=unit
    )


def system(*scopes):
    return Principal(subject="system", client="system", scopes=frozenset(scopes))


CALLERS = {
    "own": person("ANN"),
    "manager": person("BOSS"),
    "colleague": person("BEN"),
    "digital-lead": person("X", "digital-lead"),
    "learning-admin": person("X", "learning-admin"),
    "people-admin": person("X", "people-admin"),
    "people-admin of the unit": person("X", "people-admin", unit="ward"),
    "people-admin elsewhere": person("X", "people-admin", unit="other"),
    "auditor": person("X", "auditor"),
    "auditor elsewhere": person("X", "auditor", unit="other"),
    "operator": person("X", "operator"),
    "people:write": system("people:write"),
    "training:write": system("training:write"),
    "readiness:read": system("readiness:read"),
}
ADMINS = {"people-admin", "people-admin of the unit"}


@pytest.mark.parametrize(
    ("rule", "whose", "allowed"),
    [
        pytest.param(
            policy.READ_PERSON,
            ANN,
            {"own", "manager", "auditor", "people:write"} | ADMINS,
            id="a person: read",
        ),
        pytest.param(policy.READ_RECORD, ANN, {"own", "manager", "auditor"}, id="a record: read"),
        pytest.param(
            policy.READ_RECORD,
            UNMANAGED,
            {"own", "auditor"} | ADMINS,
            id="a record where nobody is at work: read",
        ),
        pytest.param(policy.STATE_OWN, ANN, {"own"}, id="self-assess"),
        pytest.param(policy.ASSESS, ANN, {"manager"}, id="assess"),
        pytest.param(policy.ASSESS, UNMANAGED, ADMINS, id="assess where nobody is at work"),
        pytest.param(policy.EXCUSE, ANN, {"manager"}, id="excuse from a skill"),
        pytest.param(policy.EXCUSE, UNMANAGED, ADMINS, id="excuse where nobody is at work"),
        pytest.param(policy.WRITE_PEOPLE, ANN, {"people:write"} | ADMINS, id="people: write"),
        pytest.param(policy.SEND_EVENTS, ANN, {"people:write"}, id="events"),
        pytest.param(policy.READ_FRAMEWORK, ANN, set(CALLERS), id="framework: read"),
    ],
)
def test_allows_whom_it_names_and_nobody_else(rule, whose, allowed) -> None:
    found = {who for who, caller in CALLERS.items() if rule.allows(caller, whose)}

    assert found == allowed


@pytest.mark.parametrize("role", ["people-admin", "auditor"])
def test_lets_nobody_assess_themselves(role: str) -> None:
    assert not policy.ASSESS.allows(person("ANN", role), UNMANAGED)


@pytest.mark.parametrize("role", ["people-admin", "auditor"])
def test_lets_nobody_excuse_themselves(role: str) -> None:
    assert not policy.EXCUSE.allows(person("ANN", role), UNMANAGED)


def test_the_framework_is_written_only_by_those_who_act_for_all_units() -> None:
    found = {
        who for who, caller in CALLERS.items() if policy.WRITE_FRAMEWORK.allows_unit(caller, ())
    }

    assert found == {"people-admin", "people:write"}
