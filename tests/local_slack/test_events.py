"""What the app hears of the workspace, in Slack's own shapes, received through Bolt."""

from typing import Any

import pytest

from local_slack.client import Slack
from local_slack.manifest import Manifest
from local_slack.person import Person
from local_slack.server import LocalSlack
from tests.local_slack.conftest import EchoApp, described


@pytest.fixture
async def heard(slack: Slack, app: EchoApp) -> Any:
    """Waits until all is delivered, and gives the events of one type, and subtype if any."""

    async def events(kind: str, subtype: str | None = None) -> list[dict[str, Any]]:
        await slack.quiet()
        return [event for event in app.events(kind) if event.get("subtype") == subtype]

    return events


async def test_the_wrapper_says_for_whom_the_event_is(
    server: LocalSlack, slack: Slack, app: EchoApp, ana: Person
) -> None:
    await ana.dm("hello")
    await slack.quiet()
    body, installed = app.heard[0], server.state.app
    assert body["type"] == "event_callback"
    assert body["team_id"] == body["context_team_id"] == server.state.team["id"]
    assert body["api_app_id"] == installed["app_id"]
    assert body["event_id"].startswith("Ev")
    assert body["is_ext_shared_channel"] is False
    assert body["authorizations"][0]["user_id"] == installed["bot_user"]


async def test_a_direct_message_is_a_message_and_no_mention(heard: Any, server: LocalSlack, ana: Person) -> None:
    said = await ana.dm("hello @echo")
    (event,) = await heard("message")
    assert event["channel_type"] == "im"
    assert event["channel"] == said.channel
    assert event["ts"] == event["event_ts"] == said.ts
    assert event["text"] == f"hello <@{server.state.app['bot_user']}>"
    assert await heard("app_mention") == []


async def test_what_people_type_arrives_escaped(heard: Any, ana: Person) -> None:
    await ana.dm("1 < 2 & <!channel> *bold*")
    (event,) = await heard("message")
    assert event["text"] == "1 &lt; 2 &amp; &lt;!channel&gt; *bold*"


async def test_what_people_type_has_rich_text_beside_it(heard: Any, slack: Slack, ana: Person) -> None:
    await ana.dm("see #general & ask @ben")
    (event,) = await heard("message")
    (section,) = event["blocks"][0]["elements"]
    kinds = [element["type"] for element in section["elements"]]
    assert kinds == ["text", "channel", "text", "user"]
    assert section["elements"][2]["text"] == " & ask "


async def test_a_mention_in_a_channel_comes_twice_with_one_ts(heard: Any, ana: Person) -> None:
    await ana.say("#it-help", "@echo are you there?")
    (mention,), (message,) = await heard("app_mention"), await heard("message")
    assert mention["ts"] == message["ts"]
    assert "channel_type" not in mention


async def test_a_channel_without_the_app_is_silent(heard: Any, ana: Person) -> None:
    await ana.say("#random", "@echo are you there?")
    assert await heard("message") == await heard("app_mention") == []


async def test_the_app_hears_its_own_messages(slack: Slack, server: LocalSlack, app: EchoApp, ana: Person) -> None:
    said = await ana.dm("hello")
    await app.client.chat_postMessage(channel=said.channel, text="hi")
    await slack.quiet()
    event = (await slack.envelopes())[-1]["payload"]["event"]
    assert event["text"] == "hi"
    assert event["bot_id"] == server.state.app["bot_id"]
    assert event["user"] == server.state.app["bot_user"]


async def test_metadata_is_announced_and_left_out_of_the_message(slack: Slack, app: EchoApp, ana: Person) -> None:
    said = await ana.dm("hello")
    metadata = {"event_type": "greeting", "event_payload": {"key": "1"}}
    await app.client.chat_postMessage(channel=said.channel, text="hi", metadata=metadata)
    await slack.quiet()
    message, posted = [envelope["payload"]["event"] for envelope in await slack.envelopes()][-2:]
    assert message["metadata"] == {"event_type": "greeting"}
    assert (posted["type"], posted["metadata"]) == ("message_metadata_posted", metadata)


async def test_a_reply_names_its_thread_and_its_parent(heard: Any, ana: Person, ben: Person) -> None:
    question = await ana.say("#it-help", "anybody?")
    await ben.say("#it-help", "me", thread=question)
    reply = (await heard("message"))[-1]
    assert reply["thread_ts"] == question.ts
    assert reply["parent_user_id"] == question["user"]


