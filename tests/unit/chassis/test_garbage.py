import gc

import pytest

from services.chassis.garbage import none_searched


class TestNoneSearched:
    def test_ends_with_the_block(self):
        with none_searched():
            assert not gc.isenabled()

        assert gc.isenabled()

    def test_ends_when_the_block_fails(self):
        with pytest.raises(ValueError, match="bad"), none_searched():
            raise ValueError("bad")

        assert gc.isenabled()
