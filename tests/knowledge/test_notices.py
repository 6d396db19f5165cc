"""What the owner of a knowledge base is told to look at."""

from datetime import date, timedelta

import pytest

from bot.desk.policy import Policy
from bot.kb.article import AGENTS, EXTERNAL, Article
from bot.knowledge.notices import notices
from tests.kb.articles import make_article
from tests.policies import make_policy

TODAY = date(2026, 3, 2)
GOOD = make_article(owner="it-l1", reviewed=TODAY, categories=("vpn",))


def told(article: Article, policy: Policy | None = None) -> str:
    return "\n".join(notices([article], policy or make_policy(), TODAY))


def changed(**changes: object) -> Article:
    return GOOD.model_copy(update=changes)


def test_of_a_good_article_nothing_is_told() -> None:
    assert told(GOOD) == ""


def test_an_article_is_good_through_its_last_day() -> None:
    assert told(changed(expires=TODAY)) == ""


def test_an_article_past_its_last_day_is_told() -> None:
    assert told(changed(expires=TODAY - timedelta(days=1))).startswith("1 article is shown to nobody any more")


def test_an_article_is_reviewed_after_half_a_year() -> None:
    assert told(changed(reviewed=TODAY - timedelta(days=180))) == ""
    assert "to be reviewed again: forgotten-password" in told(changed(reviewed=TODAY - timedelta(days=181)))


@pytest.mark.parametrize("day", [TODAY + timedelta(days=1), date.max])
def test_a_review_on_a_day_that_is_yet_to_come_is_told(day: date) -> None:
    assert told(changed(reviewed=day)) == "1 article is reviewed on a day that is yet to come: forgotten-password"


def test_an_article_whose_owner_the_policy_does_not_name_is_told() -> None:
    assert "the policy does not name" in told(changed(owner="it-nobody"))


def test_an_article_for_segments_that_the_policy_has_not_is_reached_by_nobody() -> None:
    assert "on a shelf that nobody reaches" in told(changed(segments=("pilots",)))


def test_agents_and_people_of_other_companies_are_readers() -> None:
    assert told(changed(segments=(AGENTS,))) == ""
    assert told(changed(segments=(EXTERNAL,))) == ""


def test_an_article_of_a_category_that_is_never_answered_by_one_is_read_by_agents_alone() -> None:
    assert "read by agents alone" in told(GOOD, make_policy(vpn={"offer": "never"}))


def test_an_article_for_a_segment_that_goes_straight_to_an_agent_is_read_by_agents_alone() -> None:
    policy = make_policy(standard={"mode": "agent_only"})

    assert "read by agents alone" in told(changed(segments=("standard",)), policy)


def test_more_than_five_are_counted() -> None:
    articles = [changed(slug=f"a{number}", segments=("pilots",)) for number in range(7)]

    assert list(notices(articles, make_policy(), TODAY)) == [
        "7 articles are on a shelf that nobody reaches: a0, a1, a2, a3, a4 and 2 more"
    ]
