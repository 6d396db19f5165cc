import pytest

from bot.kb.synonyms import Synonyms

SYNONYMS = Synonyms([["vpn", "GlobalConnect"], ["out of office", "OOO", "away message"]])


@pytest.mark.parametrize(
    ("text", "settled"),
    [
        ("GlobalConnect drops", "vpn drops"),
        ("set an OOO!", "set an out of office"),
        ("my away message", "my out of office"),
        ("ooops", "ooops"),
        ("Wi-Fi is down.", "Wi-Fi is down."),
    ],
)
def test_what_means_the_same_is_written_the_same(text: str, settled: str) -> None:
    assert SYNONYMS.settle(text) == settled


def test_without_synonyms_every_text_stays_as_it_is() -> None:
    assert Synonyms().settle("My VPN!") == "My VPN!"
