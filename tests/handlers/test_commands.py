"""What people type after a slash, and the forms that open."""

import pytest

from bot.tickets.request import Request, Surface
from tests.handlers.conftest import BackOffice
from tests.handlers.payloads import click, command, shortcut, submission

FILLED = {
    "text": {"input": {"type": "plain_text_input", "value": "the badge reader rejects me"}},
    "impact": {"input": {"selected_option": {"value": "high"}}},
    "urgency": {"input": {"selected_option": {"value": "high"}}},
}


async def desk(office: BackOffice, text: str, by: str = "nina") -> str:
    """What somebody of the team reads after typing it."""
    await office.take_in(command(text, by=office.people[by], name="/desk"))
    return (await office.told(by))[-1]


async def open_ticket(office: BackOffice) -> None:
    await office.take_in(command("the badge reader rejects me", by=office.people["ana"], id="asked"))


async def test_a_question_by_command_is_a_request(office: BackOffice) -> None:
    await office.take_in(command("  my vpn &amp; wifi drop ", by=office.people["ana"]))
    request = (await office.all(Request))[0]
    assert (request.text, request.surface) == ("my vpn & wifi drop", Surface.COMMAND)


async def test_whoever_asks_by_command_hears_where_the_answer_is(office: BackOffice) -> None:
    await office.take_in(command("my vpn drops", by=office.people["ana"]))
    assert "I have answered you" in (await office.told("ana"))[-1]


@pytest.mark.parametrize("word", ["help", "HELP"])
async def test_help_says_what_can_be_typed(office: BackOffice, word: str) -> None:
    await office.take_in(command(word, by=office.people["ana"]))
    assert "/support my VPN drops every hour" in (await office.told("ana"))[0]
    assert await office.all(Request) == []


async def test_a_form_that_comes_too_late_asks_to_press_again(office: BackOffice) -> None:
    """Slack shows a form only for three seconds after the click; this trigger is of no click at all."""
    await office.take_in(command("", by=office.people["ana"]))
    assert (await office.told("ana"))[0].startswith("That took too long")


async def test_the_desk_command_is_for_the_team(office: BackOffice) -> None:
    assert await desk(office, "queue", by="ana") == "Only the support team can do that."


@pytest.mark.parametrize("text", ["queue", "", "QUEUE"])
async def test_the_queue_shows_what_is_open(office: BackOffice, text: str) -> None:
    await open_ticket(office)
    assert "HD-1" in await desk(office, text, by="dana")


@pytest.mark.parametrize("number", ["HD-1", "hd-1", "1", "#1", " 1 "])
async def test_why_explains_a_ticket(office: BackOffice, number: str) -> None:
    await open_ticket(office)
    assert "HD-1" in await desk(office, f"why {number}")


@pytest.mark.parametrize("number", ["", "HD", "x", "HD-1 HD-2", "9999999999"])
async def test_why_needs_a_number(office: BackOffice, number: str) -> None:
    assert "Which ticket?" in await desk(office, f"why {number}")


async def test_why_a_ticket_that_is_not_there(office: BackOffice) -> None:
    assert await desk(office, "why HD-99") == "There is no ticket HD-99."


async def test_desk_help_says_what_the_team_can_type(office: BackOffice) -> None:
    assert "/desk why HD-12" in await desk(office, "help")


async def test_a_filled_form_is_a_request_with_what_it_says(office: BackOffice) -> None:
    await office.take_in(submission("ask_for_help", by=office.people["ana"], state={"values": FILLED}))
    request = (await office.all(Request))[0]
    assert (request.surface, request.impact, request.urgency) == (Surface.HOME, "high", "high")


@pytest.mark.parametrize(
    "action", ["card_reply", "card_solve", "card_transfer", "home_open", "card_claim", "card_wait"]
)
async def test_the_buttons_of_a_card_are_for_the_team(office: BackOffice, action: str) -> None:
    """Whoever sees a button may not therefore press it."""
    await open_ticket(office)
    await office.take_in(click(action, "1", by=office.people["ben"], id="pressed"))
    assert (await office.told("ben"))[-1] == "Only the support team can do that."


@pytest.mark.parametrize("action", ["warning_reassign", "warning_snooze"])
async def test_the_buttons_of_a_warning_are_for_leads(office: BackOffice, action: str) -> None:
    await open_ticket(office)
    await office.take_in(click(action, "1:clock", by=office.people["nina"], id="pressed"))
    assert (await office.told("nina"))[-1] == "Only a support lead can do that."


@pytest.mark.parametrize("value", ["", "x", "-1", "1" * 40])
async def test_a_button_that_carries_nothing_is_refused_in_a_sentence(office: BackOffice, value: str) -> None:
    await office.take_in(click("card_claim", value, by=office.people["nina"]))
    assert (await office.told("nina"))[-1].endswith(".")


async def test_what_is_sent_to_a_requester_comes_from_the_thread_of_a_card(office: BackOffice) -> None:
    message, channel = {"ts": "1.0", "text": "words"}, {"id": office.directory.channel_id("#help-network")}
    nina = office.people["nina"]
    picked = shortcut("send_to_requester", by=nina, kind="message_action", message=message, channel=channel)
    await office.take_in(picked)
    assert "not in the thread of a ticket’s card" in (await office.told("nina"))[0]


@pytest.mark.parametrize("name", ["<@{}|ana>", "@ana", "ana", "{}"])
async def test_who_tells_the_segment_the_reason_and_the_facts(office: BackOffice, name: str) -> None:
    told = await desk(office, f"who {name.format(office.people['ana'])}")
    assert told.startswith("Who is @ana.")
    assert "Not: Executive: not in the user group @executives" in told
    assert "Department: “Operations” (Slack profile, just now)" in told


async def test_who_is_asked_for_by_a_name_that_somebody_has(office: BackOffice) -> None:
    assert (await desk(office, "who @moon")).startswith("Who is “@moon”? Write the name that others mention")


async def test_who_is_for_the_team(office: BackOffice) -> None:
    assert await desk(office, "who @ana", by="ben") == "Only the support team can do that."
