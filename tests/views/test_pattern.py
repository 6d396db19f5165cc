"""What somebody hears after one urgent request too many."""

from bot.views import pattern
from bot.views.pattern import Pattern
from tests.builders import make_article
from tests.views.shown import check_message, words_of


def test_it_names_the_topic_and_shows_what_to_do() -> None:
    shown = pattern.render(Pattern(5, 30, "VPN", make_article()))
    check_message(shown)
    assert "5 urgent requests in 30 days, most of them about VPN." in words_of(shown.blocks)
    assert "This may save you the next one: *Stop the VPN from dropping*\n1. Quit" in words_of(shown.blocks)


def test_without_an_article_somebody_looks_for_the_cause_all_the_same() -> None:
    shown = pattern.render(Pattern(5, 30))
    assert shown.text.endswith("in 30 days. I have asked the team to look for what lies behind them.")
