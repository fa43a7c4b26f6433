"""Dates of the sample are relative to the day it is played."""

from datetime import date

import pytest

from deploy.sample.dates import instant, resolve, resolve_csv

LEAP_DAY = date(2028, 2, 29)


class TestResolve:
    @pytest.mark.parametrize(
        ("said", "meant"),
        [
            pytest.param("+0d", "2028-02-29", id="today"),
            pytest.param("-1d", "2028-02-28", id="yesterday"),
            pytest.param("+1d", "2028-03-01", id="tomorrow"),
            pytest.param("-366d", "2027-02-28", id="a leap year ago"),
            pytest.param("40d", "40d", id="no sign: a text"),
            pytest.param("-40d on the ward", "-40d on the ward", id="part of a text"),
            pytest.param(40, 40, id="a number"),
        ],
    )
    def test_replaces_relative_dates_alone(self, said, meant):
        assert resolve(said, today=LEAP_DAY) == meant

    def test_reaches_into_objects_and_lists(self):
        said = {"posts": [{"from": "-1d"}], "deadline": "+1d", "budget": None}

        meant = resolve(said, today=LEAP_DAY)

        assert meant == {
            "posts": [{"from": "2028-02-28"}],
            "deadline": "2028-03-01",
            "budget": None,
        }


class TestResolveCsv:
    def test_keeps_everything_but_relative_dates(self):
        said = 'name,starts_on,note\n"Hart, Rosalind",-1d,"two\nlines"\n'

        meant = resolve_csv(said, today=LEAP_DAY)

        assert meant == 'name,starts_on,note\n"Hart, Rosalind",2028-02-28,"two\nlines"\n'


class TestInstant:
    def test_is_written_in_utc(self):
        assert instant("2028-02-29", "07:30") == "2028-02-29T07:30:00Z"
