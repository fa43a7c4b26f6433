""".env.example: every setting once, with a sentence about it and what holds without it."""

import re
from dataclasses import MISSING, fields

from services.chassis.settings import Settings
from tests.unit.deploy.composed import ROOT, VARIABLES

LINES = (ROOT / ".env.example").read_text().splitlines()
SETTING = re.compile(r"(# )?([A-Z][A-Z0-9_]*)=(.*)")
FOUND = [(number, found) for number, line in enumerate(LINES) if (found := SETTING.fullmatch(line))]
NAMES = [found[2] for _, found in FOUND]

# The desktop's own name for the folder of caches.
NOT_OURS = {"XDG_CACHE_HOME"}


def read_by_the_gateway():
    return set(re.findall(r"\{\$([A-Z_]+)", (ROOT / "deploy" / "Caddyfile").read_text()))


def read_by_the_launcher():
    read = re.compile(r"environ(?:\.get\(|\[)\"([A-Z_]+)\"")
    files = (ROOT / "deploy").rglob("*.py")
    return {name for file in files for name in read.findall(file.read_text())} - NOT_OURS


class TestNames:
    def test_stand_there_once(self):
        assert len(NAMES) == len(set(NAMES))

    def test_are_all_that_is_read_and_no_others(self):
        settings = {field.name.upper() for field in fields(Settings)}

        assert set(NAMES) == settings | VARIABLES | read_by_the_gateway() | read_by_the_launcher()


class TestSentences:
    def test_stand_above_every_name(self):
        for number, found in FOUND:
            assert re.fullmatch(r"# [A-Z].*\.", LINES[number - 1]), found[2]


class TestValues:
    def test_are_left_to_be_filled_in_where_compose_cannot_do_without(self):
        assert {found[2] for _, found in FOUND if not found[1]} == VARIABLES
        assert not any(found[3] for _, found in FOUND if not found[1])

    def test_are_otherwise_what_the_code_does_without_them(self):
        defaults = {
            field.name.upper(): str(field.default)
            for field in fields(Settings)
            if field.default is not MISSING
        }

        shown = {found[2]: found[3] for _, found in FOUND if found[1]}

        assert {name: shown[name] for name in shown.keys() & defaults} == {
            name: defaults[name] for name in shown.keys() & defaults
        }
