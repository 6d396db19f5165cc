"""What Slack delivered is told by kind and name, and known by Slack's own id."""

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.handlers.arrival import Kind, Payload, at, read_arrival
from tests.handlers.payloads import arrival, click, command, event, message, shortcut, submission

KINDS: dict[str, tuple[Payload, Kind, str, str]] = {
    "a command": (command("vpn"), Kind.COMMAND, "/support", "1.2.command"),
    "a message": (message(), Kind.EVENT, "message", "message:D1:1.000001"),
    "a button": (click("card_claim"), Kind.ACTION, "card_claim", "1.2.click"),
    "a form": (submission("reply"), Kind.SUBMISSION, "reply", "1.2.form"),
    "a shortcut": (shortcut("ask_for_help"), Kind.SHORTCUT, "ask_for_help", "1.2.menu"),
    "a shortcut on a message": (
        shortcut("open_ticket", kind="message_action", message={"ts": "1.2"}, channel={"id": "C1"}),
        Kind.SHORTCUT,
        "open_ticket",
        "1.2.menu",
    ),
}


@pytest.mark.parametrize(("payload", "kind", "name", "slack_id"), KINDS.values(), ids=KINDS.keys())
def test_what_came_is_told_by_kind_name_person_and_id(payload: Payload, kind: Kind, name: str, slack_id: str) -> None:
    found = arrival(payload)
    assert (found.route, found.person_id, found.id) == ((kind, name), "U1", slack_id)


@pytest.mark.parametrize(
    "payload",
    [
        {},
        {"type": "block_suggestion"},
        {"type": "view_closed", "view": {}},
        {"type": "event_callback", "event": None},
        event("message", channel="D1"),
        event("app_mention", ts="1.2"),
        event("reaction_added", reaction="ticket"),
        event("reaction_added", reaction="ticket", item={"type": "message", "ts": "1.2"}),
        event("channel_archive", channel={"id": "C1"}),
        shortcut("open_ticket", kind="message_action", message={"ts": "1.2"}),
        shortcut("open_ticket", kind="message_action", channel={"id": "C1"}),
        {"type": "url_verification", "challenge": "x"},
    ],
)
def test_what_nobody_can_act_on_is_no_arrival(payload: Payload) -> None:
    assert read_arrival(payload) is None


def test_a_message_is_the_same_one_whoever_delivers_it() -> None:
    assert arrival(message(id="Ev1")).id == arrival(message(id="Ev2")).id


def test_a_mention_is_not_the_message_in_which_it_stands() -> None:
    assert arrival(event("app_mention", channel="C1", ts="1.0")).id != arrival(message(channel="C1", ts="1.0")).id


def test_what_is_no_message_goes_by_slacks_id() -> None:
    assert arrival(event("app_home_opened", channel="D1", id="Ev1")).id == "Ev1"


def test_a_redelivery_has_the_id_of_the_first() -> None:
    assert arrival(message()).id == arrival(message()).id


def test_what_has_no_id_of_slacks_is_known_by_its_content() -> None:
    def without_id(text: str) -> str:
        payload = command(text)
        del payload["trigger_id"]
        return arrival(payload).id

    assert without_id("vpn") == without_id("vpn")
    assert without_id("vpn") != without_id("wifi")


def test_an_event_about_a_profile_is_of_that_person() -> None:
    assert arrival(event("user_change", by={"id": "U7", "name": "ana"})).person_id == "U7"


@pytest.mark.parametrize("nobody", [None, {}])
def test_an_event_that_nobody_in_person_caused_has_no_person(nobody: Any) -> None:
    assert arrival(event("subteam_updated", by=nobody)).person_id == ""


def test_a_form_has_no_address_for_an_answer() -> None:
    assert arrival(submission("reply")).response_url is None


def test_a_command_has_an_address_for_an_answer() -> None:
    assert arrival({**command(), "response_url": "https://hooks.example/1"}).response_url == "https://hooks.example/1"


def test_what_a_click_opens_needs_its_trigger() -> None:
    assert arrival(click("card_reply")).trigger_id == "1.2.click"


def test_an_event_has_no_trigger() -> None:
    assert arrival(message()).trigger_id == ""


@pytest.mark.parametrize(
    ("ts", "microsecond"),
    [("1772625600.000001", 1), ("1772625600.123456", 123_456), ("1772625600.5", 500_000), ("1772625600", 0)],
)
def test_a_slack_timestamp_is_a_moment(ts: str, microsecond: int) -> None:
    assert at(ts) == datetime(2026, 3, 4, 12, 0, 0, microsecond, tzinfo=UTC)
