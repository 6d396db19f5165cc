"""The control API: what it does to the workspace, what it shows, and how it refuses."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest

from local_slack.client import Slack
from local_slack.clock import Clock
from local_slack.delivering import Timing
from local_slack.manifest import Manifest
from local_slack.person import NotPossibleError, NotSeenError, Person
from local_slack.server import LocalSlack
from tests.local_slack.block_kit import modal, section
from tests.local_slack.conftest import QUICK, EchoApp
from tests.local_slack.steps import opens_on_look

FRIDAY_EVENING = datetime(2026, 3, 6, 22, 30, tzinfo=UTC)  # half past five in New York


async def test_the_overview_is_all_that_surrounds_the_messages(slack: Slack) -> None:
    overview = await slack.get("state", **{"as": "ana"})
    assert overview["me"]["real_name"] == "Ana Duarte"
    assert overview["bot"]["name"] == "echo"
    assert datetime.fromisoformat(overview["tz_now"]) == datetime.fromisoformat(overview["now"])
    assert overview["transport"] == "socket"
    assert overview["sockets"] == 0
    assert [command["command"] for command in overview["commands"]] == ["/echo", "/who"]
    assert {shortcut["type"] for shortcut in overview["shortcuts"]} == {"global", "message"}
    assert [dm["name"] for dm in overview["dms"]] == ["Echo"]


async def test_the_overview_needs_nobody_to_start_with(slack: Slack) -> None:
    assert (await slack.get("state"))["me"]["name"] == "victoria"


async def test_private_channels_are_hidden_from_others(slack: Slack) -> None:
    seen_by_ana = await slack.get("state", **{"as": "ana"})
    seen_by_dana = await slack.get("state", **{"as": "dana"})
    assert "it-leads-room" not in {channel["name"] for channel in seen_by_ana["channels"]}
    assert "it-leads-room" in {channel["name"] for channel in seen_by_dana["channels"]}


async def test_the_overview_knows_guests_and_outsiders(slack: Slack) -> None:
    people = {person["name"]: person for person in (await slack.get("state", **{"as": "ana"}))["people"]}
    assert people["vera"]["is_guest"]
    assert people["erin"]["is_external"]
    assert people["ana"]["fields"]["Department"] == "Operations"


async def test_what_was_not_looked_at_is_unread(slack: Slack, ana: Person, ben: Person) -> None:
    async def unread() -> int:
        channels = (await slack.get("state", **{"as": "ben"}))["channels"]
        return next(channel["unread"] for channel in channels if channel["name"] == "it-help")

    await ana.say("#it-help", "news")
    assert await unread() == 1
    await ben.messages("#it-help")
    assert await unread() == 0


async def test_a_channel_shows_parents_and_a_thread_its_replies(ana: Person, ben: Person) -> None:
    question = await ana.say("#it-help", "anybody?")
    await ben.say("#it-help", "me", thread=question)
    (parent,) = await ana.messages("#it-help")
    assert (parent["reply_count"], parent["latest_reply"] > parent.ts) == (1, True)
    assert [message.text for message in await ana.messages(thread=question)] == ["anybody?", "me"]


@pytest.mark.parametrize(
    ("route", "asked", "sentence"),
    [
        ("say", {"as": "nobody", "channel": "#general", "text": "x"}, "Nobody here is called 'nobody'"),
        ("say", {"as": "ana", "channel": "#nowhere", "text": "x"}, "ana sees no conversation '#nowhere'"),
        ("say", {"as": "ana", "channel": "#it-leads-room", "text": "x"}, "sees no conversation"),
        ("say", {"as": "ana", "channel": "#general"}, "The request lacks 'text'"),
        ("say", {"as": "ana", "channel": "#general", "text": "  "}, "nothing to send"),
        ("say", {"as": "ana", "channel": "#general", "text": "x", "thread_ts": "1.0"}, "thread_not_found"),
        ("edit", {"as": "ana", "channel": "#general", "ts": "1.0", "text": "x"}, "ana sees no message 1.0"),
        ("join", {"as": "carl", "channel": "#general"}, "carl sees no conversation '#general', but #it-help"),
        ("invite", {"as": "ana", "channel": "#general", "users": ["vera"]}, "vera is a single-channel guest and is in"),
        ("close", {"as": "ana", "view_id": "V1"}, "ana has no view V1 open"),
        ("profile", {"as": "ana", "shoe_size": 38}, "Nothing is known here of shoe_size"),
        ("profile", {"as": "ana", "fields": {"Shoe size": "38"}}, "Profiles have no field Shoe size"),
        ("faults", {"method": "chat.postMessage", "times": "often"}, "No such fault"),
        ("sockets", {"do": "dance"}, "Nothing that sockets do is called 'dance'"),
        ("restore", {"name": "yesterday"}, "There is no snapshot 'yesterday'"),
        ("clock", {"to": "2001-01-01T00:00:00+00:00"}, "cannot go back"),
        ("wait", {"for": "rain"}, "not for 'rain'"),
    ],
)
async def test_the_impossible_is_answered_with_a_sentence(
    slack: Slack, route: str, asked: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(NotPossibleError) as refused:
        await slack.post(route, **asked)
    assert sentence in str(refused.value)


async def test_what_is_no_json_is_refused(server: LocalSlack) -> None:
    async with aiohttp.ClientSession() as session:
        async with session.post(f"{server.url}/local/say", data="{") as response:
            assert response.status == 400
        async with session.post(f"{server.url}/local/say", json=["a"]) as response:
            assert "not a JSON object" in (await response.json())["error"]


async def test_nobody_edits_what_others_wrote(slack: Slack, ana: Person, ben: Person) -> None:
    said = await ana.say("#it-help", "mine")
    with pytest.raises(NotPossibleError, match="did not write"):
        await ben.edit(said, "yours")


async def test_nobody_writes_into_an_archived_channel(slack: Slack, ana: Person) -> None:
    await slack.post("archive", **{"as": "ana"}, channel="#general")
    with pytest.raises(NotPossibleError, match="archived"):
        await ana.say("#general", "echo?")


async def test_an_emptied_field_is_gone(slack: Slack) -> None:
    await slack.change_profile("ana", {"Device": ""})
    people = {person["name"]: person for person in (await slack.get("state", **{"as": "ana"}))["people"]}
    assert "Device" not in people["ana"]["fields"]


async def test_calls_are_listed_with_their_answers(slack: Slack, app: EchoApp, ana: Person) -> None:
    said = await ana.dm("hello")
    await app.client.chat_postMessage(channel=said.channel, text="hi")
    (call,) = await slack.calls("chat.postMessage")
    assert call["arguments"]["text"] == "hi"
    assert call["answer"]["ok"] is True


async def test_calls_can_be_listed_from_one_on(slack: Slack, app: EchoApp) -> None:
    await app.client.auth_test()
    await app.client.api_test()
    earlier = await slack.calls("auth.test")
    assert "api.test" in [call["method"] for call in await slack.calls(since=earlier[-1]["n"])]


async def test_a_fault_strikes_the_next_call_alone(slack: Slack, app: EchoApp) -> None:
    await slack.fault("auth.test", error="fatal_error")
    with pytest.raises(Exception, match="fatal_error"):
        await app.client.auth_test()
    await app.client.auth_test()


async def test_an_answer_that_is_held_comes_late_though_the_call_has_had_its_effect(
    slack: Slack, app: EchoApp, ana: Person
) -> None:
    said = await ana.dm("hello")
    await slack.fault("chat.postMessage", hold=0.2)
    posting = asyncio.create_task(app.client.chat_postMessage(channel=said.channel, text="hi"))
    await ana.sees("hi")
    assert not posting.done()
    assert (await posting)["ok"]


async def test_faults_can_be_taken_back(slack: Slack, app: EchoApp) -> None:
    await slack.fault("auth.test", error="fatal_error")
    await slack.heal()
    await app.client.auth_test()


async def test_rate_limits_are_on_demand(slack: Slack, app: EchoApp, ana: Person) -> None:
    said = await ana.dm("hello")
    await slack.post("rate_limits", on=True)
    await app.client.chat_postMessage(channel=said.channel, text="one")
    with pytest.raises(Exception, match="ratelimited"):
        await app.client.chat_postMessage(channel=said.channel, text="two")


async def test_waiting_ends_with_what_is_there_instead(slack: Slack, ana: Person) -> None:
    await ana.say("#it-help", "one thing")
    match = {"as": "ana", "channel": "#it-help", "text": "another"}
    with pytest.raises(NotSeenError) as missed:
        await slack.wait("message", 0.05, **match)
    assert missed.value.seen == ["one thing"]


async def test_waiting_ends_as_soon_as_it_is_there(slack: Slack, ana: Person) -> None:
    match = {"as": "ana", "channel": "#it-help", "text": "at last"}
    waiting = asyncio.create_task(slack.wait("message", 3, **match))
    await asyncio.sleep(0.02)
    await ana.say("#it-help", "at last")
    assert (await asyncio.wait_for(waiting, 0.5))["text"] == "at last"


async def test_one_can_wait_for_a_call_and_for_an_envelope(slack: Slack, app: EchoApp, ana: Person) -> None:
    @app.on("message")
    async def reply(event: dict[str, Any], client: Any) -> None:
        if not event.get("bot_id"):
            await client.chat_postMessage(channel=event["channel"], text="heard you")

    await ana.dm("hello")
    assert (await slack.call("chat.postMessage", text="heard you"))["answer"]["ok"]
    assert (await slack.wait("envelope", 1, kind="events_api", text="hello"))["n"] == 1


class TestOnAFridayEvening:
    @pytest.fixture
    async def server(self, manifest: Manifest) -> Any:
        async with LocalSlack(manifest, clock=Clock(FRIDAY_EVENING, frozen=True), timing=Timing(**QUICK)) as slack:
            yield slack

    async def test_the_clock_moves_forward(self, slack: Slack) -> None:
        await slack.advance(hours=1, minutes=30)
        assert (await slack.get("clock"))["now"] == (FRIDAY_EVENING + timedelta(minutes=90)).isoformat()

    async def test_the_next_morning_is_monday_at_nine(self, slack: Slack) -> None:
        await slack.next_morning()
        assert (await slack.get("clock"))["now"] == "2026-03-09T13:00:00+00:00"

    async def test_messages_bear_the_time_of_the_clock(self, slack: Slack, ana: Person) -> None:
        await slack.advance(days=1)
        said = await ana.say("#it-help", "on Saturday")
        assert datetime.fromtimestamp(float(said.ts), UTC).date() == FRIDAY_EVENING.date() + timedelta(days=1)


async def test_a_reset_brings_the_first_day_back(slack: Slack, ana: Person) -> None:
    await ana.say("#it-help", "soon forgotten")
    await slack.post("reset")
    assert await ana.messages("#it-help") == []


async def test_no_event_id_is_given_again_after_a_reset(slack: Slack, app: EchoApp, ana: Person) -> None:
    await ana.dm("before")
    await slack.quiet()
    await slack.post("reset")
    assert await slack.envelopes() == []
    await ana.dm("after")
    await slack.quiet()
    assert len({body["event_id"] for body in app.heard}) == 2


async def test_a_snapshot_brings_its_moment_back(slack: Slack, ana: Person) -> None:
    await ana.say("#it-help", "before")
    await slack.post("snapshot", name="noon")
    await ana.say("#it-help", "after")
    await slack.post("restore", name="noon")
    assert [message.text for message in await ana.messages("#it-help")] == ["before"]


async def test_an_app_stays_connected_through_a_reset(slack: Slack, app: EchoApp, ana: Person) -> None:
    await slack.post("reset")
    await ana.dm("still there?")
    await slack.quiet()
    assert app.events("message")


async def test_the_page_hears_what_concerns_its_person(server: LocalSlack, slack: Slack, app: EchoApp) -> None:
    async with aiohttp.ClientSession() as session, session.get(f"{server.url}/local/events?as=ben") as stream:
        await stream.content.readuntil(b"\n\n")
        said = await slack.person("ana").say("#it-help", "news")
        await slack.person("ana").dm("a secret")
        await app.client.chat_postEphemeral(
            channel=said.channel, user=(await slack.get("state", **{"as": "ben"}))["me"]["id"], text="for ben"
        )
        await slack.advance(minutes=5)
        lines = await _lines_until(stream, b"event: clock")
    assert lines.count("event: message") == 1
    assert f'data: {{"channel": "{said.channel}", "ts": "{said.ts}", "thread_ts": null}}' in lines
    assert "event: ephemeral" in lines
    assert "event: call" in lines
    assert "event: envelope" in lines


async def test_the_page_hears_of_views_and_people(server: LocalSlack, slack: Slack, app: EchoApp) -> None:
    async with aiohttp.ClientSession() as session, session.get(f"{server.url}/local/events?as=ben") as stream:
        ben = (await slack.get("state", **{"as": "ben"}))["me"]["id"]
        await app.client.views_publish(user_id=ben, view={"type": "home", "blocks": []})
        opens_on_look(app, modal(section("A form")))
        await slack.person("ben").shortcut("Look")
        await slack.change_profile("ana", title="Counsel")
        await slack.advance(minutes=5)
        lines = await _lines_until(stream, b"event: clock")
    assert "event: home" in lines
    assert "event: view" in lines
    assert "event: state" in lines


async def test_the_page_of_a_guest_hears_that_they_have_left(server: LocalSlack, slack: Slack) -> None:
    async with aiohttp.ClientSession() as session, session.get(f"{server.url}/local/events?as=carl") as stream:
        await slack.person("carl").leave("#it-help")
        lines = await _lines_until(stream, b"event: state")
    assert lines[-1] == "event: state"


async def _lines_until(stream: aiohttp.ClientResponse, end: bytes) -> list[str]:
    return (await asyncio.wait_for(stream.content.readuntil(end), 2)).decode().splitlines()


async def test_the_page_is_served(server: LocalSlack) -> None:
    async with aiohttp.ClientSession() as session, session.get(server.url) as response:
        assert response.content_type == "text/html"


async def test_the_server_listens_on_loopback_alone(server: LocalSlack) -> None:
    assert server.url.startswith("http://127.0.0.1:")
    assert server.api_url == f"{server.url}/api/"
