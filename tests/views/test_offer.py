"""An offer shows what to do, and what became of it."""

import pytest

from bot.errors import Refusal
from bot.tickets.offer import OfferOutcome
from bot.views import offer
from tests.builders import make_article, make_request
from tests.views.shown import buttons_of, check_message, words_of

BEST = make_article()
OTHER = make_article(slug="other", title="Choose another gateway")


def test_the_first_line_names_the_best_article() -> None:
    shown = offer.render(make_request(), [BEST, OTHER])
    assert words_of(shown.blocks).startswith("This may solve it: *Stop the VPN from dropping*\n")


def test_the_steps_are_numbered() -> None:
    assert "1. Quit *GlobalConnect*.\n2. Join the Wi-Fi again." in words_of(offer.render(make_request(), [BEST]).blocks)


def test_it_says_for_whom_the_article_is() -> None:
    assert "For everybody who works over the VPN." in words_of(offer.render(make_request(), [BEST]).blocks)


def test_other_articles_come_with_their_steps() -> None:
    shown = words_of(offer.render(make_request(), [BEST, OTHER]).blocks)
    assert "Maybe this: *Choose another gateway*\nRead it all\n1. Quit" in shown


def test_at_most_three_articles_are_shown() -> None:
    articles = [make_article(title=f"Article {number}") for number in range(5)]
    assert "Article 3" not in words_of(offer.render(make_request(), articles).blocks)


def test_read_aloud_it_tells_title_and_steps() -> None:
    text = offer.render(make_request(), [BEST]).text
    assert text.startswith("This may solve it: Stop the VPN from dropping. 1. Quit *GlobalConnect*. 2. Join")


def test_both_answers_carry_the_request() -> None:
    shown = buttons_of(offer.render(make_request(), [BEST]).blocks)
    answers = [shown["This solved it"], shown["I still need help"]]
    assert [offer.read(each) for each in answers] == ["request-1", "request-1"]
    assert [each["action_id"] for each in answers] == [offer.SOLVED, offer.STILL_NEED_HELP]


def test_each_article_can_be_read_in_whole() -> None:
    shown = offer.render(make_request(), [BEST, OTHER])
    opening = [block["accessory"] for block in shown.blocks if "accessory" in block]
    assert [offer.read_open(each) for each in opening] == [("request-1", "vpn-drops"), ("request-1", "other")]


def test_the_whole_article_has_all_its_text() -> None:
    assert "If it does not help, open a ticket." in words_of(offer.article_modal(BEST)["blocks"])


def test_beside_a_ticket_silence_takes_no_button_away() -> None:
    shown = offer.render(make_request(), [BEST], OfferOutcome.UNCONFIRMED, alongside=True)
    assert "This solved it" in buttons_of(shown.blocks)


def test_beside_a_ticket_only_this_solved_it_is_asked() -> None:
    shown = offer.render(make_request(), [BEST], alongside=True)
    assert list(buttons_of(shown.blocks)) == ["This solved it"]
    assert shown.text.startswith("While you wait, this may help: ")


@pytest.mark.parametrize("outcome", [OfferOutcome.CONFIRMED, OfferOutcome.ESCALATED])
def test_a_settled_offer_has_no_buttons(outcome: OfferOutcome) -> None:
    assert buttons_of(offer.render(make_request(), [BEST], outcome).blocks) == {}


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        (OfferOutcome.CONFIRMED, "you said that this helped"),
        (OfferOutcome.ESCALATED, "your request went to the team"),
        (OfferOutcome.UNCONFIRMED, "I did not hear whether this helped"),
    ],
)
def test_a_settled_offer_says_what_became_of_it(outcome: OfferOutcome, words: str) -> None:
    assert words in words_of(offer.render(make_request(), [BEST], outcome).blocks)


def test_after_silence_there_is_still_a_way_to_a_ticket() -> None:
    shown = offer.render(make_request(), [BEST], OfferOutcome.UNCONFIRMED)
    assert list(buttons_of(shown.blocks)) == ["I still need help"]


def test_an_article_that_is_gone_leaves_the_way_to_a_ticket() -> None:
    shown = offer.render(make_request(), [])
    check_message(shown)
    assert "I still need help" in buttons_of(shown.blocks)


def test_steps_that_do_not_fit_are_said_to_be_missing() -> None:
    long = make_article(steps=("<" * 300,) * 8)
    assert "… and 5 more steps." in words_of(offer.render(make_request(), [long]).blocks)


def test_a_long_introduction_is_left_out() -> None:
    shown = offer.render(make_request(), [make_article(body="word " * 300)])
    assert "word word" not in words_of(shown.blocks)


def test_a_click_without_a_request_is_refused() -> None:
    with pytest.raises(Refusal):
        offer.read({"value": ""})
