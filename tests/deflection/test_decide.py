import pytest

from bot.deflection.bar import Bar
from bot.deflection.calibration import Calibration
from bot.deflection.decide import Action, decide
from bot.deflection.mode import Mode
from bot.kb.search import Hit
from tests.kb.articles import make_article

HALF = Bar(Calibration(bias=0.0, pull=(1.0,)), least=0.5)  # a score is a probability


def hit(score: float, slug: str = "forgotten-password") -> Hit:
    return Hit(make_article(slug), score, "resembles the title")


def test_an_article_that_fits_is_offered_first() -> None:
    decision = decide(Mode.OFFER_FIRST, False, [hit(0.7)], HALF)

    assert decision.action is Action.OFFER
    assert [each.score for each in decision.articles] == [0.7]


def test_the_bar_itself_is_enough() -> None:
    assert decide(Mode.OFFER_FIRST, False, [hit(0.5)], HALF).action is Action.OFFER


def test_an_article_that_fits_too_little_is_not_shown() -> None:
    decision = decide(Mode.OFFER_FIRST, False, [hit(0.49)], HALF)

    assert (decision.action, decision.articles) == (Action.HAND_OVER, ())
    assert decision.reason == "the best article, “Reset a forgotten password”, fits with 49 %, below 50 %"


def test_nothing_is_certain() -> None:
    assert decide(Mode.OFFER_FIRST, False, [hit(0.999)], HALF).reason.endswith("fits with over 99 %, at or above 50 %")


def test_nothing_found_is_said_so() -> None:
    assert decide(Mode.OFFER_FIRST, False, [], HALF).reason == (
        "no article on the shelf of this segment has anything in common with the question"
    )


def test_a_segment_that_wants_no_articles_goes_to_an_agent_at_once() -> None:
    decision = decide(Mode.AGENT_ONLY, False, [hit(0.9)], HALF)

    assert (decision.action, decision.articles) == (Action.HAND_OVER, ())
    assert decision.reason == "this segment goes straight to an agent"


def test_a_segment_with_articles_alongside_gets_ticket_and_articles() -> None:
    decision = decide(Mode.ALONGSIDE, False, [hit(0.9)], HALF)

    assert decision.action is Action.HAND_OVER
    assert len(decision.articles) == 1


@pytest.mark.parametrize("mode", list(Mode))
def test_an_excluded_category_is_never_answered_with_articles(mode: Mode) -> None:
    decision = decide(mode, True, [hit(0.9)], HALF)

    assert (decision.action, decision.articles) == (Action.HAND_OVER, ())


def test_articles_close_to_the_best_are_shown_with_it() -> None:
    hits = [hit(0.8, "best"), hit(0.61, "close"), hit(0.59, "far")]

    assert [each.article.slug for each in decide(Mode.OFFER_FIRST, False, hits, HALF).articles] == [
        "best",
        "close",
    ]


def test_no_more_than_three_are_offered_and_the_best_comes_first() -> None:
    hits = [hit(0.6), hit(0.7), hit(0.65), hit(0.69)]

    assert [each.score for each in decide(Mode.OFFER_FIRST, False, hits, HALF).articles] == [0.7, 0.69, 0.65]


@pytest.mark.parametrize(("score", "first"), [(0.64, "vpn-drops"), (0.62, "forgotten-password")])
def test_of_those_that_fit_about_as_well_the_one_about_the_category_comes_first(score: float, first: str) -> None:
    about_vpn = Hit(make_article("vpn-drops", categories=("vpn",)), score, "resembles the title")
    decision = decide(Mode.OFFER_FIRST, False, [hit(0.7), about_vpn], HALF, "vpn")
    assert decision.articles[0].article.slug == first
