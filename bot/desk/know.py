"""Who somebody is: what Slack, the lists of assets and the desk's own history know of them, put together."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.desk.desk import Directory, Records
from bot.desk.policy import Policy
from bot.insight.person import Portrait, describe
from bot.insight.section import Section
from bot.segments.asset import with_assets
from bot.segments.decide import SegmentDecision, decide
from bot.segments.facts import Facts


class Reception(Protocol):
    """What it takes to know people; the desk has it, and so has who only looks."""

    @property
    def policy(self) -> Policy: ...
    @property
    def now(self) -> Callable[[], datetime]: ...
    @property
    def directory(self) -> Directory: ...
    @property
    def records(self) -> Records: ...


async def know(desk: Reception, person_id: str) -> Facts:
    """Each fact with its source and age. What nobody knows is left out."""
    return await with_records(desk, await desk.directory.facts(person_id))


async def with_records(desk: Reception, facts: Facts) -> Facts:
    """What Slack knows, and what the desk itself keeps."""
    kept = await desk.records.on(facts.person_id, facts.email, desk.policy.windows, desk.now())
    named = facts.named if kept.past_ratings is None else {**facts.named, "past_ratings": kept.past_ratings}
    told = facts.model_copy(update={"habits": kept.habits, "named": named})
    return with_assets(told, kept.assets)


async def recognise_segment(desk: Reception, person_id: str) -> SegmentDecision:
    return decide(await know(desk, person_id), desk.policy.segments, desk.now())


async def portray(desk: Reception, person_id: str) -> list[Section]:
    """Which segment somebody is in, why in no other, and what is known of them, told in the desk's zone."""
    policy = desk.policy
    portrait = Portrait(
        decision=await recognise_segment(desk, person_id),
        names={segment.id: segment.name for segment in policy.segments},
        expected=policy.facts,
        stale_after=timedelta(days=policy.assets.stale_after_days),
        zone=ZoneInfo(policy.desk.zone),
    )
    return describe(portrait)
