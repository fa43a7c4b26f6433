import hashlib
import re

import pytest

from deploy.local import java_packages
from deploy.local.java_packages import LockedFile

CONTENT = b"classes"


@pytest.fixture
def locked_file():
    digest = hashlib.sha256(CONTENT).hexdigest()
    return LockedFile("org.example:thing:1.2:jar", len(CONTENT), digest)


class TestLockedFile:
    def test_lies_where_a_maven_repository_has_it(self, locked_file, tmp_path):
        expected = tmp_path / "maven" / "org" / "example" / "thing" / "1.2" / "thing-1.2.jar"

        assert locked_file.path(tmp_path) == expected
        assert locked_file.version == "1.2"

    @pytest.mark.parametrize(
        ("content", "whole"),
        [(CONTENT, True), (CONTENT[:-1], False), (b"closses", False), (None, False)],
        ids=["as locked", "cut off", "changed", "missing"],
    )
    def test_is_whole_only_with_the_locked_content(self, locked_file, tmp_path, content, whole):
        path = locked_file.path(tmp_path)
        path.parent.mkdir(parents=True)
        if content is not None:
            path.write_bytes(content)

        assert locked_file.is_whole(tmp_path) is whole
        assert java_packages.missing((locked_file,), cache=tmp_path) == (
            () if whole else (locked_file,)
        )


class TestLock:
    @pytest.mark.parametrize("name", ["kafka", "keycloak"])
    def test_pins_every_file_of_a_package_by_its_content(self, name):
        files = java_packages.locked(name)

        assert files
        for file in files:
            assert re.fullmatch(r"[0-9a-f]{64}", file.sha256)
            assert file.coordinates.count(":") == 3
            assert file.bytes > 0

    def test_names_no_address(self):
        assert "://" not in java_packages.LOCK.read_text()
