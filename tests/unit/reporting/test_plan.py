from datetime import date
from itertools import islice

from services.reporting.domain import Post, ids_for, in_order_of_service
from tests.unit.reporting.makers import make_initiative


class TestInOrderOfService:
    def test_goes_by_priority_then_deadline_then_id(self) -> None:
        late_but_important = make_initiative("z-important", priority=1, deadline=date(2028, 1, 1))
        soon = make_initiative("y-soon", priority=2, deadline=date(2027, 1, 1))
        later = make_initiative("a-later", priority=2, deadline=date(2027, 6, 1))
        later_twin = make_initiative("b-later", priority=2, deadline=date(2027, 6, 1))

        ordered = in_order_of_service([later_twin, later, soon, late_but_important])

        assert ordered == (late_but_important, soon, later, later_twin)


class TestInitiative:
    def test_headcount_is_that_of_all_its_posts(self) -> None:
        initiative = make_initiative("one", Post("analyst", "data", 3), Post("tester", "data", 2))

        assert initiative.headcount == 5


class TestIdsForATitle:
    def test_are_made_of_its_letters_and_digits(self) -> None:
        assert list(islice(ids_for("Café & ward 2.0!"), 3)) == [
            "cafe-ward-2-0",
            "cafe-ward-2-0-2",
            "cafe-ward-2-0-3",
        ]

    def test_are_never_the_name_of_another_page(self) -> None:
        assert next(ids_for("New")) == "new-2"
        assert next(ids_for("Imports")) == "imports-2"

    def test_are_there_without_a_latin_letter(self) -> None:
        assert next(ids_for("新しい計画")) == "initiative"

    def test_fit_with_any_number_behind_them(self) -> None:
        assert len(next(ids_for("long title " * 20))) <= 90
