"""A desk without Slack: a small policy, two articles, and people who are what a test says they are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from bot.desk.desk import Desk
from bot.desk.policy import Policy
from bot.desk.roles import Actor, actor
from bot.kb.library import Library
from bot.routing.classify import Classifier
from bot.segments.facts import Facts
from bot.storage.records import Records
from bot.storage.store import Store
from tests.builders import DANA, LENA, NOON, PRIYA
from tests.kb.articles import article_about
from tests.policies import make_policy

NINA = "U0NINA"  # of the network pool, as Dana is
VICTORIA = "U0VICTORIA"  # an executive
OLGA = "U0OLGA"  # owns the desk

_EXAMPLES = {
    "vpn": ["vpn drops", "vpn is slow", "cannot connect to the vpn", "vpn certificate error"],
    "other": ["hello", "i have a question", "the coffee machine is broken", "can somebody help me"],
}


@cache
def small_policy() -> Policy:
    return changed_policy()


def changed_policy(**changes: Any) -> Policy:
    """Executives get articles beside their ticket, everybody else before it; in the office the day begins at nine."""
    learned = {category: {"examples": examples} for category, examples in _EXAMPLES.items()}
    return make_policy(**learned | changes)


@cache
def small_library() -> Library:
    return Library([article_about("vpn"), article_about("printer", categories=("other",))])


@cache
def small_classifier() -> Classifier:
    return Classifier.train(small_policy().categories, small_library().phrases())


@dataclass
class Workplace:
    """Implements `bot.desk.desk.Directory` for a company that stands in a test. Channels go by their names."""

    groups: dict[str, list[str]] = field(
        default_factory=lambda: {
            "executives": [VICTORIA],
            "it-l1": ["U0ALEX"],
            "it-network": [DANA, NINA],
            "it-leads": [LENA],
            "desk-owners": [OLGA],
        }
    )
    external: set[str] = field(default_factory=set)
    shared: set[str] = field(default_factory=set)

    async def facts(self, person_id: str) -> Facts:
        groups = frozenset(handle for handle, people in self.groups.items() if person_id in people)
        return Facts(person_id=person_id, name=person_id.lower(), groups=groups, is_external=person_id in self.external)

    def members(self, group: str) -> Sequence[str]:
        return [person for person in self.groups.get(group, []) if person not in self.external]

    def is_listed(self, person_id: str, groups: Iterable[str]) -> bool:
        return any(person_id in self.groups.get(group, []) for group in groups)

    def channel_id(self, name: str) -> str:
        return name

    def is_shared(self, channel_id: str) -> bool:
        return channel_id in self.shared


@dataclass
class Watch:
    """The time, which stands still until a test moves it."""

    time: datetime = NOON

    def now(self) -> datetime:
        return self.time

    def move(self, **by: float) -> None:
        self.time += timedelta(**by)


def make_desk(store: Store, watch: Watch, **parts: Any) -> Desk:
    usual = {
        "policy": small_policy(),
        "now": watch.now,
        "transact": store.transact,
        "directory": Workplace(),
        "library": small_library(),
        "classifier": small_classifier(),
        "records": Records(store),
    }
    return Desk(**usual | parts)


def acting(desk: Desk, person_id: str = PRIYA) -> Actor:
    """Somebody with the roles that their user groups give them."""
    return actor(desk, person_id)
