"""What changes in the workspace: profiles, user groups, and who looks at the desk's home."""

from bot.desk.open_home import open_home
from bot.handlers.act import Act


async def home_opened(act: Act) -> None:
    if act.arrival.event.get("tab") == "home":
        await open_home(act.desk, act.actor)


async def profile_changed(act: Act) -> None:
    act.slack.directory.forget(act.arrival.person_id)


async def groups_changed(act: Act) -> None:
    await act.slack.directory.load_groups()
