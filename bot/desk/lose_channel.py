"""A channel in which a pool works was archived: its cards reach nobody until the owner of the desk has acted."""

from bot.desk.desk import Desk
from bot.desk.tell_owners import tell_owners


async def lose_channel(desk: Desk, channel_id: str) -> None:
    """Tells the owners, if it is a channel that the policy gives to a pool."""
    pools = [pool for pool in desk.policy.pools if desk.directory.channel_id(pool.channel) == channel_id]
    if pools:
        teams = ", ".join(pool.name for pool in pools)
        sentence = (
            f"{pools[0].channel} was archived, so nobody sees the tickets that go to {teams}. "
            "Unarchive it, or give the policy another channel."
        )
        cause = f"archived:{channel_id}:{desk.now().isoformat()}"
        await desk.transact(lambda tx: tell_owners(tx, desk, cause, sentence))
