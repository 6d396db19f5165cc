"""Commands, clicks and shortcuts, from the person through the real Bolt and back."""

from typing import Any

import pytest

from local_slack.client import Slack
from local_slack.manifest import Manifest
from local_slack.person import NotPossibleError, NotSeenError, Person, ShownError
from local_slack.server import LocalSlack
from tests.local_slack.block_kit import actions, button, home, section
from tests.local_slack.conftest import EchoApp, described
from tests.local_slack.steps import post_blocks


async def test_a_command_carries_who_where_and_what(server: LocalSlack, app: EchoApp, ana: Person) -> None:
    await ana.slash("/echo", "one & two", channel="#general")
    body = app.heard[0]
    assert (body["command"], body["text"]) == ("/echo", "one & two")
    assert (body["user_name"], body["channel_name"]) == ("ana", "general")
    assert body["team_id"] == server.state.team["id"]
    assert body["response_url"].startswith(f"{server.url}/response/")
    assert body["trigger_id"]


async def test_a_direct_message_has_no_channel_name(app: EchoApp, ana: Person) -> None:
    await ana.slash("/echo", channel="@echo")
    assert app.heard[0]["channel_name"] == "directmessage"


async def test_should_escape_turns_names_into_ids(server: LocalSlack, app: EchoApp, ana: Person) -> None:
    await ana.slash("/who", "is @ben in #general & <here>")
    ben = next(user.id for user in server.state.users.values() if user.name == "ben")
    general = next(c.id for c in server.state.conversations.values() if c.name == "general")
    assert app.heard[0]["text"] == f"is <@{ben}|ben> in <#{general}|general> &amp; &lt;here&gt;"


async def test_what_comes_with_the_ack_is_for_the_person_alone(app: EchoApp, ana: Person, ben: Person) -> None:
    @app.on("/echo")
    async def echo(ack: Any, **_: Any) -> None:
        await ack("only you see this")

    await ana.slash("/echo")
    await ana.sees("only you see this", in_="#general")
    await ben.does_not_see("only you see this", in_="#general")


async def test_an_answer_can_be_for_the_channel(app: EchoApp, ana: Person, ben: Person) -> None:
    @app.on("/echo")
    async def echo(ack: Any, respond: Any, **_: Any) -> None:
        await ack()
        await respond("hear, hear", response_type="in_channel")

    await ana.slash("/echo")
    await ben.sees("hear, hear", in_="#general")


async def test_a_broken_answer_is_noted_as_a_problem(slack: Slack, app: EchoApp, ana: Person) -> None:
    @app.on("/echo")
    async def echo(ack: Any, **_: Any) -> None:
        await ack(blocks=[{"type": "header"}])

    with pytest.raises(ShownError):
        await ana.slash("/echo")
    assert "invalid_blocks" in str(await slack.problems())


@pytest.mark.usefixtures("app")
async def test_a_command_nobody_installed(ana: Person) -> None:
    with pytest.raises(ShownError) as shown:
        await ana.slash("/nothing")
    assert shown.value.code == "unknown_command"


@pytest.mark.usefixtures("app")
async def test_outsiders_have_no_commands(slack: Slack) -> None:
    with pytest.raises(NotPossibleError, match="another company"):
        await slack.person("erin").slash("/echo", channel="#vendor-partner")


@pytest.mark.usefixtures("app")
async def test_a_command_needs_membership(ana: Person) -> None:
    with pytest.raises(NotPossibleError, match="is not in #help-network"):
        await ana.slash("/echo", channel="#help-network")


async def test_a_click_shows_the_message_and_the_button(app: EchoApp, ana: Person) -> None:
    message = await post_blocks(app, ana, section("Well?"), actions(button("Yes", "yes", "v1"), button("No", "no")))
    await ana.click("Yes", in_=message)
    (body,) = app.payloads("block_actions")
    assert body["container"] == {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": message.channel,
        "is_ephemeral": False,
    }
    assert body["channel"] == {"id": message.channel, "name": "directmessage"}
    assert body["message"]["ts"] == message.ts
    assert body["user"]["username"] == "ana"
    (action,) = body["actions"]
    assert (action["type"], action["action_id"], action["block_id"], action["value"]) == (
        "button",
        "yes",
        "doors",
        "v1",
    )
    assert action["text"]["text"] == "Yes"


async def test_a_click_can_replace_its_message(app: EchoApp, ana: Person) -> None:
    @app.on("yes")
    async def answer(ack: Any, respond: Any, **_: Any) -> None:
        await ack()
        await respond("Thank you.", replace_original=True)

    message = await post_blocks(app, ana, actions(button("Yes", "yes")))
    await ana.click("Yes", in_=message)
    await ana.sees("Thank you.")
    assert (await ana.now_sees(message)).buttons == []


