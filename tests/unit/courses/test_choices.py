from services.courses.domain import Hidden, offered
from tests.unit.courses.factories import course


def names(courses):
    return [each.course for each in courses]


class TestHidden:
    def test_holds_each_course_once(self):
        hidden = Hidden("A1").hiding("b").hiding("a").hiding("b")

        assert hidden == Hidden("A1", ("a", "b"))
        assert hidden.showing(["b", "c"]) == Hidden("A1", ("a",))


class TestOffered:
    catalogue = (course("a"), course("b", after=("a",)), course("c", after=("b",)), course("d"))

    def test_is_all_of_it_where_nothing_is_left_out(self):
        assert offered(self.catalogue, leave_out=(), done=()) == self.catalogue

    def test_leaves_out_what_could_only_come_after(self):
        assert names(offered(self.catalogue, leave_out={"a"}, done=())) == ["d"]
        assert names(offered(self.catalogue, leave_out={"b"}, done=())) == ["a", "d"]

    def test_holds_nothing_back_for_what_is_done(self):
        assert names(offered(self.catalogue, leave_out={"a"}, done={"a"})) == ["b", "c", "d"]

    def test_holds_nothing_back_for_what_is_withdrawn(self):
        catalogue = (course("a", withdrawn=True), *self.catalogue[1:])

        assert names(offered(catalogue, leave_out={"a"}, done=())) == ["b", "c", "d"]
