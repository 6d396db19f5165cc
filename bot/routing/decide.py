"""Which pool a ticket goes to: skill × segment, with a fallback when nobody there is at work."""

from collections.abc import Collection, Sequence

from pydantic import BaseModel, ConfigDict

from bot.routing.pool import Pool


class PoolDecision(BaseModel):
    """The pool, the reason, and the ids of the pools that were asked on the way (the chosen one last)."""

    model_config = ConfigDict(frozen=True)

    pool: Pool
    reason: str
    path: tuple[str, ...]


def choose_pool(
    skill: str, segment_id: str, preferred: str | None, pools: Sequence[Pool], unstaffed: Collection[str] = ()
) -> PoolDecision:
    """The segment's own pool if it has the skill, else the first in the policy's order that has it.

    A pool in `unstaffed` (ids of pools in which nobody is at work) passes the ticket down its fallbacks; when nobody
    is at work anywhere on that way, the ticket waits where it belongs. The policy guarantees that
    some pool has the skill.
    """
    able = [pool for pool in pools if pool.takes(skill, segment_id)]
    first = next((pool for pool in able if pool.id == preferred), able[0])
    reason = f"{first.name} {'serves this segment and ' if first.id == preferred else ''}has the skill “{skill}”"
    chain = fallbacks(first, pools)
    staffed = next((pool for pool in chain if pool.id not in unstaffed), first)
    if staffed is not first:
        reason = f"{reason}, but nobody is at work there, so {staffed.name} helps out"
    path = tuple(pool.id for pool in chain[: chain.index(staffed) + 1])
    return PoolDecision(pool=staffed, reason=reason, path=path)


def fallbacks(pool: Pool, pools: Sequence[Pool]) -> list[Pool]:
    """The pool, then those that help out when nobody is at work, in order. The policy refuses a circle."""
    by_id = {pool.id: pool for pool in pools}
    chain = [pool]
    while chain[-1].fallback is not None:
        chain.append(by_id[chain[-1].fallback])
    return chain
