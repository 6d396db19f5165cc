"""Everything the owner of the desk has decided, as one value."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated, ClassVar, Protocol, TypeVar

from pydantic import BaseModel, ConfigDict, Field, model_validator

from bot.deflection.mode import Mode
from bot.desk.cross_check import check
from bot.names import ChannelName, Handle, Identifier, Label, Sentence, TicketKey, ZoneName
from bot.routing.category import UNSURE, Category
from bot.routing.pool import Pool
from bot.routing.priority import Level, Priorities, Priority
from bot.segments.behaviour import USUAL_WINDOWS, HabitWindows
from bot.segments.rule import Rule
from bot.segments.segment import Segment
from bot.sla.business_hours import Calendar
from bot.sla.duration import Duration, PositiveDuration
from bot.sla.escalation import Ladder
from bot.sla.target import Goal, Metric, Targets


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Survey(_Part):
    """The rating question of a segment, asked `delay` (wall-clock) after the solve."""

    scale: ClassVar[range] = range(1, 6)

    delay: Duration
    question: Sentence
    follow_up: Sentence | None = None  # asks for a few words beneath the rating


class SegmentPolicy(Segment):
    """How the people of a segment are served. What is not said here is taken from the desk."""

    targets: Targets
    calendar: Identifier | None = None
    warning: PositiveDuration | None = None
    leads: Handle | None = None
    escalation: Ladder = ()  # beyond the warning: whom an unanswered clock reaches, and when
    mode: Mode
    wrong_offer_costs: Annotated[float, Field(gt=0, le=100)] = 1.0  # when an offer that was not made costs 1
    pool: Identifier | None = None  # asked first for whatever it has the skill for
    impact: Level = Level.MEDIUM  # what it costs the company when these people cannot work
    priority_floor: Priority | None = None
    channels: tuple[ChannelName, ...] = ()  # their own channels, in which the desk may be asked
    csat: Survey


class PriorityFloor(_Part):
    """Whoever this holds for has no ticket that is less important, whatever urgency they state."""

    when: Rule
    priority: Priority


class PriorityPolicy(Priorities):
    floors: tuple[PriorityFloor, ...] = ()


class AssetPolicy(_Part):
    """How a list of assets is read: the heading under which each fact stands, where it is not the usual one."""

    columns: Mapping[Identifier, Label] = Field(default_factory=dict)
    stale_after_days: Annotated[int, Field(ge=1, le=3650)] = 30


class Offering(StrEnum):
    """Whether articles may answer a category before an agent does."""

    AS_SEGMENT = "as_segment"
    NEVER = "never"


class CategoryPolicy(Category):
    """`modes` treats a segment otherwise in this category than that segment's own mode does."""

    offer: Offering = Offering.AS_SEGMENT
    modes: Mapping[Identifier, Mode] = Field(default_factory=dict)

    @property
    def never_offers(self) -> bool:
        return self.offer is Offering.NEVER


class DeskPolicy(_Part):
    """What holds for the whole desk, and for every segment that does not say otherwise."""

    name: Label
    ticket_key: TicketKey
    zone: ZoneName
    calendar: Identifier
    owners: Handle
    leads: Handle
    warning: PositiveDuration
    snooze: PositiveDuration
    lapses_after: PositiveDuration
    reopen_within_days: Annotated[int, Field(ge=1, le=90)]
    synonyms: tuple[Annotated[tuple[Label, ...], Field(min_length=2)], ...] = ()  # of each group search knows the first
    shared_articles: bool = False  # the articles serve other desks too: what they name need not be in this policy
    review_articles_after_days: Annotated[int, Field(ge=1, le=3650)] = 180
    keep_received_days: Annotated[int, Field(ge=1, le=3650)] = 7
    keep_said_days: Annotated[int, Field(ge=1, le=3650)] = 30

    @property
    def keep_received(self) -> timedelta:
        """How long the desk keeps what Slack delivered to it, beside what it made of that."""
        return timedelta(days=self.keep_received_days)

    @property
    def keep_said(self) -> timedelta:
        """How long it keeps the words of its own messages, beside the tickets that they are about."""
        return timedelta(days=self.keep_said_days)

    @property
    def review_articles_after(self) -> timedelta:
        return timedelta(days=self.review_articles_after_days)

    @property
    def reopen_window(self) -> timedelta:
        return timedelta(days=self.reopen_within_days)


class Bursts(_Part):
    """When leads hear that a topic is reported more than usual, and what is offered to those who ask the same."""

    alert: bool = True
    window: PositiveDuration = Field(default_factory=lambda: timedelta(hours=1))
    at_least: Annotated[int, Field(ge=2, le=1000)] = 3  # different people
    weeks: Annotated[int, Field(ge=1, le=52)] = 8  # whose same hours say what is usual
    chance: Annotated[float, Field(gt=0, lt=1)] = 0.001  # below it, so many are no accident
    offer_join: bool = True  # whoever asks the same may wait for the ticket that is there
    answer_within: PositiveDuration = Field(default_factory=lambda: timedelta(minutes=10))  # to that; then a ticket


class _Named(Protocol):
    @property
    def id(self) -> str: ...


_T = TypeVar("_T", bound=_Named)


