"""Socket Mode, seen by the real Bolt and by a bare websocket."""

import asyncio
from typing import Any

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from local_slack.client import Slack
from local_slack.person import Person, ShownError
from local_slack.server import LocalSlack
from tests.local_slack.conftest import EchoApp, connect


async def open_link(server: LocalSlack) -> str:
    client = AsyncWebClient(token=server.app_token, base_url=server.api_url)
    answer = await client.apps_connections_open(app_token=server.app_token)
    return str(answer["url"])


async def test_the_first_frame_is_a_hello(server: LocalSlack) -> None:
    async with aiohttp.ClientSession() as session, session.ws_connect(await open_link(server)) as ws:
        hello = await ws.receive_json()
    assert hello["type"] == "hello"
    assert hello["num_connections"] == 1
    assert hello["connection_info"]["app_id"] == server.state.app["app_id"]


async def test_a_link_is_good_for_one_connection(server: LocalSlack) -> None:
    link = await open_link(server)
    async with aiohttp.ClientSession() as session, session.ws_connect(link):
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await session.ws_connect(link)
    assert refused.value.status == 403


async def test_the_eleventh_socket_is_sent_away(server: LocalSlack) -> None:
    async with aiohttp.ClientSession() as session:
        eleven = [await session.ws_connect(await open_link(server)) for _ in range(11)]
        assert (await eleven[-1].receive_json())["reason"] == "too_many_websockets"


async def test_an_event_is_acknowledged_once(slack: Slack, app: EchoApp, ana: Person) -> None:
    await ana.dm("hello")
    await slack.quiet()
    (envelope,) = await slack.envelopes()
    assert len(envelope["attempts"]) == 1
    assert envelope["attempts"][0]["acked_ms"] is not None
    assert [event["text"] for event in app.events("message")] == ["hello"]


async def test_a_first_delivery_says_retry_zero(slack: Slack, app: EchoApp, ana: Person) -> None:
    await ana.dm("hello")
    await slack.quiet()
    assert app.heard[0]["retry"] == "0"


async def test_an_event_whose_ack_is_lost_comes_again(slack: Slack, app: EchoApp, ana: Person) -> None:
    await slack.sockets("ignore_acks", times=2)
    await ana.dm("hello")
    await slack.quiet()
    assert [body["retry"] for body in app.heard] == ["0", "1", "2"]
    assert len({body["event_id"] for body in app.heard}) == 1


async def test_an_event_that_is_never_acknowledged_is_given_up_after_three_retries(
    slack: Slack, app: EchoApp, ana: Person
) -> None:
    await slack.sockets("ignore_acks", times=9)
    await ana.dm("hello")
    await slack.quiet()
    (envelope,) = await slack.envelopes()
    assert [attempt["reason"] for attempt in envelope["attempts"]] == ["", "timeout", "timeout", "timeout"]
    assert envelope["error"] == "operation_timeout"
    assert "not acknowledged in time" in (await slack.problems())[0]


async def test_every_attempt_has_an_envelope_id_of_its_own(
    server: LocalSlack, slack: Slack, app: EchoApp, ana: Person
) -> None:
    await slack.sockets("ignore_acks")
    await ana.dm("hello")
    await slack.quiet()
    attempts = server.deliveries.envelopes[0].attempts
    assert len({attempt.envelope_id for attempt in attempts}) == 2


async def test_a_command_that_is_not_acknowledged_times_out_and_is_not_repeated(
    slack: Slack, app: EchoApp, ana: Person
) -> None:
    @app.on("/echo")
    async def say_nothing(**_: Any) -> None:
        return

    await slack.post("timing", ack_window=0.2)
    with pytest.raises(ShownError) as shown:
        await ana.slash("/echo", "anybody there?")
    assert shown.value.code == "operation_timeout"
    assert len(app.heard) == 1


async def first_ack(slack: Slack) -> float | None:
    """After how many milliseconds the only envelope was acknowledged, None while it is not."""
    (envelope,) = await slack.envelopes()
    late: float | None = envelope["attempts"][0]["acked_ms"]
    return late


async def test_a_late_ack_is_noted_with_its_lateness(slack: Slack, app: EchoApp, ana: Person) -> None:
    @app.on("/echo")
    async def dawdle(ack: Any, **_: Any) -> None:
        await asyncio.sleep(0.4)
        await ack()

    await slack.post("timing", ack_window=0.1)
    with pytest.raises(ShownError):
        await ana.slash("/echo")
    async with asyncio.timeout(5):
        while (lateness := await first_ack(slack)) is None:
            pass
    assert lateness >= 400


async def test_without_a_socket_a_command_fails_at_once(slack: Slack, ana: Person) -> None:
    with pytest.raises(ShownError) as shown:
        await ana.slash("/echo")
    assert shown.value.code == "dispatch_failed"


async def test_an_event_waits_for_a_socket(server: LocalSlack, slack: Slack, ana: Person) -> None:
    await ana.dm("hello")
    async with aiohttp.ClientSession() as session:
        ws = await session.ws_connect(await open_link(server))
        frames = [await ws.receive_json() for _ in range(2)]
        assert [frame["type"] for frame in frames] == ["hello", "events_api"]
        await ws.send_json({"envelope_id": frames[1]["envelope_id"]})
        await slack.quiet()


