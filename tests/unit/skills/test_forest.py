"""Units in the order in which people look for them."""

from services.skills.domain import Node, Unit, forest, in_order


def names(units):
    return [(depth, unit.unit) for depth, unit in in_order(forest(units))]


class TestAForest:
    def test_has_each_unit_under_its_parent_by_name(self):
        units = [
            Unit("z", "Zoology", parent="top"),
            Unit("ward-b", "Ward B", parent="care"),
            Unit("care", "care", parent="top"),
            Unit("top", "Trust"),
            Unit("ward-a", "Ward A", parent="care"),
        ]

        assert names(units) == [(0, "top"), (1, "care"), (2, "ward-a"), (2, "ward-b"), (1, "z")]

    def test_tells_units_of_one_name_apart(self):
        assert names([Unit("b", "Ward"), Unit("a", "Ward")]) == [(0, "a"), (0, "b")]

    def test_has_a_unit_at_the_top_whose_parent_is_not_known(self):
        lost = Unit("lost", "Lost", parent="not-here")

        assert forest([lost]) == (Node(lost),)

    def test_of_nothing_is_empty(self):
        assert forest([]) == ()
