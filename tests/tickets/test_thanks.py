"""Telling thanks from news."""

import pytest

from bot.tickets.thanks import is_no_news, is_thanks


@pytest.mark.parametrize(
    "text",
    [
        "Thanks!",
        "thank you so much :tada:",
        "Great, it works now. Thank you for your help!",
        "ok, solved",
        "Danke!!",
        "👍 perfect",
        "THX :+1:",
    ],
)
def test_thanks_say_that_all_is_well(text: str) -> None:
    assert is_thanks(text)


@pytest.mark.parametrize(
    "text",
    [
        "It is back",
        "Thanks, but it does not work",
        "thank you, now the printer is broken",
        "It works, except for the mail",
        "Is that all?",
        "Thanks! Is it fixed for everyone?",
        "[file: screenshot.png]",
    ],
)
def test_news_are_no_thanks(text: str) -> None:
    assert not is_thanks(text)


def test_a_long_text_is_read_by_a_person() -> None:
    assert not is_thanks("thanks " * 13)


@pytest.mark.parametrize("text", ["", ":tada:", "!"])
def test_a_text_without_words_is_no_news_and_no_thanks_either(text: str) -> None:
    assert is_no_news(text)
    assert not is_thanks(text)


@pytest.mark.parametrize("text", ["?", "it is that again", "and now again"])
def test_a_nudge_is_news(text: str) -> None:
    assert not is_no_news(text)
