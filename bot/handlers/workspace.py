"""What changes in the workspace: profiles, user groups, channels, and who looks at the desk's home."""

import logging

from bot.desk.expose_channel import expose_channel
from bot.desk.lose_channel import lose_channel
from bot.desk.open_home import open_home
from bot.handlers.act import Act

log = logging.getLogger(__name__)


async def home_opened(act: Act) -> None:
    if act.arrival.event.get("tab") == "home":
        await open_home(act.desk, act.actor)


async def profile_changed(act: Act) -> None:
    act.slack.directory.outdate(act.arrival.person_id)


async def groups_changed(act: Act) -> None:
    await act.slack.directory.load_groups()


async def channel_joined(act: Act) -> None:
    """The desk itself was invited to a channel."""
    if act.arrival.person_id == act.slack.directory.bot_user_id:
        await act.slack.directory.load_channels()


async def channel_archived(act: Act) -> None:
    await lose_channel(act.desk, act.arrival.event["channel"])


async def channel_shared(act: Act) -> None:
    """What is said there and who hears of it must not wait until Slack answers."""
    act.slack.directory.take_for_shared(act.arrival.event["channel"])
    await expose_channel(act.desk, act.arrival.event["channel"])
    await act.slack.directory.load_channels()


async def channel_unshared(act: Act) -> None:
    await act.slack.directory.load_channels()


async def access_lost(act: Act) -> None:
    log.error("Slack took back the desk's access (%s): install the app again to go on", act.arrival.name)
