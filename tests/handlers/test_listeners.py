"""What comes through Bolt is stored before it is acknowledged, and everything is acknowledged."""

from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.gateway.clients import Clients
from bot.handlers.arrival import Payload
from bot.handlers.listeners import listen
from bot.storage.receipts import Receipt
from tests.conftest import on_sqlite
from tests.handlers.conftest import BackOffice
from tests.handlers.payloads import arrival, click, command, event, message, shortcut, submission

FULL = "CREATE TRIGGER full BEFORE INSERT ON receipt BEGIN SELECT RAISE(ABORT, 'disk full'); END"
EMPTY_FORM = {"state": {"values": {"text": {"input": {"type": "plain_text_input", "value": None}}}}}
FILLED_FORM = {"state": {"values": {"text": {"input": {"type": "plain_text_input", "value": "my vpn drops"}}}}}


class Door:
    """Bolt with the desk's listeners."""

    def __init__(self, office: BackOffice, clients: Clients) -> None:
        self.office = office
        self.app = AsyncApp(
            name="door",
            client=clients.reading,
            signing_secret="secret",
            process_before_response=True,
            raise_error_for_unhandled_request=False,
        )
        listen(self.app, office.worker)

    async def knock(self, payload: Payload) -> BoltResponse:
        request = AsyncBoltRequest(mode="socket_mode", body={**payload, "team": {"id": "T1"}})
        return await self.app.async_dispatch(request)

    async def receipts(self) -> list[str]:
        return [receipt.id for receipt in await self.office.all(Receipt)]


@pytest.fixture
def door(office: BackOffice, clients: Clients) -> Door:
    return Door(office, clients)


KEPT = {
    "a command": command("my vpn drops", id="a"),
    "a message": message(),
    "a button": click("card_claim", id="a"),
    "a shortcut": {**shortcut("ask_for_help"), "trigger_id": "a"},
    "a form": submission("ask_for_help", id="a", **FILLED_FORM),
}
PASSED_OVER = {
    "a message in a channel": message(channel="C1", channel_type="channel"),
    "an event that nobody subscribed to": event("emoji_changed"),
    "a menu in a form": click("input"),
    "a shortcut of old": shortcut("of_old"),
    "a form of old": submission("of_old"),
    "a form that was closed": {"type": "view_closed", "user": {"id": "U1"}, "view": {"callback_id": "reply"}},
}


@pytest.mark.parametrize("payload", KEPT.values(), ids=KEPT.keys())
async def test_what_asks_for_something_is_stored_and_acknowledged(door: Door, payload: Payload) -> None:
    response = await door.knock(payload)
    assert (response.status, response.body) == (200, "")
    assert await door.receipts() == [arrival(payload).id]


@pytest.mark.parametrize("payload", PASSED_OVER.values(), ids=PASSED_OVER.keys())
async def test_what_asks_for_nothing_is_acknowledged_and_not_stored(door: Door, payload: Payload) -> None:
    assert (await door.knock(payload)).status == 200
    assert await door.receipts() == []


@on_sqlite
@pytest.mark.parametrize("payload", KEPT.values(), ids=KEPT.keys())
async def test_what_cannot_be_stored_is_not_acknowledged(door: Door, payload: Payload) -> None:
    """Slack then delivers it again, or tells the person."""
    await door.office.store.transact(lambda tx: tx.session.connection().exec_driver_sql(FULL))
    assert (await door.knock(payload)).status == 500


async def test_an_unknown_command_is_answered_with_one_that_is_known(door: Door) -> None:
    response = await door.knock(command("help", name="/unknown"))
    assert response.body == "I do not know /unknown. Try /support help."
    assert await door.receipts() == []


async def test_an_unknown_word_after_a_command_is_answered_with_those_that_are_known(door: Door) -> None:
    response = await door.knock(command("Dance HD-1", name="/desk"))
    assert response.body == "I do not know /desk dance. Try /desk help."
    assert await door.receipts() == []


async def test_a_form_with_a_mistake_stays_open_and_says_what_is_wrong(door: Door) -> None:
    response: Any = await door.knock(submission("ask_for_help", **EMPTY_FORM))
    assert '"response_action": "errors"' in response.body
    assert "Say in a few words what you need." in response.body


async def test_a_form_with_a_mistake_is_not_stored(door: Door) -> None:
    await door.knock(submission("ask_for_help", **EMPTY_FORM))
    assert await door.receipts() == []


async def test_a_redelivery_is_acknowledged_and_changes_nothing(door: Door) -> None:
    await door.knock(message())
    assert (await door.knock(message())).status == 200
    assert await door.receipts() == [arrival(message()).id]


async def test_a_listener_matches_whatever_lines_a_name_has(door: Door) -> None:
    assert (await door.knock(click("two\nlines"))).status == 200