class Policy(_Part):
    """Complete and consistent: every name in it that points at something points at something that is there.

    Tickets outlive policies. A segment, category or pool that a ticket still names and the policy no longer has is
    replaced by the one for everybody else: the last segment, the category `other`, the first pool.
    """

    desk: DeskPolicy
    calendars: Mapping[Identifier, Calendar]
    priorities: PriorityPolicy = PriorityPolicy()
    assets: AssetPolicy = AssetPolicy()
    behaviour: HabitWindows = Field(default_factory=dict)
    segments: Annotated[tuple[SegmentPolicy, ...], Field(min_length=1)]
    pools: Annotated[tuple[Pool, ...], Field(min_length=1)]
    categories: Annotated[tuple[CategoryPolicy, ...], Field(min_length=1)]
    bursts: Bursts = Bursts()

    @model_validator(mode="after")
    def _is_consistent(self) -> "Policy":
        check(self)
        return self

    @property
    def windows(self) -> HabitWindows:
        """What counts as a habit: the usual, unless it says otherwise."""
        return {**USUAL_WINDOWS, **self.behaviour}

    def segment(self, segment_id: str) -> SegmentPolicy:
        return _find(self.segments, segment_id, self.segments[-1])

    def pool(self, pool_id: str) -> Pool:
        return _find(self.pools, pool_id, self.pools[0])

    def category(self, category_id: str) -> CategoryPolicy:
        other = _find(self.categories, UNSURE, self.categories[-1])
        return _find(self.categories, category_id, other)

    def mode_for(self, segment_id: str, category_id: str) -> Mode:
        """How this segment wants its articles when it asks about that."""
        segment = self.segment(segment_id)
        return self.category(category_id).modes.get(segment.id, segment.mode)

    def wants_offers(self, segment_id: str, category_id: str) -> bool:
        """Whether this segment is answered before there is a ticket, when it asks about that."""
        answers_first = self.mode_for(segment_id, category_id) in (Mode.OFFER_FIRST, Mode.GUIDED)
        return answers_first and not self.category(category_id).never_offers

    def leads_of(self, segment_id: str) -> str:
        """The user group that is warned."""
        return self.segment(segment_id).leads or self.desk.leads

    def pool_calendar(self, pool: Pool) -> Calendar:
        return self.calendars[pool.calendar or self.desk.calendar]

    def segment_calendar(self, segment_id: str) -> Calendar:
        return self.calendars[self.segment(segment_id).calendar or self.desk.calendar]

    def closed_pools(self, segment_id: str, at: datetime) -> frozenset[str]:
        """Pools that are closed while the segment's clock runs. While it stands still, a ticket waits."""
        if not self.segment_calendar(segment_id).is_open(at):
            return frozenset()
        return frozenset(pool.id for pool in self.pools if not self.pool_calendar(pool).is_open(at))

    @property
    def channels(self) -> frozenset[str]:
        """Every channel that the policy names, with its “#”."""
        asked = {channel for segment in self.segments for channel in segment.channels}
        return self.inner_channels | asked

    @property
    def inner_channels(self) -> frozenset[str]:
        """Those in which cards stand and warnings are said, which only people of the house may read."""
        return frozenset(self._told("#") | {pool.channel for pool in self.pools})

    @property
    def groups(self) -> frozenset[str]:
        """Every user group that the policy names, by its handle."""
        return self.inner_groups.union(*(rule.groups() for rule in self._rules))

    @property
    def inner_groups(self) -> frozenset[str]:
        """Those whose people work at the desk or are told what only people of the house may read."""
        leads = {self.leads_of(segment.id) for segment in self.segments} | {self.desk.leads}
        told = {name.removeprefix("@") for name in self._told("@")}
        return frozenset(leads | told | {self.desk.owners} | {pool.group for pool in self.pools})

    @property
    def facts(self) -> frozenset[str]:
        """Every fact that a rule asks for, by its name."""
        return frozenset[str]().union(*(rule.facts() for rule in self._rules))

    @property
    def _rules(self) -> list[Rule]:
        return [*(segment.when for segment in self.segments), *(floor.when for floor in self.priorities.floors)]

    def _told(self, mark: str) -> set[str]:
        """Whom the ladders name that begins with that mark."""
        return {step.to for segment in self.segments for step in segment.escalation if step.to.startswith(mark)}

    def goals(self, segment_ids: Sequence[str], priority: str, metric: Metric) -> list[Goal]:
        """What each of the segments promises for a ticket of that priority; nothing from one that promises nothing."""
        found = [(self.segment(name), self.segment(name).targets.at(priority).of(metric)) for name in segment_ids]
        return [self._goal(segment, target) for segment, target in found if target is not None]

    def _goal(self, segment: SegmentPolicy, target: timedelta) -> Goal:
        name = segment.calendar or self.desk.calendar
        return Goal(
            target=target,
            lead=segment.warning or self.desk.warning,
            calendar=self.calendars[name],
            calendar_name=name,
            segment_id=segment.id,
        )


def _find(things: Sequence[_T], wanted: str, otherwise: _T) -> _T:
    return next((thing for thing in things if thing.id == wanted), otherwise)
