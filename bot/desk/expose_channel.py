"""A channel in which the desk works was shared with another company: its people read whatever is said there."""

from bot.desk.desk import Desk
from bot.desk.speech import Say, Speech
from bot.desk.tx import Tx


async def expose_channel(desk: Desk, channel_id: str) -> None:
    """Tells the owners, if cards or warnings stand in that channel. A desk that is started anew refuses it."""
    exposed = [name for name in desk.policy.inner_channels if desk.directory.channel_id(name) == channel_id]
    if exposed:
        sentence = (
            f"{exposed[0]} is shared with another company now, and its people read every ticket that I show there. "
            "End the sharing, or give the policy another channel."
        )
        await desk.transact(lambda tx: _tell_owners(tx, desk, channel_id, sentence))


def _tell_owners(tx: Tx, desk: Desk, channel_id: str, sentence: str) -> None:
    for owner in desk.directory.members(desk.policy.desk.owners):
        key = f"shared:{channel_id}:{owner}:{desk.now().isoformat()}"
        tx.say(Speech(key, Say.NOTICE, owner, {"sentence": sentence}))
