"""Signed HTTP delivery, to the real Bolt and to a bare receiver."""

import asyncio
import dataclasses
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import pytest
from aiohttp import web

from local_slack.client import Slack
from local_slack.person import Person, ShownError
from local_slack.server import LocalSlack
from tests.local_slack.block_kit import actions, field, modal, options, text_input
from tests.local_slack.conftest import EchoApp
from tests.local_slack.steps import opens_on_look, post_blocks


@dataclass
class Receiver:
    """A URL that answers with the statuses it is given, and 200 after them."""

    statuses: list[int] = dataclasses.field(default_factory=list)
    headers: dict[str, str] = dataclasses.field(default_factory=dict)
    requests: list[web.Request] = dataclasses.field(default_factory=list)

    async def receive(self, request: web.Request) -> web.Response:
        self.requests.append(request)
        status = self.statuses.pop(0) if self.statuses else 200
        return web.Response(status=status, headers=self.headers)

    @property
    def retries(self) -> list[tuple[str | None, str | None]]:
        names = ("X-Slack-Retry-Num", "X-Slack-Retry-Reason")
        return [(request.headers.get(names[0]), request.headers.get(names[1])) for request in self.requests]


@pytest.fixture
async def receiver(server: LocalSlack) -> AsyncIterator[Receiver]:
    receiver = Receiver()
    async for address in _serving(receiver.receive):
        server.deliver_to(address)
        yield receiver


async def _serving(handle: Callable[[web.Request], Awaitable[web.StreamResponse]]) -> AsyncIterator[str]:
    application = web.Application()
    application.add_routes([web.route("*", "/{path:.*}", handle)])
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/in"
    await runner.cleanup()


async def test_bolt_takes_a_signed_event(slack: Slack, http_app: EchoApp, ana: Person) -> None:
    await ana.dm("hello")
    await slack.quiet()
    assert [event["text"] for event in http_app.events("message")] == ["hello"]
    assert await slack.problems() == []


async def test_bolt_takes_a_command_and_its_words_come_back(http_app: EchoApp, ana: Person) -> None:
    @http_app.on("/echo")
    async def echo(ack, body, **_) -> None:  # type: ignore[no-untyped-def]
        await ack(f"you said {body['text']}")

    await ana.slash("/echo", "100% & more", channel="#general")
    assert (await ana.sees("you said 100% & more", in_="#general"))["ephemeral"]


async def test_bolt_takes_a_shortcut(slack: Slack, http_app: EchoApp, ana: Person) -> None:
    await ana.shortcut("Look")
    assert http_app.payloads("shortcut")[0]["callback_id"] == "look"


async def test_a_form_is_refused_and_then_taken(http_app: EchoApp, ana: Person) -> None:
    @http_app.on("form")
    async def check(ack: Any, body: dict[str, Any], **_: Any) -> None:
        typed = body["view"]["state"]["values"]["what"]["typed"]["value"]
        await ack(**({"response_action": "errors", "errors": {"what": "More."}} if len(typed) < 3 else {}))

    opens_on_look(http_app, modal(field("What", text_input())))
    await ana.shortcut("Look")
    assert await ana.submit_in_vain({"What": "a"}) == {"What": "More."}
    await ana.submit({"What": "a mouse"})
    await ana.has_no_modal()


async def test_options_come_over_http(http_app: EchoApp, ana: Person) -> None:
    @http_app.on("find")
    async def suggest(ack: Any, body: dict[str, Any], **_: Any) -> None:
        await ack(**({"options": options("HD-12")} if body["type"] == "block_suggestion" else {}))

    message = await post_blocks(http_app, ana, actions({"type": "external_select", "action_id": "find"}))
    await ana.choose("find", "HD-12", in_=message)
    assert http_app.payloads("block_actions")[0]["actions"][0]["selected_option"]["value"] == "hd-12"


