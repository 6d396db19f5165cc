"""A channel in which the desk works was shared with another company: its people read whatever is said there."""

from bot.desk.desk import Desk
from bot.desk.tell_owners import tell_owners


async def expose_channel(desk: Desk, channel_id: str) -> None:
    """Tells the owners, if cards or warnings stand in that channel. A desk that is started anew refuses it."""
    exposed = [name for name in desk.policy.inner_channels if desk.directory.channel_id(name) == channel_id]
    if exposed:
        sentence = (
            f"{exposed[0]} is shared with another company now, and its people read every ticket that I show there. "
            "End the sharing, or give the policy another channel."
        )
        cause = f"shared:{channel_id}:{desk.now().isoformat()}"
        await desk.transact(lambda tx: tell_owners(tx, desk, cause, sentence))
