"""How the play keeps its place and compares what came out."""

from datetime import date

import pytest

from deploy.sample.client import Client
from deploy.sample.stage import Marker, Stage

TODAY = date(2028, 2, 29)


def make_stage(folder):
    marker = Marker(folder / "sample.json", today=TODAY)
    client = Client({"users": [], "clients": [], "url": "", "token_endpoint": ""})
    return Stage(client=client, marker=marker, say=[].append)


class TestMarker:
    def test_keeps_what_is_done_for_the_next_start(self, tmp_path):
        marker = Marker(tmp_path / "sample.json", today=TODAY)
        marker.begin("units")
        marker.end("units")

        later = Marker(tmp_path / "sample.json", today=date(2028, 3, 1))

        assert later.done == ["units"]
        assert later.today == TODAY

    def test_knows_a_step_that_broke_off(self, tmp_path):
        Marker(tmp_path / "sample.json", today=TODAY).begin("units")

        later = Marker(tmp_path / "sample.json", today=TODAY)

        assert later.begin("units") is True

    def test_a_step_that_begins_for_the_first_time_did_not_break_off(self, tmp_path):
        marker = Marker(tmp_path / "sample.json", today=TODAY)

        assert marker.begin("units") is False


class TestExpect:
    @pytest.mark.parametrize(
        ("got", "wanted"),
        [
            pytest.param(3, 3, id="the same count"),
            pytest.param(0.6667, 0.667, id="a share with more digits"),
            pytest.param({"posts": 3, "title": "x"}, {"posts": 3}, id="fields that nobody named"),
            pytest.param("accepted", "accepted", id="the same word"),
        ],
    )
    def test_accepts_what_is_the_same(self, tmp_path, got, wanted):
        stage = make_stage(tmp_path)

        stage.expect("it", got=got, wanted=wanted)

        assert stage.marker.differences == []

    @pytest.mark.parametrize(
        ("got", "wanted", "difference"),
        [
            pytest.param(2, 3, "it: is 2, not 3", id="another count"),
            pytest.param(0.66, 0.667, "it: is 0.66, not 0.667", id="another share"),
            pytest.param({"posts": 2}, {"posts": 3}, "it, posts: is 2, not 3", id="a field"),
            pytest.param({}, {"posts": 3}, "it, posts: is None, not 3", id="a missing field"),
            pytest.param(None, {"posts": 3}, "it: is None, not {'posts': 3}", id="no object"),
        ],
    )
    def test_names_what_differs(self, tmp_path, got, wanted, difference):
        stage = make_stage(tmp_path)

        stage.expect("it", got=got, wanted=wanted)

        assert stage.marker.differences == [difference]