async def test_bolt_refuses_a_wrong_signature(slack: Slack, http_app: EchoApp, ana: Person) -> None:
    await slack.post("transport", signing="wrong_secret")
    with pytest.raises(ShownError) as shown:
        await ana.slash("/echo")
    assert shown.value.code == "http_client_error"
    assert http_app.heard == []


async def test_bolt_refuses_a_stale_timestamp(slack: Slack, http_app: EchoApp, ana: Person) -> None:
    await slack.post("transport", signing="stale_timestamp")
    with pytest.raises(ShownError):
        await ana.slash("/echo")
    assert http_app.heard == []


async def test_bolt_echoes_the_challenge(slack: Slack, http_app: EchoApp) -> None:
    assert (await slack.post("transport", verify=True))["verified"]


async def test_bolt_answers_the_certificate_check(slack: Slack, http_app: EchoApp) -> None:
    assert (await slack.post("transport", ssl_check=True))["ssl_check"] == 200


async def test_a_failed_event_is_retried_with_number_and_reason(slack: Slack, receiver: Receiver, ana: Person) -> None:
    receiver.statuses = [500, 503]
    await ana.dm("hello")
    await slack.quiet()
    assert receiver.retries == [(None, None), ("1", "http_error"), ("2", "http_error")]


async def test_an_event_is_retried_three_times_at_most(slack: Slack, receiver: Receiver, ana: Person) -> None:
    receiver.statuses = [500] * 9
    await ana.dm("hello")
    await slack.quiet()
    assert len(receiver.requests) == 4


async def test_an_app_can_decline_retries(slack: Slack, receiver: Receiver, ana: Person) -> None:
    receiver.statuses, receiver.headers = [500], {"X-Slack-No-Retry": "1"}
    await ana.dm("hello")
    await slack.quiet()
    assert len(receiver.requests) == 1


async def test_a_click_is_not_retried(slack: Slack, receiver: Receiver, ana: Person) -> None:
    receiver.statuses = [500]
    with pytest.raises(ShownError) as shown:
        await ana.shortcut("Look")
    assert shown.value.code == "http_service_error"
    assert len(receiver.requests) == 1


async def test_a_redirect_loop_is_not_followed(server: LocalSlack, slack: Slack, ana: Person) -> None:
    async def send_around(request: web.Request) -> web.Response:
        return web.Response(status=307, headers={"Location": "/again"})

    async for address in _serving(send_around):
        server.deliver_to(address)
        await ana.dm("hello")
        await slack.quiet()
    (envelope,) = await slack.envelopes()
    assert {attempt["reason"] for attempt in envelope["attempts"][1:]} == {"too_many_redirects"}


async def test_nobody_at_the_url_is_a_failed_connection(server: LocalSlack, slack: Slack, ana: Person) -> None:
    async for address in _serving(Receiver().receive):
        server.deliver_to(address)
    await ana.dm("hello")
    await slack.quiet()
    (envelope,) = await slack.envelopes()
    assert envelope["error"] == "dispatch_failed"
    assert envelope["attempts"][1]["reason"] == "connection_failed"


async def test_a_slow_app_times_out(server: LocalSlack, slack: Slack, ana: Person) -> None:
    await slack.post("timing", ack_window=0.05)

    async def dawdle(request: web.Request) -> web.Response:
        await asyncio.sleep(0.15)
        return web.Response()

    async for address in _serving(dawdle):
        server.deliver_to(address)
        with pytest.raises(ShownError) as shown:
            await ana.slash("/echo")
    assert shown.value.code == "operation_timeout"


async def test_envelopes_say_by_which_way_they_went(slack: Slack, receiver: Receiver, ana: Person) -> None:
    await ana.dm("hello")
    await slack.quiet()
    assert [envelope["transport"] for envelope in await slack.envelopes()] == ["http"]


async def test_sockets_are_back_in_use_without_a_url(slack: Slack, receiver: Receiver) -> None:
    assert (await slack.deliver_to(None))["transport"] == "socket"
