"""The table of who may do what, row by row: a rule allows exactly who it names."""

import pytest

from services.chassis.access import Principal, Role, Scope, Whose
from services.courses import policy

WHOSE = Whose(staff_number="S1", line=("M1", "M2"), path=("trust", "ward"))
UNMANAGED = Whose(staff_number="S1", path=("trust", "ward"), managed=False)
CALLERS = {
    "own": Principal(subject="s", staff_number="S1", roles=frozenset({Role.STAFF})),
    "manager": Principal(subject="s", staff_number="M1", roles=frozenset({Role.STAFF})),
    "above": Principal(subject="s", staff_number="M2", roles=frozenset({Role.STAFF})),
    "colleague": Principal(subject="s", staff_number="S2", roles=frozenset({Role.STAFF})),
    **{
        role.value: Principal(subject="s", staff_number="X1", roles=frozenset({role}))
        for role in Role
        if role is not Role.STAFF
    },
    "elsewhere": Principal(
        subject="s", staff_number="X1", roles=frozenset(Role), unit="another-unit"
    ),
    **{scope.value: Principal(subject="s", scopes=frozenset({scope})) for scope in Scope},
}
ALL = frozenset(CALLERS)


class TestPolicy:
    @pytest.mark.parametrize(
        ("rule", "allowed"),
        [
            pytest.param(policy.READ_CATALOGUE, ALL, id="read the catalogue"),
            pytest.param(
                policy.WRITE_CATALOGUE, {"learning-admin", "elsewhere"}, id="write the catalogue"
            ),
            pytest.param(
                policy.READ_TRAINING, {"own", "manager", "above", "auditor"}, id="read training"
            ),
            pytest.param(policy.LOG_TRAINING, {"own", "training:write"}, id="log training"),
            pytest.param(policy.HIDE_COURSES, {"own"}, id="hide courses"),
            pytest.param(policy.CONFIRM, {"manager", "above"}, id="confirm"),
            pytest.param(policy.SEND_EVENTS, {"training:write"}, id="send events"),
        ],
    )
    def test_allows_exactly_who_it_names(self, rule, allowed):
        assert {name for name, who in CALLERS.items() if rule.allows(who, WHOSE)} == set(allowed)

    @pytest.mark.parametrize("rule", [policy.READ_TRAINING, policy.CONFIRM])
    def test_lets_a_people_admin_stand_in_where_nobody_manages_the_person(self, rule):
        assert rule.allows(CALLERS["people-admin"], UNMANAGED)
        assert not rule.allows(CALLERS["elsewhere"], UNMANAGED)

    def test_lets_nobody_confirm_their_own(self):
        admin = Principal(subject="s", staff_number="S1", roles=frozenset(Role))

        assert not policy.CONFIRM.allows(admin, WHOSE)
        assert not policy.CONFIRM.allows(admin, UNMANAGED)
