"""What many tests of the local Slack begin with: a message of the app, or a form that it opens."""

from typing import Any

from local_slack.on_screen import SeenMessage
from local_slack.person import Person
from tests.local_slack.conftest import EchoApp


async def post_blocks(app: EchoApp, person: Person, *blocks: dict[str, Any]) -> SeenMessage:
    """A message of the app in its DM with the person."""
    said = await person.dm("hello")
    await app.client.chat_postMessage(channel=said.channel, text="Blocks", blocks=list(blocks))
    return (await person.messages())[-1]


def opens_on_look(app: EchoApp, view: dict[str, Any]) -> None:
    """The global shortcut opens the view."""

    @app.on("look")
    async def open_it(ack: Any, body: dict[str, Any], client: Any) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=view)
