"""The keys of every payload, which are those that Slack documents and sends."""

from typing import Any

import pytest

from local_slack.client import Slack
from local_slack.person import Person
from tests.local_slack.block_kit import actions, button, field, modal, text_input
from tests.local_slack.conftest import EchoApp
from tests.local_slack.steps import opens_on_look, post_blocks

WRAPPER = """
    api_app_id authorizations context_enterprise_id context_team_id event event_context event_id event_time
    is_ext_shared_channel team_id token type
"""
COMMON = "enterprise is_enterprise_install team token type user"
COMMAND = """
    api_app_id channel_id channel_name command is_enterprise_install response_url team_domain team_id text token
    trigger_id user_id user_name
"""
ON_A_MESSAGE = f"{COMMON} actions api_app_id channel container message response_url state trigger_id"
IN_A_VIEW = f"{COMMON} actions api_app_id container trigger_id view"
SUBMISSION = f"{COMMON} api_app_id response_urls trigger_id view"
CLOSING = f"{COMMON} api_app_id is_cleared view"
GLOBAL = f"{COMMON} action_ts callback_id trigger_id"
ON_THE_MESSAGE = f"{GLOBAL} channel message message_ts response_url"
VIEW = """
    app_id app_installed_team_id blocks bot_id callback_id clear_on_close close external_id hash id notify_on_close
    previous_view_id private_metadata root_view_id state submit team_id title type
"""
MESSAGE = "blocks channel channel_type client_msg_id event_ts team text ts type user"
MENTION = "blocks channel client_msg_id event_ts team text ts type user"
OWN_MESSAGE = "app_id bot_id bot_profile channel channel_type event_ts team text ts type user"
CHANGED = "channel channel_type event_ts hidden message previous_message subtype ts type"
DELETED = "channel channel_type deleted_ts event_ts hidden previous_message subtype ts type"
REACTION = "event_ts item item_user reaction type user"


def keys(names: str) -> set[str]:
    return set(names.split())


@pytest.fixture
async def payloads(slack: Slack, app: EchoApp, ana: Person) -> Any:
    """Everything that the app was sent, oldest first, once all of it is there."""

    async def gather() -> list[dict[str, Any]]:
        await slack.quiet()
        return [envelope["payload"] for envelope in await slack.envelopes()]

    return gather


async def test_commands(payloads: Any, ana: Person) -> None:
    await ana.slash("/echo")
    assert (await payloads())[0].keys() == keys(COMMAND)


async def test_clicks(payloads: Any, app: EchoApp, ana: Person) -> None:
    message = await post_blocks(app, ana, actions(button("Yes", "yes")))
    await ana.click("Yes", in_=message)
    assert (await payloads())[-1].keys() == keys(ON_A_MESSAGE)


async def test_forms(payloads: Any, app: EchoApp, ana: Person) -> None:
    form = modal(field("What", text_input()), actions(button("More", "more")), notify_on_close=True)
    opens_on_look(app, form)
    await ana.shortcut("Look")
    await ana.click("More")
    await ana.submit({"What": "x"})
    await ana.shortcut("Look")
    await ana.close()
    opened, clicked, submitted, _, closed = await payloads()
    assert opened.keys() == keys(GLOBAL)
    assert clicked.keys() == keys(IN_A_VIEW)
    assert submitted.keys() == keys(SUBMISSION)
    assert closed.keys() == keys(CLOSING)
    assert submitted["view"].keys() == keys(VIEW)


async def test_shortcuts_on_messages(payloads: Any, ana: Person) -> None:
    await ana.shortcut("Look at this", message=await ana.dm("hello"))
    assert (await payloads())[-1].keys() == keys(ON_THE_MESSAGE)


async def test_messages(payloads: Any, app: EchoApp, ana: Person) -> None:
    said = await ana.say("#it-help", "@echo hello")
    await app.client.chat_postMessage(channel=said.channel, text="hi")
    first, mention, own = await payloads()
    assert first.keys() == keys(WRAPPER)
    assert first["event"].keys() == keys(MESSAGE)
    assert mention["event"].keys() == keys(MENTION)
    assert own["event"].keys() == keys(OWN_MESSAGE)


async def test_what_becomes_of_messages(payloads: Any, ana: Person) -> None:
    said = await ana.dm("helo")
    await ana.edit(said, "hello")
    await ana.react("wave", said)
    await ana.delete(said)
    _, changed, reacted, deleted = await payloads()
    assert changed["event"].keys() == keys(CHANGED)
    assert reacted["event"].keys() == keys(REACTION)
    assert deleted["event"].keys() == keys(DELETED)
