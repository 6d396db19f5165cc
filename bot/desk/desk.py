"""The desk: everything its use cases need, built once and passed in."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from itertools import chain
from typing import Protocol

from bot.deflection.bar import Bars
from bot.deflection.lessons import Lessons
from bot.desk.policy import Policy
from bot.desk.tx import Transact
from bot.kb.library import Library
from bot.routing.classify import Classifies
from bot.routing.similar import Rarity
from bot.segments.asset import Asset
from bot.segments.behaviour import Habit, HabitName, HabitWindows
from bot.segments.facts import Fact, Facts


class Directory(Protocol):
    """Who and what there is in the workspace. Only `facts` may have to ask Slack; the others answer from what was
    read at start.
    """

    async def facts(self, person_id: str) -> Facts: ...

    def members(self, group: str) -> Sequence[str]:
        """The ids of the people in the user group with that handle who are of the house, as far as that is known."""

    def is_listed(self, person_id: str, groups: Iterable[str]) -> bool:
        """Whether that person is in one of those user groups, whatever company they are of."""

    def channel_id(self, name: str) -> str:
        """The id of the channel with that name, which the policy speaks of as #name."""

    def is_shared(self, channel_id: str) -> bool:
        """Whether people of other companies may read that channel; so it is of one that is not known."""


@dataclass(frozen=True)
class Kept:
    """What the desk itself keeps on a person."""

    assets: Sequence[Asset] = ()
    habits: Mapping[HabitName, Habit] = field(default_factory=dict)
    past_ratings: Fact | None = None


class Records(Protocol):
    async def on(self, person_id: str, email: str, windows: HabitWindows, now: datetime) -> Kept:
        """Assets are found by the id or the address; habits are counted over the windows that end now."""


@dataclass(frozen=True)
class Desk:
    """`now` is the one clock: aware, UTC."""

    policy: Policy
    now: Callable[[], datetime]
    transact: Transact
    directory: Directory
    library: Library
    classifier: Classifies
    records: Records
    bars: Bars = field(default_factory=Bars)
    lessons: Lessons = field(default_factory=Lessons)

    @cached_property
    def rarity(self) -> Rarity:
        """Learned from how people usually word what they need."""
        examples = (example for category in self.policy.categories for example in category.examples)
        return Rarity(chain(*self.library.phrases().values(), examples))

    def key(self, number: int) -> str:
        """How people say a ticket's number: HD-12."""
        return f"{self.policy.desk.ticket_key}-{number}"