async def test_an_edit_shows_before_and_after(heard: Any, ana: Person) -> None:
    said = await ana.dm("helo")
    await ana.edit(said, "hello")
    (event,) = await heard("message", "message_changed")
    assert (event["previous_message"]["text"], event["message"]["text"]) == ("helo", "hello")
    assert event["message"]["edited"]["user"] == said["user"]
    assert event["message"]["ts"] == said.ts != event["ts"]


async def test_a_deletion_shows_what_was_there(heard: Any, ana: Person) -> None:
    said = await ana.dm("never mind")
    await ana.delete(said)
    (event,) = await heard("message", "message_deleted")
    assert event["deleted_ts"] == said.ts
    assert event["previous_message"]["text"] == "never mind"


async def test_a_deleted_parent_with_replies_becomes_a_tombstone(heard: Any, ana: Person, ben: Person) -> None:
    question = await ana.say("#it-help", "anybody?")
    await ben.say("#it-help", "me", thread=question)
    await ana.delete(question)
    (event,) = await heard("message", "message_changed")
    assert event["message"]["subtype"] == "tombstone"


async def test_a_file_comes_with_its_message(heard: Any, ana: Person) -> None:
    await ana.upload("screen.png", "pixels")
    (message,) = await heard("message", "file_share")
    (shared,) = await heard("file_shared")
    assert message["files"][0]["name"] == "screen.png"
    assert shared["file_id"] == message["files"][0]["id"]


@pytest.mark.parametrize("content", ["remember", b"\x89PNG\r\n\x1a\n\xff\x00"])
async def test_an_uploaded_file_comes_as_it_is(
    heard: Any, server: LocalSlack, ana: Person, content: str | bytes
) -> None:
    await ana.upload("notes", content)
    (message,) = await heard("message", "file_share")
    there = server.state.file_bytes[message["files"][0]["id"]]
    assert there == (content if isinstance(content, bytes) else content.encode())


async def test_a_link_to_our_domain_is_announced(heard: Any, ana: Person) -> None:
    await ana.say("#it-help", "https://wiki.example/vpn and https://elsewhere.example/")
    (event,) = await heard("link_shared")
    assert [link["domain"] for link in event["links"]] == ["wiki.example"]


async def test_reactions_come_and_go(heard: Any, slack: Slack, ana: Person, ben: Person) -> None:
    said = await ana.say("#it-help", "look")
    await ben.react("ticket", said)
    await ben.unreact("ticket", said)
    (added,), (removed,) = await heard("reaction_added"), await heard("reaction_removed")
    assert added["item"] == {"type": "message", "channel": said.channel, "ts": said.ts} == removed["item"]
    assert (added["reaction"], added["item_user"]) == ("ticket", said["user"])


async def test_joining_is_a_line_and_an_event(heard: Any, ana: Person) -> None:
    await ana.join("#help-network")
    (joined,) = await heard("member_joined_channel")
    (line,) = await heard("message", "channel_join")
    assert joined["user"] == line["user"]
    assert joined["channel_type"] == "C"


async def test_the_app_hears_that_it_was_invited(heard: Any, slack: Slack, server: LocalSlack, ana: Person) -> None:
    await ana.invite("echo", to="#random")
    (joined,) = await heard("member_joined_channel")
    assert joined["user"] == server.state.app["bot_user"]
    assert joined["inviter"]


async def test_leaving_is_heard(heard: Any, ana: Person) -> None:
    await ana.leave("#it-help")
    (left,) = await heard("member_left_channel")
    assert left["type"] == "member_left_channel"


async def test_channels_are_created_renamed_and_archived(heard: Any, slack: Slack, ana: Person) -> None:
    await slack.post("create_channel", **{"as": "ana"}, name="lab")
    await slack.post("rename", **{"as": "ana"}, channel="#lab", name="laboratory")
    await slack.post("archive", **{"as": "ana"}, channel="#laboratory")
    (created,), (renamed,), (archived,) = [await heard(f"channel_{kind}") for kind in ("created", "rename", "archive")]
    assert created["channel"]["name"] == "lab"
    assert renamed["channel"]["name"] == "laboratory"
    assert archived["channel"] == created["channel"]["id"]


async def test_a_title_changes_loudly_and_a_custom_field_silently(heard: Any, slack: Slack, app: EchoApp) -> None:
    await slack.change_profile("ana", {"Department": "Legal"})
    assert await heard("user_change") == []
    await slack.change_profile("ana", title="Counsel")
    (changed,), (profile,) = await heard("user_change"), await heard("user_profile_changed")
    assert changed["user"] == profile["user"]
    assert changed["user"]["profile"]["title"] == "Counsel"


