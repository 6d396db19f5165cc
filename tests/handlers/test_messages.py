"""What people write becomes a request of whoever wrote it, once."""

import asyncio
from typing import Any

import pytest

from bot.tickets.message import Message
from bot.tickets.request import Request, Surface
from tests.handlers.conftest import BackOffice
from tests.handlers.payloads import event, message, shortcut

BOT = "U0BOT"


def mention(office: BackOffice, text: str, **values: Any) -> dict[str, Any]:
    usual = {"channel": "C1", "channel_type": "channel", "ts": "1.000001", "text": text}
    return event("app_mention", by=office.people["ana"], **usual | values)


async def mark(office: BackOffice, by: str = "ben", text: str = "my vpn drops", place: str = "#it-help") -> Any:
    """Somebody marks what ana said there."""
    said = await office.slack.person("ana").say(place, text)
    item = {"type": "message", "channel": said.channel, "ts": said.ts}
    await office.take_in(event("reaction_added", by=office.people[by], reaction="ticket", item=item))
    return said


async def pick(office: BackOffice, said: Any, **values: Any) -> None:
    """Ben chooses “Open a ticket” on a message."""
    chosen = {"user": said["user"], "ts": said.ts, "text": said["text"]} | values
    ben = office.people["ben"]
    await office.take_in(
        shortcut("open_ticket", by=ben, kind="message_action", message=chosen, channel={"id": said.channel})
    )


async def requests(office: BackOffice) -> list[Request]:
    return await office.all(Request)


async def test_a_message_to_the_desk_is_a_request(office: BackOffice) -> None:
    await office.take_in(message("my vpn drops", by=office.people["ana"]))
    request = (await requests(office))[0]
    assert (request.text, request.surface, request.requester_id) == ("my vpn drops", Surface.DM, office.people["ana"])


async def test_a_request_is_as_old_as_its_message(office: BackOffice) -> None:
    await office.take_in(message(by=office.people["ana"], ts="1772625600.000001"))
    assert (await requests(office))[0].received_at.isoformat() == "2026-03-04T12:00:00.000001+00:00"


async def test_people_in_a_message_are_told_by_their_names(office: BackOffice) -> None:
    await office.take_in(message(f"ask <@{office.people['ben']}> about it", by=office.people["ana"]))
    assert (await requests(office))[0].text == "ask @Ben Krause about it"


async def test_a_screenshot_is_told_by_its_name(office: BackOffice) -> None:
    files = [{"name": "error.png"}, {}]
    await office.take_in(message("", by=office.people["ana"], subtype="file_share", files=files))
    assert (await requests(office))[0].text == "[file: error.png], [file: unnamed]"


async def test_people_of_whom_slack_does_not_tell_in_time_are_told_by_their_ids(
    office: BackOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many they are, nobody waits for each of them."""
    monkeypatch.setattr("bot.handlers.act.NAMES", 0.05)
    ana, ben, carl, vera = (office.people[name] for name in ("ana", "ben", "carl", "vera"))
    for known in (ana, ben):
        await office.directory.facts(known)
    await office.fault("users.info", delay=5, times=99)
    async with asyncio.timeout(3):
        await office.take_in(message(f"ask <@{ben}>, <@{carl}> or <@{vera}>", by=ana))
    assert (await requests(office))[0].text == f"ask @Ben Krause, @{carl} or @{vera}"
    office.directory.close()


@pytest.mark.parametrize("url", ["sqlite", "postgresql"], indirect=True)
@pytest.mark.parametrize("name", ["err\x00or.png", "err\ud83dor.png"])
async def test_a_screenshot_is_told_whatever_the_characters_of_its_name(office: BackOffice, name: str) -> None:
    """No database takes half a character, or the one that ends a text."""
    files = [{"name": name}, {"name": None}]
    await office.take_in(message("", by=office.people["ana"], subtype="file_share", files=files))
    assert (await requests(office))[0].text == "[file: error.png], [file: unnamed]"


async def test_an_answer_in_a_thread_belongs_to_its_request(office: BackOffice) -> None:
    ana = office.people["ana"]
    await office.take_in(message("the badge reader rejects me", by=ana, ts="1.0"))
    await office.take_in(message("it is the blue one", by=ana, ts="2.0", thread_ts="1.0", id="Ev2"))
    assert [each.text for each in await office.all(Message)] == ["the badge reader rejects me", "it is the blue one"]
    assert len(await requests(office)) == 1


@pytest.mark.parametrize("text", [f"<@{BOT}> my vpn drops", f"my vpn drops <@{BOT}>", f"<@{BOT}> <@U2> my vpn drops"])
async def test_a_mention_is_a_request_without_the_call(office: BackOffice, text: str) -> None:
    await office.take_in(mention(office, text))
    request = (await requests(office))[0]
    assert (request.text, request.surface) == ("my vpn drops", Surface.MENTION)


async def test_a_mention_without_words_is_asked_for_them(office: BackOffice) -> None:
    await office.take_in(mention(office, f"<@{BOT}>"))
    assert "Tell me in the same message" in (await office.told("ana"))[0]


async def test_a_marked_message_is_a_request_of_whoever_wrote_it(office: BackOffice) -> None:
    await mark(office)
    request = (await requests(office))[0]
    assert (request.requester_id, request.text, request.surface) == (
        office.people["ana"],
        "my vpn drops",
        Surface.REACTION,
    )


async def test_a_marked_message_of_an_app_is_passed_over(office: BackOffice) -> None:
    client = office.surroundings.clients.posting
    channel = office.directory.channel_id("#it-help")
    posted = await client.chat_postMessage(channel=channel, text="I am a robot")
    item = {"type": "message", "channel": channel, "ts": posted["ts"]}
    await office.take_in(event("reaction_added", by=office.people["ben"], reaction="ticket", item=item))
    assert await requests(office) == []


async def test_a_message_chosen_from_its_menu_is_a_request_of_whoever_wrote_it(office: BackOffice) -> None:
    await pick(office, await office.slack.person("ana").say("#it-help", "my vpn drops"))
    request = (await requests(office))[0]
    assert (request.requester_id, request.surface) == (office.people["ana"], Surface.SHORTCUT)


async def test_where_the_desk_is_not_people_are_answered_in_person(office: BackOffice) -> None:
    await pick(office, await office.slack.person("ana").say("#general", "my vpn drops"))
    assert (await requests(office))[0].surface is Surface.ELSEWHERE
    assert "I am not in this channel" in (await office.told("ben"))[0]


async def test_a_conversation_that_the_desk_cannot_see_is_one_that_it_is_not_in(office: BackOffice) -> None:
    assert not await office.directory.is_in("C0UNKNOWN")


async def test_a_message_that_was_marked_and_chosen_is_one_request(office: BackOffice) -> None:
    said = await mark(office)
    await pick(office, said)
    assert len(await requests(office)) == 1
    assert "I have that message already" in (await office.told("ben"))[-1]


@pytest.mark.parametrize("author", [{"user": ""}, {"bot_id": "B1"}])
async def test_a_message_of_nobody_in_person_is_refused(office: BackOffice, author: dict[str, str]) -> None:
    await pick(office, await office.slack.person("ana").say("#it-help", "hello"), **author)
    assert "not written by a person" in (await office.told("ben"))[0]
