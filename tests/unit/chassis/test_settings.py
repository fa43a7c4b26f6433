import pytest

from services.chassis.settings import MissingSettings, Settings

NEEDED = {"MONGO_URL": "m", "KAFKA_BOOTSTRAP_SERVERS": "k", "OIDC_ISSUER": "i"}


class TestSettings:
    def test_are_read_by_their_names_in_capitals(self):
        settings = Settings.from_env({**NEEDED, "SLOT": "3", "BUSINESS_TIME_ZONE": "Europe/Malta"})

        assert (settings.mongo_url, settings.slot) == ("m", 3)
        assert settings.business_time_zone == "Europe/Malta"

    def test_have_defaults(self):
        settings = Settings.from_env({**NEEDED, "UNRELATED": "x"})

        assert settings.business_time_zone == "Europe/London"
        assert settings.slot == 0

    def test_name_all_that_is_missing_at_once(self):
        with pytest.raises(MissingSettings) as caught:
            Settings.from_env({})

        assert str(caught.value) == (
            "Set these in the environment: MONGO_URL, KAFKA_BOOTSTRAP_SERVERS, OIDC_ISSUER."
        )

    @pytest.mark.parametrize("name", NEEDED)
    def test_take_an_empty_value_for_a_missing_one(self, name):
        with pytest.raises(MissingSettings, match=name):
            Settings.from_env({**NEEDED, name: ""})

    def test_take_an_empty_value_for_the_default(self):
        assert Settings.from_env({**NEEDED, "SLOT": ""}).slot == 0

    def test_refuse_an_integer_that_is_none(self):
        with pytest.raises(MissingSettings, match="SLOT must be a whole number"):
            Settings.from_env({**NEEDED, "SLOT": "first"})

    def test_refuse_a_time_zone_that_is_none(self):
        with pytest.raises(MissingSettings, match="BUSINESS_TIME_ZONE"):
            Settings.from_env({**NEEDED, "BUSINESS_TIME_ZONE": "Europe/Nowhere"})

    def test_refuse_a_log_level_that_is_none(self):
        with pytest.raises(MissingSettings, match="LOG_LEVEL"):
            Settings.from_env({**NEEDED, "LOG_LEVEL": "LOUD"})

    def test_name_all_that_is_wrong_at_once(self):
        with pytest.raises(MissingSettings) as caught:
            Settings.from_env({"SLOT": "first", "LOG_LEVEL": "LOUD"})

        assert all(name in str(caught.value) for name in [*NEEDED, "SLOT", "LOG_LEVEL"])