async def test_somebody_new_joins_the_team(heard: Any, slack: Slack) -> None:
    await slack.post("hire", name="zoe", real_name="Zoe Park")
    (joined,) = await heard("team_join")
    assert joined["user"]["real_name"] == "Zoe Park"


async def test_group_changes_name_who_came_and_went(heard: Any, slack: Slack, server: LocalSlack) -> None:
    ids = {user.name: user.id for user in server.state.users.values()}
    await slack.change_group("executives", add=("ana",), remove=("marcus",))
    (delta,), (updated,) = await heard("subteam_members_changed"), await heard("subteam_updated")
    assert (delta["added_users"], delta["removed_users"]) == ([ids["ana"]], [ids["marcus"]])
    assert delta["added_users_count"] == "1"
    assert ids["ana"] in updated["subteam"]["users"]


async def test_a_new_group_is_created(heard: Any, slack: Slack) -> None:
    await slack.change_group("night-shift", add=("ben",))
    (created,) = await heard("subteam_created")
    assert created["subteam"]["handle"] == "night-shift"


async def test_opening_the_home_names_the_tab_and_the_dm(heard: Any, app: EchoApp, ana: Person) -> None:
    @app.on("app_home_opened")
    async def publish(event: dict[str, Any], client: Any) -> None:
        blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": "Welcome"}}]
        await client.views_publish(user_id=event["user"], view={"type": "home", "blocks": blocks})

    assert "Welcome" in (await ana.open_home()).text
    await ana.open_home()
    first, second = await heard("app_home_opened")
    assert first["tab"] == "home"
    assert first["channel"].startswith("D")
    assert "view" not in first
    assert second["view"]["type"] == "home"


async def test_the_messages_tab_is_an_opening_too(heard: Any, ana: Person) -> None:
    await ana.open_messages()
    (opened,) = await heard("app_home_opened")
    assert opened["tab"] == "messages"


async def test_somebody_of_another_company_is_marked_as_such(
    heard: Any, slack: Slack, server: LocalSlack, app: EchoApp
) -> None:
    await slack.person("erin").say("#vendor-partner", "hello from outside")
    (event,) = await heard("message")
    assert event["user_team"] == server.state.external_team["id"]
    assert app.heard[0]["is_ext_shared_channel"] is True
    assert app.heard[0]["team_id"] == server.state.team["id"]


async def test_revoked_tokens_are_announced(heard: Any, slack: Slack, server: LocalSlack) -> None:
    await slack.post("tokens", revoke="app")
    (event,) = await heard("tokens_revoked")
    assert event["tokens"]["bot"] == [server.state.app["bot_user"]]


async def test_an_uninstalled_app_is_told_so(heard: Any, slack: Slack) -> None:
    await slack.post("uninstall")
    assert await heard("app_uninstalled")


async def test_a_broadcast_reply_carries_its_root(slack: Slack, app: EchoApp, ana: Person) -> None:
    question = await ana.say("#it-help", "anybody?")
    await app.client.chat_postMessage(
        channel=question.channel, text="solved", thread_ts=question.ts, reply_broadcast=True
    )
    await slack.quiet()
    event = (await slack.envelopes())[-1]["payload"]["event"]
    assert event["subtype"] == "thread_broadcast"
    assert event["root"]["text"] == "anybody?"


async def test_ephemeral_messages_are_no_events(slack: Slack, app: EchoApp, ana: Person) -> None:
    said = await ana.say("#it-help", "psst")
    await app.client.chat_postEphemeral(channel=said.channel, user=said["user"], text="yes?")
    await slack.quiet()
    assert len(await slack.envelopes()) == 1


class TestWithFewSubscriptions:
    @pytest.fixture
    def manifest(self) -> Manifest:
        return described(events=["message.im"])

    async def test_what_is_not_subscribed_to_is_not_sent(self, slack: Slack, app: EchoApp, ana: Person) -> None:
        await ana.say("#it-help", "@echo hello")
        await ana.dm("hello")
        await slack.quiet()
        assert [body["event"]["channel_type"] for body in app.heard] == ["im"]


async def test_events_of_a_lost_scope_stop(slack: Slack, ana: Person) -> None:
    await slack.post("tokens", without="im:history")
    await ana.dm("hello")
    assert await slack.envelopes() == []
