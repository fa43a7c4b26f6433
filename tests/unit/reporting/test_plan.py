from datetime import date

from services.reporting.domain import Post, in_order_of_service
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