async def test_a_click_on_an_ephemeral_message_has_no_message_in_it(app: EchoApp, ana: Person) -> None:
    said = await ana.say("#it-help", "hello")
    blocks = [actions(button("Yes", "yes"))]
    await app.client.chat_postEphemeral(channel=said.channel, user=said["user"], text="Well?", blocks=blocks)
    await ana.click("Yes", in_=(await ana.messages("#it-help"))[-1])
    (body,) = app.payloads("block_actions")
    assert body["container"]["is_ephemeral"] is True
    assert "message" not in body


async def test_an_ephemeral_message_can_go_away(app: EchoApp, ana: Person) -> None:
    @app.on("yes")
    async def answer(ack: Any, respond: Any, **_: Any) -> None:
        await ack()
        await respond(delete_original=True)

    said = await ana.say("#it-help", "hello")
    blocks = [section("Well?"), actions(button("Yes", "yes"))]
    await app.client.chat_postEphemeral(channel=said.channel, user=said["user"], text="Well?", blocks=blocks)
    await ana.click("Yes", in_=await ana.sees("Well?", in_="#it-help"))
    await ana.does_not_see("Well?", in_="#it-help")


async def test_a_click_in_a_thread_names_the_thread(app: EchoApp, ana: Person) -> None:
    said = await ana.dm("hello")
    blocks = [actions(button("Yes", "yes"))]
    await app.client.chat_postMessage(channel=said.channel, thread_ts=said.ts, text="Well?", blocks=blocks)
    await ana.click("Yes", in_=(await ana.messages(thread=said))[-1])
    assert app.payloads("block_actions")[0]["container"]["thread_ts"] == said.ts


async def test_a_click_on_the_home(app: EchoApp, ana: Person) -> None:
    @app.on("app_home_opened")
    async def publish(event: dict[str, Any], client: Any) -> None:
        await client.views_publish(user_id=event["user"], view=home(actions(button("Ask", "ask"))))

    page = await ana.open_home()
    await ana.click("Ask", in_="home")
    (body,) = app.payloads("block_actions")
    assert body["container"] == {"type": "view", "view_id": page.id}
    assert body["view"]["type"] == "home"
    assert "channel" not in body


async def test_a_button_that_is_gone_cannot_be_clicked(app: EchoApp, ana: Person) -> None:
    message = await post_blocks(app, ana, actions(button("Yes", "yes")))
    await app.client.chat_update(channel=message.channel, ts=message.ts, text="Too late")
    with pytest.raises(NotSeenError, match="Too late"):
        await ana.click("Yes", in_=message)


async def test_a_click_that_crossed_the_update_still_arrives(app: EchoApp, ana: Person) -> None:
    message = await post_blocks(app, ana, actions(button("Yes", "yes")))
    await app.client.chat_update(channel=message.channel, ts=message.ts, text="Too late")
    await ana.click("Yes", in_=message, stale=True)
    assert app.payloads("block_actions")[0]["actions"][0]["action_id"] == "yes"


async def test_an_unanswered_click_is_shown(slack: Slack, app: EchoApp, ana: Person) -> None:
    message = await post_blocks(app, ana, actions(button("Yes", "yes")))
    await slack.sockets("ignore_acks")
    with pytest.raises(ShownError) as shown:
        await ana.click("Yes", in_=message)
    assert shown.value.code == "operation_timeout"


async def test_a_message_shortcut_shows_the_message(app: EchoApp, ana: Person) -> None:
    said = await ana.say("#it-help", "my mouse died")
    await ana.shortcut("Look at this", message=said)
    (body,) = app.payloads("message_action")
    assert body["message"]["text"] == "my mouse died"
    assert (body["message_ts"], body["channel"]["name"]) == (said.ts, "it-help")
    assert body["response_url"]


async def test_a_global_shortcut_knows_no_place(app: EchoApp, ana: Person) -> None:
    await ana.shortcut("Look")
    (body,) = app.payloads("shortcut")
    assert "channel" not in body
    assert "response_url" not in body
    assert body["trigger_id"]


@pytest.mark.usefixtures("app")
async def test_a_single_channel_guest_has_no_global_ones(slack: Slack) -> None:
    with pytest.raises(NotPossibleError, match="guest"):
        await slack.person("vera").shortcut("Look")


@pytest.mark.usefixtures("app")
async def test_an_unknown_shortcut_is_answered_with_those_there_are(ana: Person) -> None:
    with pytest.raises(NotPossibleError, match="look"):
        await ana.shortcut("Fly")


class TestWithoutAHome:
    @pytest.fixture
    def manifest(self) -> Manifest:
        return described(app_home={"home_tab_enabled": False, "messages_tab_enabled": False})

    async def test_there_is_no_home_to_open(self, ana: Person) -> None:
        with pytest.raises(NotPossibleError, match="no Home tab"):
            await ana.open_home()

    async def test_nothing_can_be_written_to_the_app(self, ana: Person) -> None:
        with pytest.raises(NotPossibleError, match="turned off"):
            await ana.dm("hello")
