"""A guide shows one step, and keeps what is behind."""

import pytest

from bot.errors import Refusal
from bot.tickets.offer import OfferOutcome
from bot.views import guide, offer
from bot.views.guide import Progress
from tests.builders import make_article, make_request
from tests.views.shown import buttons_of, words_of

ARTICLE = make_article()


def rendered(progress: Progress, outcome: OfferOutcome | None = None) -> str:
    return words_of(guide.render(make_request(), ARTICLE, progress, outcome).blocks)


def test_the_first_step_stands_alone() -> None:
    words = rendered(Progress())
    assert "*Step 1 of 3*\nQuit *GlobalConnect*." in words
    assert "Join the Wi-Fi again." not in words


def test_what_is_done_stays_above_the_next_step() -> None:
    words = rendered(Progress(2))
    assert words.index("1. Quit") < words.index("2. Join the Wi-Fi again.") < words.index("*Step 3 of 3*")


def test_its_buttons_carry_the_step_and_the_request() -> None:
    shown = buttons_of(guide.render(make_request(), ARTICLE, Progress(1)).blocks)
    assert [guide.read(shown[name]) for name in ("Done", "Did not work")] == [(2, "request-1")] * 2
    assert offer.read(shown["This solved it"]) == "request-1"


def test_after_the_last_step_it_asks_whether_it_is_solved() -> None:
    shown = guide.render(make_request(), ARTICLE, Progress(3))
    assert list(buttons_of(shown.blocks)) == ["This solved it", "I still need help"]
    assert "That was the last step. Is it solved?" in words_of(shown.blocks)


def test_an_article_that_has_become_shorter_is_at_its_end() -> None:
    assert "That was the last step." in rendered(Progress(9))


def test_a_failed_step_is_what_the_team_knows() -> None:
    words = rendered(Progress(1, failed=2), OfferOutcome.ESCALATED)
    assert "They know that step 2 did not work." in words
    assert "*Step 2 of 3*" not in words


def test_a_settled_guide_has_no_buttons() -> None:
    assert buttons_of(guide.render(make_request(), ARTICLE, Progress(1), OfferOutcome.CONFIRMED).blocks) == {}


def test_a_click_without_a_step_is_refused() -> None:
    with pytest.raises(Refusal):
        guide.read({"value": "request-1"})
