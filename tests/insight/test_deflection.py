"""The figures of deflection are never kinder than what happened."""

import pytest

from bot.insight.deflection import OfferStory, deflection, shadow
from bot.tickets.ledger import EntryKind
from bot.tickets.offer import Manner

CONFIRMED, RETURNED, ESCALATED = EntryKind.CONFIRMED, EntryKind.RETURNED, EntryKind.ESCALATED
UNCONFIRMED, OPENED, UNWANTED = EntryKind.UNCONFIRMED, EntryKind.OPENED, EntryKind.UNWANTED


def story(*kinds: EntryKind, segment: str = "standard", manner: Manner = Manner.OFFER_FIRST) -> OfferStory:
    return OfferStory(segment, manner, frozenset(kinds))


def test_the_headline_takes_those_off_who_came_back() -> None:
    stories = [story(CONFIRMED)] * 6 + [story(CONFIRMED, RETURNED)] * 2 + [story(ESCALATED)] * 2
    figures = deflection(stories)["standard"]
    assert (figures.shown, figures.confirmed, figures.returned, figures.escalated) == (10, 8, 2, 2)
    assert figures.solved is not None
    assert (figures.solved.value, figures.solved.n) == (0.6, 10)


def test_silence_is_never_added() -> None:
    figures = deflection([story(CONFIRMED), story(UNCONFIRMED), story()])["standard"]
    assert (figures.unconfirmed, figures.waiting) == (1, 1)
    assert figures.solved is not None
    assert figures.solved.value == pytest.approx(1 / 3)


def test_the_interval_is_wilsons() -> None:
    solved = deflection([story(CONFIRMED)] * 8 + [story(ESCALATED)] * 2)["standard"].solved
    assert solved is not None
    assert (round(solved.low, 4), round(solved.high, 4)) == (0.4902, 0.9433)


def test_whoever_confirmed_and_came_back_counts_once_though_it_became_a_ticket() -> None:
    figures = deflection([story(CONFIRMED, RETURNED, ESCALATED)])["standard"]
    assert (figures.confirmed, figures.returned, figures.escalated) == (1, 1, 0)


def test_whoever_was_silent_and_then_asked_for_help_was_not_deflected() -> None:
    figures = deflection([story(UNCONFIRMED, ESCALATED)])["standard"]
    assert (figures.unconfirmed, figures.escalated) == (0, 1)


def test_each_segment_stands_for_itself_and_all_come_last() -> None:
    figures = deflection([story(CONFIRMED), story(ESCALATED, segment="executive")])
    assert list(figures) == ["executive", "standard", "all"]
    assert (figures["executive"].confirmed, figures["standard"].confirmed, figures["all"].shown) == (0, 1, 2)


def test_opened_and_unwanted_say_more_of_any_offer() -> None:
    figures = deflection([story(OPENED, CONFIRMED), story(UNWANTED, ESCALATED)])["standard"]
    assert (figures.opened, figures.unwanted) == (1, 1)


def test_what_no_requester_saw_is_no_offer() -> None:
    assert deflection([story(EntryKind.FITTED, manner=Manner.SHADOW)]) == {}


def test_what_was_kept_back_is_measured_by_those_that_were_judged() -> None:
    kept_back = [OfferStory("standard", Manner.SHADOW, frozenset(), fitted) for fitted in (True, True, False, None)]
    figures = shadow(kept_back)["standard"]
    assert (figures.kept_back, figures.right, figures.wrong) == (4, 2, 1)
    assert figures.would_fit is not None
    assert figures.would_fit.n == 3
