import math
from collections.abc import Sequence

from bot.deflection.labelled import Case, Labelled, cases_of, signals_of
from bot.kb.search import Hit
from tests.kb.articles import make_article

ODDS = signals_of([Hit(make_article(), 0.7, "resembles the title")])


class Shelves:
    """Finds the same articles for whatever is asked."""

    def __init__(self, **scores: float) -> None:
        self._hits = [Hit(make_article(slug), score, "resembles the title") for slug, score in scores.items()]

    def search(self, text: str, shelf: str) -> Sequence[Hit]:  # noqa: ARG002
        return self._hits


def cases(question: Labelled, **found: float) -> list[Case]:
    return list(cases_of([question], Shelves(**found)))


def test_the_article_that_answers_it_makes_a_good_case() -> None:
    assert cases(Labelled("no vpn", "standard", "vpn"), vpn=0.7, wifi=0.3) == [Case("standard", ODDS, True, False)]


def test_another_article_makes_a_bad_case() -> None:
    assert cases(Labelled("no vpn", "standard", "vpn"), wifi=0.7) == [Case("standard", ODDS, False, False)]


def test_whatever_is_found_for_a_question_without_an_answer_is_wrong() -> None:
    assert cases(Labelled("no tea", "standard"), wifi=0.7) == [Case("standard", ODDS, False, True)]


def test_nothing_found_for_a_question_without_an_answer_is_a_case_too() -> None:
    assert cases(Labelled("no tea", "standard")) == [Case("standard", (), False, True)]


def test_an_article_that_did_not_help_makes_a_bad_case_which_may_have_an_answer() -> None:
    assert cases(Labelled("no vpn", "standard", refused="vpn"), vpn=0.7) == [Case("standard", ODDS, False, False)]


def test_an_article_that_did_not_help_tells_nothing_once_another_is_found_first() -> None:
    assert cases(Labelled("no vpn", "standard", refused="wifi"), vpn=0.7, wifi=0.3) == []


def test_a_certain_score_has_finite_odds() -> None:
    assert [math.isfinite(signals_of([Hit(make_article(), score, "")])[0]) for score in (0.0, 1.0)] == [True, True]


def test_even_odds_are_nothing() -> None:
    assert signals_of([Hit(make_article(), 0.5, "")]) == (0.0,)
