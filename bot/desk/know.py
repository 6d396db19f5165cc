"""Who somebody is: what Slack, the lists of assets and the desk's own history know of them, put together."""

from bot.desk.desk import Desk
from bot.segments.asset import with_assets
from bot.segments.decide import SegmentDecision, decide
from bot.segments.facts import Facts


async def know(desk: Desk, person_id: str) -> Facts:
    """Each fact with its source and age. What nobody knows is left out."""
    facts = await desk.directory.facts(person_id)
    kept = await desk.records.on(person_id, facts.email, desk.policy.windows, desk.now())
    named = facts.named if kept.past_ratings is None else {**facts.named, "past_ratings": kept.past_ratings}
    told = facts.model_copy(update={"habits": kept.habits, "named": named})
    return with_assets(told, kept.assets)


async def recognise_segment(desk: Desk, person_id: str) -> SegmentDecision:
    return decide(await know(desk, person_id), desk.policy.segments, desk.now())
