import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.chassis.access import (
    Principal,
    Role,
    Rule,
    Scope,
    Whose,
    require,
    require_ever,
)
from services.chassis.errors import Forbidden, NotFound

ANN = Whose(staff_number="ANN", line=("BOB", "CAT"), path=("trust", "ward"))


def person(number=None, *roles, unit=None):
    return Principal(subject="s", staff_number=number, roles=frozenset(roles), unit=unit)


def system(*scopes):
    return Principal(subject="s", client="c", scopes=frozenset(scopes))


class TestARule:
    def test_lets_people_at_their_own(self):
        rule = Rule(own=True)

        assert rule.allows(person("ANN"), ANN)
        assert not rule.allows(person("BOB"), ANN)
        assert not rule.allows(person(None), ANN)

    @pytest.mark.parametrize("manager", ["BOB", "CAT"])
    def test_lets_the_whole_line_at_a_person(self, manager):
        rule = Rule(line=True)

        assert rule.allows(person(manager), ANN)
        assert not rule.allows(person("ANN"), ANN)
        assert not rule.allows(person("DAN"), ANN)

    def test_lets_a_role_without_unit_at_everybody(self):
        rule = Rule(roles=frozenset({Role.AUDITOR}))

        assert rule.allows(person("X", Role.AUDITOR), ANN)
        assert not rule.allows(person("X", Role.STAFF), ANN)

    @pytest.mark.parametrize("unit", ["trust", "ward"])
    def test_lets_a_bounded_role_at_what_lies_in_its_unit(self, unit):
        rule = Rule(roles=frozenset({Role.AUDITOR}))

        assert rule.allows(person("X", Role.AUDITOR, unit=unit), ANN)

    @pytest.mark.parametrize("path", [(), ("trust",), ("trust", "office")])
    def test_keeps_a_bounded_role_from_what_lies_elsewhere(self, path):
        rule = Rule(roles=frozenset({Role.AUDITOR}))
        elsewhere = Whose(staff_number="ANN", path=path)

        assert not rule.allows(person("X", Role.AUDITOR, unit="ward"), elsewhere)

    def test_does_not_bound_a_learning_admin(self):
        rule = Rule(roles=frozenset({Role.LEARNING_ADMIN}))

        assert rule.allows(person("X", Role.LEARNING_ADMIN, unit="other"), ANN)

    def test_bounds_only_the_role_it_names(self):
        rule = Rule(roles=frozenset({Role.AUDITOR}))
        admin = person("X", Role.LEARNING_ADMIN, Role.AUDITOR, unit="other")

        assert not rule.allows(admin, ANN)

    def test_lets_a_role_stand_in_where_nobody_manages(self):
        rule = Rule(unmanaged=frozenset({Role.PEOPLE_ADMIN}))
        alone = Whose(staff_number="ANN", path=("trust",), managed=False)

        assert rule.allows(person("X", Role.PEOPLE_ADMIN), alone)
        assert rule.allows(person("X", Role.PEOPLE_ADMIN, unit="trust"), alone)
        assert not rule.allows(person("X", Role.PEOPLE_ADMIN, unit="other"), alone)
        assert not rule.allows(person("X", Role.PEOPLE_ADMIN), ANN)

    def test_lets_nobody_stand_in_for_themselves(self):
        rule = Rule(unmanaged=frozenset({Role.PEOPLE_ADMIN}))
        alone = Whose(staff_number="ANN", managed=False)

        assert not rule.allows(person("ANN", Role.PEOPLE_ADMIN), alone)

    def test_lets_a_system_in_by_its_scope_alone(self):
        rule = Rule(scopes=frozenset({Scope.PEOPLE_WRITE}))

        assert rule.allows(system(Scope.PEOPLE_WRITE), ANN)
        assert not rule.allows(system(Scope.TRAINING_WRITE), ANN)
        assert not rule.allows(system(), ANN)

    def test_lets_everybody_in_where_it_says_so(self):
        rule = Rule(anyone=True)

        assert rule.allows(person(), ANN)
        assert rule.allows(system(), ANN)
        assert rule.may_ever(person())

    def test_names_nobody_by_default(self):
        everything = Principal(
            subject="s", staff_number="ANN", roles=frozenset(Role), scopes=frozenset(Scope)
        )

        assert not Rule().may_ever(everything)
        assert not Rule().allows(everything, ANN)

    def test_lets_a_role_at_a_unit(self):
        rule = Rule(own=True, line=True, roles=frozenset({Role.DIGITAL_LEAD}))

        assert rule.allows_unit(person("X", Role.DIGITAL_LEAD, unit="trust"), ("trust", "ward"))
        assert not rule.allows_unit(person("X", Role.DIGITAL_LEAD, unit="ward"), ("trust",))
        assert not rule.allows_unit(person("X"), ("trust",))


