import pytest

from services.frontend.sign_in import OWN_ADDRESS


class TestWhereSigningInLeadsBackTo:
    @pytest.mark.parametrize("path", ["/", "/skills/?role_level=none", "/a/../b", "/" + "x" * 2000])
    def test_is_an_address_of_ours(self, path):
        assert OWN_ADDRESS.fullmatch(path)

    @pytest.mark.parametrize(
        "address",
        [
            "",
            "https://other.example",
            "//other.example",
            "/\\other.example",
            "/\t/other.example",
            "/\n",
            "javascript:alert(1)",
        ],
    )
    def test_is_nowhere_else(self, address):
        assert not OWN_ADDRESS.fullmatch(address)

    def test_is_no_address_that_a_cookie_has_no_room_for(self):
        assert not OWN_ADDRESS.fullmatch("/" + "x" * 2001)
