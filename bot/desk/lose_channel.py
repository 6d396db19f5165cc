"""A channel in which a pool works was archived: its cards reach nobody until the owner of the desk has acted."""

from bot.desk.desk import Desk
from bot.desk.speech import Say, Speech
from bot.desk.tx import Tx


async def lose_channel(desk: Desk, channel_id: str) -> None:
    """Tells the owners, if it is a channel that the policy gives to a pool."""
    pools = [pool for pool in desk.policy.pools if desk.directory.channel_id(pool.channel) == channel_id]
    if pools:
        teams = ", ".join(pool.name for pool in pools)
        sentence = (
            f"{pools[0].channel} was archived, so nobody sees the tickets that go to {teams}. "
            "Unarchive it, or give the policy another channel."
        )
        await desk.transact(lambda tx: _tell_owners(tx, desk, channel_id, sentence))


def _tell_owners(tx: Tx, desk: Desk, channel_id: str, sentence: str) -> None:
    for owner in desk.directory.members(desk.policy.desk.owners):
        key = f"archived:{channel_id}:{owner}:{desk.now().isoformat()}"
        tx.say(Speech(key, Say.NOTICE, owner, {"sentence": sentence}))
