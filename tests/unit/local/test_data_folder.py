import os

import pytest

from deploy.local.data_folder import InUseError, claimed


class TestClaimed:
    def test_makes_the_folder(self, tmp_path):
        with claimed(tmp_path / "var"):
            assert (tmp_path / "var").is_dir()

    def test_refuses_a_second_launcher_and_names_the_first(self, tmp_path):
        with (
            claimed(tmp_path),
            pytest.raises(InUseError, match=f"in use by process {os.getpid()}"),
            claimed(tmp_path),
        ):
            pass

    def test_lets_the_next_one_in_after_the_first_has_gone(self, tmp_path):
        with claimed(tmp_path):
            pass

        with claimed(tmp_path):
            assert (tmp_path / "lock").read_text() == str(os.getpid())