NUMBERS = st.sampled_from(["ANN", "BOB", "CAT", "DAN"])
UNITS = {"trust": ("trust",), "ward": ("trust", "ward"), "bay": ("trust", "ward", "bay")}
UNITS |= {"office": ("trust", "office"), "other": ("other",)}


@st.composite
def rules(draw):
    roles, scopes = st.frozensets(st.sampled_from(Role)), st.frozensets(st.sampled_from(Scope))
    return Rule(
        anyone=draw(st.integers(0, 9)) == 0,
        own=draw(st.booleans()),
        line=draw(st.booleans()),
        roles=draw(roles),
        unmanaged=draw(roles),
        scopes=draw(scopes),
    )


@st.composite
def principals(draw):
    if draw(st.booleans()):
        return Principal(
            subject="s", client="c", scopes=draw(st.frozensets(st.sampled_from(Scope)))
        )
    return Principal(
        subject="s",
        staff_number=draw(st.none() | NUMBERS),
        roles=draw(st.frozensets(st.sampled_from(Role), max_size=2)),
        unit=draw(st.none() | st.sampled_from(sorted(UNITS))),
    )


@st.composite
def people(draw):
    number = draw(NUMBERS)
    line = draw(st.lists(NUMBERS.filter(lambda each: each != number), unique=True, max_size=3))
    unit = draw(st.none() | st.sampled_from(sorted(UNITS)))
    whose = Whose(
        staff_number=number,
        line=tuple(line),
        path=UNITS[unit] if unit else (),
        managed=draw(st.booleans()),
    )
    return {"staff_number": number, "line": line, "unit": unit}, whose


def finds(query, document):
    """What MongoDB would say, for the few forms that a filter has."""
    return all(
        any(finds(way, document) for way in wanted)
        if name == "$or"
        else _matches(document.get(name), wanted)
        for name, wanted in query.items()
    )


def _matches(value, wanted):
    if isinstance(wanted, dict):
        return value in wanted["$in"]
    return wanted in value if isinstance(value, list) else value == wanted


class TestAFilter:
    @given(rule=rules(), principal=principals(), found=people())
    def test_finds_whom_the_rule_allows(self, rule, principal, found):
        document, whose = found
        below = [unit for unit, path in UNITS.items() if principal.unit in path]
        # Standing in is decided person by person, so it is no part of the filter.
        plain = Rule(
            anyone=rule.anyone,
            own=rule.own,
            line=rule.line,
            roles=rule.roles,
            scopes=rule.scopes,
        )

        assert finds(rule.filter(principal, below), document) == plain.allows(principal, whose)

    @given(rule=rules(), principal=principals(), found=people())
    def test_allows_nothing_to_whom_it_may_never(self, rule, principal, found):
        _, whose = found

        assert rule.may_ever(principal) or not rule.allows(principal, whose)

    @given(rule=rules(), principal=principals(), found=people())
    def test_gives_a_narrower_unit_no_more(self, rule, principal, found):
        _, whose = found
        everywhere = Principal(
            subject="s",
            staff_number=principal.staff_number,
            roles=principal.roles,
            scopes=principal.scopes,
        )

        assert rule.allows(everywhere, whose) or not rule.allows(principal, whose)


class TestRequiring:
    def test_answers_what_one_may_not_see_like_what_is_not_there(self):
        with pytest.raises(NotFound, match=r"There is no such person\."):
            require(False, "such person")

    def test_passes_what_is_allowed(self):
        require(True, "such person")
        require_ever(Rule(anyone=True), person())

    def test_forbids_what_never_could_be_allowed(self):
        with pytest.raises(Forbidden):
            require_ever(Rule(roles=frozenset({Role.AUDITOR})), person("ANN", Role.STAFF))
