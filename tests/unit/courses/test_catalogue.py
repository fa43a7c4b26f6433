import pytest

from services.courses.domain import (
    ChainTooLong,
    CircleOfCourses,
    UnknownPredecessor,
    check_after,
)
from tests.unit.courses.factories import course


class TestCheckAfter:
    def test_takes_a_course_that_comes_after_known_ones(self):
        advanced = course("advanced", after=("basics", "middle"))

        check_after(
            advanced, after_of={"basics": (), "middle": ("basics",), "advanced": advanced.after}
        )

    def test_refuses_an_unknown_course_and_names_its_place(self):
        advanced = course("advanced", after=("basics", "nowhere"))

        with pytest.raises(UnknownPredecessor) as refused:
            check_after(advanced, after_of={"basics": (), "advanced": advanced.after})

        assert [(e.pointer, e.value) for e in refused.value.errors] == [("/after/1", "nowhere")]

    @pytest.mark.parametrize(
        "after_of",
        [
            pytest.param({"a": ("a",)}, id="itself"),
            pytest.param({"a": ("b",), "b": ("a",)}, id="each other"),
            pytest.param({"a": ("b",), "b": ("c",), "c": ("a",)}, id="by way of a third"),
            pytest.param({"a": ("b",), "b": ("d", "c"), "c": ("a",), "d": ()}, id="on a side way"),
        ],
    )
    def test_refuses_a_circle(self, after_of):
        with pytest.raises(CircleOfCourses) as refused:
            check_after(course("a", after=after_of["a"]), after_of=after_of)

        assert refused.value.errors[0].pointer == "/after/0"

    def test_says_plainly_that_a_course_names_itself(self):
        with pytest.raises(CircleOfCourses) as refused:
            check_after(course("a", after=("b", "a")), after_of={"a": ("b", "a"), "b": ()})

        (error,) = refused.value.errors
        assert error.detail == "A course cannot come after itself."
        assert (error.pointer, error.value) == ("/after/1", "a")

    def test_is_not_held_up_by_a_circle_that_is_not_its_own(self):
        after_of = {"a": ("b",), "b": ("c",), "c": ("b",)}

        check_after(course("a", after=("b",)), after_of=after_of)

    def test_walks_fifty_courses_back_and_no_further(self):
        after_of = {f"c{n}": (f"c{n + 1}",) for n in range(51)} | {"c51": ()}

        check_after(course("c1", after=after_of["c1"]), after_of=after_of)
        with pytest.raises(ChainTooLong, match="At most 50"):
            check_after(course("c0", after=after_of["c0"]), after_of=after_of)