async def test_two_sockets_share_the_events(server: LocalSlack, slack: Slack, app: EchoApp, ana: Person) -> None:
    second = await connect(app, server)
    for number in range(20):
        await ana.dm(f"hello {number}")
    await slack.quiet()
    used = {envelope["socket"] for envelope in await slack.envelopes()}
    assert len(used) == 2
    await second.close_async()


async def test_a_refreshed_app_comes_back_and_misses_nothing(
    server: LocalSlack, slack: Slack, app: EchoApp, ana: Person
) -> None:
    (before,) = server.transports.sockets.sockets
    await slack.sockets("refresh")
    await ana.dm("are you back?")
    await slack.quiet()
    assert app.events("message")
    assert before not in server.transports.sockets.sockets


async def test_a_warning_comes_before_the_end(server: LocalSlack, slack: Slack) -> None:
    async with aiohttp.ClientSession() as session:
        ws = await session.ws_connect(await open_link(server))
        await ws.receive_json()
        await slack.sockets("refresh")
        reasons = [(await ws.receive_json())["reason"] for _ in range(2)]
    assert reasons == ["warning", "refresh_requested"]


async def test_what_the_app_opens_after_the_warning_stays_open(server: LocalSlack, slack: Slack, ana: Person) -> None:
    async with aiohttp.ClientSession() as session:
        old = await session.ws_connect(await open_link(server))
        await old.receive_json()
        await slack.sockets("refresh")
        assert (await old.receive_json())["reason"] == "warning"
        new = await session.ws_connect(await open_link(server))
        assert (await new.receive_json())["type"] == "hello"
        assert (await old.receive_json())["reason"] == "refresh_requested"
        await ana.dm("are you still there?")
        heard = await new.receive_json()
        assert heard["type"] == "events_api"
        await new.send_json({"envelope_id": heard["envelope_id"]})
        await slack.quiet()


async def test_one_socket_of_several_can_be_refreshed(server: LocalSlack, slack: Slack) -> None:
    async with aiohttp.ClientSession() as session:
        stays, goes = [await session.ws_connect(await open_link(server)) for _ in range(2)]
        assert [(await ws.receive_json())["type"] for ws in (stays, goes)] == ["hello", "hello"]
        kept, dropped = server.transports.sockets.sockets
        await slack.sockets("refresh", socket=dropped)
        assert (await goes.receive_json())["reason"] == "warning"
        assert (await goes.receive_json())["reason"] == "refresh_requested"
        assert kept in server.transports.sockets.sockets


async def test_a_disabled_link_says_so(server: LocalSlack, slack: Slack) -> None:
    async with aiohttp.ClientSession() as session:
        ws = await session.ws_connect(await open_link(server))
        await ws.receive_json()
        await slack.sockets("link_disabled")
        assert (await ws.receive_json())["reason"] == "link_disabled"


async def test_after_a_dropped_line_the_app_hears_again(slack: Slack, app: EchoApp, ana: Person) -> None:
    await slack.sockets("drop")
    await slack.post("timing", ack_window=2)
    await ana.dm("hello?")
    await slack.quiet()
    assert app.events("message")


async def test_what_a_lost_socket_had_can_be_given_up_before_its_time(
    server: LocalSlack, slack: Slack, app: EchoApp, ana: Person
) -> None:
    await slack.sockets("mute")
    asking = asyncio.create_task(ana.slash("/echo", "hello"))
    await slack.wait("envelope", 5.0, kind="slash_commands")
    await slack.sockets("drop")
    server.transports.sockets.give_up_on_lost_sockets()
    with pytest.raises(ShownError, match="operation_timeout"):
        await asyncio.wait_for(asking, 2.0)


async def test_an_event_swallowed_by_a_stalled_socket_reaches_another(
    server: LocalSlack, slack: Slack, app: EchoApp, ana: Person
) -> None:
    (stalled,) = server.transports.sockets.sockets
    await slack.post("timing", ack_window=0.3)
    await slack.sockets("stall", socket=stalled)
    second = await connect(app, server)
    for number in range(4):
        await ana.dm(f"hello {number}")
    await slack.quiet()
    assert {event["text"] for event in app.events("message")} == {f"hello {number}" for number in range(4)}
    await second.close_async()


async def test_a_duplicate_is_the_same_envelope_twice(slack: Slack, app: EchoApp, ana: Person) -> None:
    await slack.sockets("duplicate_next")
    await ana.dm("hello")
    await slack.quiet()
    await asyncio.sleep(0.05)
    assert [(body["event"]["text"], body["retry"]) for body in app.heard] == [("hello", "0"), ("hello", "0")]


async def test_events_can_overtake_each_other(slack: Slack, app: EchoApp, ana: Person) -> None:
    await slack.sockets("reorder_next")
    await ana.dm("first")
    await ana.dm("second")
    await slack.quiet()
    assert [event["text"] for event in app.events("message")] == ["second", "first"]
