import pytest

from services.skills.domain import Skill, completed, slug


class TestSlug:
    @pytest.mark.parametrize(
        ("name", "expected"),
        [
            ("User research", "user-research"),
            ("Testing (business analysis)", "testing-business-analysis"),
            ("Head of (Agile) delivery management", "head-of-agile-delivery-management"),
            ("  Café, culture & co.  ", "cafe-culture-co"),
            ("日本語", ""),
        ],
    )
    def test_keeps_letters_and_digits(self, name: str, expected: str) -> None:
        assert slug(name) == expected


class TestCompleted:
    def test_fills_only_what_is_empty(self) -> None:
        own = Skill("testing", "Testing", "Own words", ("", "knows", "", ""))
        other = Skill("testing", "TESTING", "Other words", ("hears", "other", "", "leads"))

        assert completed(own, by=other) == Skill(
            "testing", "Testing", "Own words", ("hears", "knows", "", "leads")
        )
