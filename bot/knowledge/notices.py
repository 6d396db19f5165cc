"""What the owner of a knowledge base should look at, though every article of it can be used."""

from collections.abc import Iterable, Iterator
from datetime import date

from bot.deflection.mode import Mode
from bot.desk.policy import Policy
from bot.kb.article import EXTERNAL, Article

MOST = 5
"""As many are named in one line; the others are counted."""


def notices(articles: Iterable[Article], policy: Policy, on: date) -> Iterator[str]:
    """A line for each kind of thing. Pure: `on` is today."""
    kinds = {
        "shown to nobody any more, since the last day of use is over": [
            each for each in articles if each.has_expired(on)
        ],
        "to be reviewed again": sorted(_overdue(articles, policy, on), key=lambda article: article.reviewed),
        "reviewed on a day that is yet to come": [each for each in articles if each.reviewed > on],
        "kept by a user group that the policy does not name": [a for a in articles if a.owner not in policy.groups],
        "on a shelf that nobody reaches": [each for each in articles if not _is_reached(each, policy)],
        "read by agents alone, since who they are for goes straight to a person": [
            each for each in articles if _is_reached(each, policy) and not _is_offered(each, policy)
        ],
    }
    for what, found in kinds.items():
        if found:
            yield f"{_counted(len(found))} {what}: {_some([article.slug for article in found])}"


def _overdue(articles: Iterable[Article], policy: Policy, on: date) -> Iterator[Article]:
    return (each for each in articles if on - each.reviewed > policy.desk.review_articles_after)


def _is_reached(article: Article, policy: Policy) -> bool:
    """By anybody: agents read beside a ticket what its requester may read, and what is for them."""
    readers = any(article.is_for(segment.id) for segment in policy.segments)
    return readers or article.is_for_agents or EXTERNAL in article.segments


def _is_offered(article: Article, policy: Policy) -> bool:
    """To a requester, when they ask about what it is about. What is for agents alone need not be."""
    readers = [segment.id for segment in policy.segments if article.is_for(segment.id)]
    asked = [name for name in article.categories if not policy.category(name).never_offers]
    modes = {policy.mode_for(segment, category) for segment in readers for category in asked}
    return not readers or bool(modes - {Mode.AGENT_ONLY})


def _counted(number: int) -> str:
    return "1 article is" if number == 1 else f"{number} articles are"


def _some(names: list[str]) -> str:
    more = f" and {len(names) - MOST} more" if len(names) > MOST else ""
    return ", ".join(names[:MOST]) + more
