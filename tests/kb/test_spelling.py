import pytest

from bot.kb.spelling import repaired

KNOWN = {"password": 0, "printer": 1, "vpn": 2, "screen": 3}


@pytest.mark.parametrize("slip", ["pasword", "passwrod", "passwort", "passsword"])
def test_one_slip_is_put_right(slip: str) -> None:
    assert repaired([slip], KNOWN) == ["password"]


def test_a_known_word_stays() -> None:
    assert repaired(["printer"], KNOWN) == ["printer"]


def test_a_word_unlike_any_other_stays() -> None:
    assert repaired(["elephant"], KNOWN) == ["elephant"]


def test_a_short_word_stays_since_one_slip_makes_another_word() -> None:
    assert repaired(["vpc"], KNOWN) == ["vpc"]
