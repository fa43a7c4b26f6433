import pytest
from pymongo.errors import BulkWriteError

from services.chassis.saving import WriteRefused, refused


def error(*codes):
    """What the driver raises: it quotes what was to be written."""
    return BulkWriteError(
        {"writeErrors": [{"code": code, "op": {"name": "Ann Example"}} for code in codes]}
    )


class TestARefusedWrite:
    @pytest.mark.parametrize(
        ("codes", "too_large"), [([388], True), ([257], True), ([121], False), ([11000, 388], True)]
    )
    def test_says_whether_it_was_too_large(self, codes, too_large):
        assert refused(error(*codes)).too_large is too_large

    def test_tells_nothing_of_the_data(self):
        assert "Ann Example" in str(error(121))

        assert str(refused(error(121))) == "The database refused to write, with the codes [121]."

    def test_of_what_another_transaction_made_is_tried_again(self):
        again = refused(error(11000, 11000))

        assert not isinstance(again, WriteRefused)
        assert again.has_error_label("TransientTransactionError")
