from services.reporting.domain.choices import choices_among, choices_for
from tests.unit.reporting.makers import SMALL, make_person


def shown(choices):
    return [(one.unit, one.depth, one.people) for one in choices]


class TestChoices:
    def test_are_the_units_of_the_people_with_their_numbers(self):
        people = [make_person("A", "data"), make_person("B", "data"), make_person("C", "care")]

        assert shown(choices_for(people, SMALL.units)) == [("care", 0, 1), ("data", 0, 2)]

    def test_have_a_unit_above_that_holds_several_of_them(self):
        people = [make_person(n, n) for n in ("data", "design", "care")]

        assert shown(choices_for(people, SMALL.units)) == [
            ("care", 0, 1),
            ("digital", 0, 2),
            ("data", 1, 1),
            ("design", 1, 1),
        ]

    def test_leave_out_people_without_a_unit_or_of_one_not_known_yet(self):
        assert choices_for([make_person("A", None), make_person("B", "new")], SMALL.units) == ()

    def test_among_all_units_are_a_tree_without_numbers(self):
        assert shown(choices_among(SMALL.units.values())) == [
            ("trust", 0, None),
            ("care", 1, None),
            ("digital", 1, None),
            ("data", 2, None),
            ("design", 2, None),
        ]

    def test_of_part_of_the_tree_begin_at_its_top(self):
        part = [SMALL.units["digital"], SMALL.units["data"]]

        assert shown(choices_among(part)) == [("digital", 0, None), ("data", 1, None)]
