"""What the desk has to say is said once, in order, whatever happens on the way."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from aiohttp import ClientSession, ClientTimeout

from bot.desk.speech import InThread, Say
from bot.gateway import poster
from bot.gateway.pace import Pace, Rhythm
from bot.gateway.poster import KEY_EVENT
from bot.storage.deliveries import DeliveryState
from bot.storage.retention import purge
from bot.tickets.thread import Side
from tests.builders import make_request
from tests.conftest import client_of, on_sqlite
from tests.gateway.conftest import QUICK, Mouth

FAR = datetime.max.replace(tzinfo=UTC)
SENT, FAILED = DeliveryState.SENT, DeliveryState.FAILED
POST = "chat.postMessage"
STUCK = "CREATE TRIGGER stuck BEFORE UPDATE ON delivery WHEN new.state = 'sent' BEGIN SELECT RAISE(ABORT, 'x'); END"
FAULTS = {
    "the reply is lost after Slack took it": {"drop": "after"},
    "the connection breaks before Slack took it": {"drop": "before"},
    "too many calls": {"status": 429, "retry_after": 0},
    "an error of Slack's": {"status": 500},
    "a page in place of an answer": {"status": 502, "body": "html"},
    "a page that says all is well": {"status": 200, "body": "html"},
    "half an answer": {"body": "malformed"},
    "an error that passes": {"error": "service_unavailable"},
    "a token that an admin mends": {"error": "invalid_auth"},
}


async def test_what_is_written_down_is_said(mouth: Mouth) -> None:
    async with mouth.speaking():
        await mouth.say("hello")
        assert await mouth.over("hello") == [SENT]
    assert await mouth.heard() == ["hello"]


async def test_what_was_written_down_before_the_start_is_said(mouth: Mouth) -> None:
    await mouth.say("hello")
    async with mouth.speaking():
        assert await mouth.over("hello") == [SENT]


async def test_a_delivery_knows_where_its_message_stands(mouth: Mouth) -> None:
    async with mouth.speaking():
        await mouth.say("hello", to="ana")
        await mouth.over("hello")
    delivery = await mouth.find("hello")
    message = (await mouth.slack.person("ana").messages())[0]
    assert (delivery.channel, delivery.ts) == (message["channel"], message["ts"])


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS.keys())
async def test_a_message_is_said_once_though_a_call_fails(mouth: Mouth, fault: dict[str, Any]) -> None:
    await mouth.slack.fault(POST, **fault)
    async with mouth.speaking():
        await mouth.say("hello")
        assert await mouth.over("hello") == [SENT]
    assert await mouth.heard() == ["hello"]


@pytest.mark.parametrize("to", ["#help-network", "ana"])
async def test_a_message_is_said_once_though_every_other_reply_is_lost(mouth: Mouth, to: str) -> None:
    await mouth.slack.fault(POST, drop="after", times=3)
    async with mouth.speaking():
        await mouth.say("one", "two", "three", "four", to=to)
        await mouth.over("one", "two", "three", "four")
    reader = ("nina", to) if to.startswith("#") else (to, None)
    assert await mouth.heard(*reader) == ["one", "two", "three", "four"]


async def test_a_lost_message_is_looked_for_in_its_thread(mouth: Mouth) -> None:
    await mouth.store.transact(lambda tx: tx.add(make_request()))
    thread = InThread(Side.CARD, "request-1")
    async with mouth.speaking():
        await mouth.say("card", opens=thread)
        await mouth.over("card")
        await mouth.slack.fault(POST, drop="after")
        await mouth.say("note", thread=thread)
        assert await mouth.over("note") == [SENT]
    card = (await mouth.slack.person("nina").messages("#help-network"))[0]
    notes = await mouth.slack.person("nina").messages(thread=card)
    assert [message["text"] for message in notes] == ["card", "note"]


async def test_a_message_whose_reply_came_too_late_is_said_once(mouth: Mouth) -> None:
    await mouth.slack.fault(POST, delay=0.1)
    async with ClientSession(timeout=ClientTimeout(total=0.05)) as session:
        hasty = replace(mouth, clients=replace(mouth.clients, posting=client_of(mouth.server, session)))
        async with hasty.speaking():
            await mouth.say("hello")
            await mouth.tried("hello")
            await mouth.over("hello")
    assert await mouth.heard() == ["hello"]


async def test_a_lookup_that_is_refused_does_not_make_the_desk_say_it_twice(mouth: Mouth) -> None:
    await mouth.slack.fault(POST, drop="after")
    await mouth.slack.fault("conversations.history", status=429, retry_after=0)
    async with mouth.speaking():
        await mouth.say("hello")
        await mouth.over("hello")
    assert await mouth.heard() == ["hello"]


async def test_what_slack_may_have_taken_is_given_time_to_show_up(mouth: Mouth) -> None:
    patient = mouth.impatient(settle=60.0)
    await mouth.slack.fault(POST, status=500)
    async with patient.speaking():
        await mouth.say("hello")
        delivery = await mouth.tried("hello")
    assert delivery.not_before is not None
    assert delivery.not_before > datetime.now(UTC) + timedelta(seconds=55)


async def test_the_desk_waits_as_long_as_slack_asks(mouth: Mouth) -> None:
    await mouth.slack.fault(POST, status=429, retry_after=30)
    async with mouth.speaking():
        await mouth.say("hello")
        delivery = await mouth.tried("hello")
    assert delivery.not_before is not None
    assert timedelta(seconds=25) < delivery.not_before - datetime.now(UTC) < timedelta(seconds=35)


async def test_a_method_that_slack_limits_waits_in_every_conversation(mouth: Mouth) -> None:
    await mouth.slack.fault(POST, match={"text": "one too many"}, status=429, retry_after=30)
    async with mouth.speaking():
        await mouth.say("one too many")
        await mouth.tried("one too many")
        await mouth.say("another", to="#help-desk")
        await mouth.say("a home", to="ana", say=Say.HOME)
        assert await mouth.over("a home") == [SENT]
    assert len(await mouth.slack.calls(POST)) == 1


async def test_a_message_refused_for_the_rate_is_not_looked_for(mouth: Mouth) -> None:
    await mouth.slack.fault(POST, status=429, retry_after=0)
    async with mouth.speaking():
        await mouth.say("hello")
        await mouth.over("hello")
    assert await mouth.slack.calls("conversations.history") == []


async def test_order_is_kept_when_the_first_needs_several_tries(mouth: Mouth) -> None:
    await mouth.slack.fault(POST, match={"text": "first"}, status=500, times=2)
    async with mouth.speaking():
        await mouth.say("first", "second", "third")
        await mouth.over("third")
    assert await mouth.heard() == ["first", "second", "third"]


async def test_conversations_are_served_beside_each_other(mouth: Mouth) -> None:
    await mouth.slack.fault(POST, match={"text": "slow"}, delay=0.15)
    async with mouth.speaking():
        await mouth.say("slow")
        await mouth.say("quick", to="#help-desk")
        await mouth.over("quick")
        assert (await mouth.find("slow")).state is DeliveryState.SENDING
        assert await mouth.over("slow") == [SENT]


async def test_a_crowd_that_no_look_takes_in_is_served_to_the_last(mouth: Mouth) -> None:
    people = [user.name for user in mouth.server.state.users.values() if not user.is_bot][:12]
    short_sighted = replace(mouth, patience=replace(QUICK, at_once=2, at_a_look=3))
    for name in people:
        await mouth.say(f"hello {name}", f"bye {name}", to=name)
    async with short_sighted.speaking():
        assert set(await mouth.over(*(f"{word} {name}" for name in people for word in ("hello", "bye")))) == {SENT}


async def test_a_channel_with_a_long_line_has_its_turns_in_a_crowd(mouth: Mouth) -> None:
    people = [user.name for user in mouth.server.state.users.values() if not user.is_bot][:6]
    one_by_one = replace(mouth, patience=replace(QUICK, at_once=1, fresh=0.0))
    await mouth.say("first", "second", "third")
    for name in people:
        await mouth.say(f"hello {name}", to=name)
    async with one_by_one.speaking():
        await mouth.over("third")
        assert (await mouth.find(f"hello {people[-1]}")).state is not DeliveryState.SENT


async def test_what_slack_will_never_take_fails_alone(mouth: Mouth) -> None:
    await mouth.slack.fault(POST, match={"text": "bad"}, error="restricted_action")
    async with mouth.speaking():
        await mouth.say("good", "bad", "better")
        assert await mouth.over("good", "bad", "better") == [SENT, FAILED, SENT]
    assert await mouth.heard() == ["good", "better"]
    assert (await mouth.find("bad")).error == "restricted_action"


async def test_a_channel_without_the_desk_is_given_up(mouth: Mouth) -> None:
    async with mouth.speaking():
        await mouth.say("hello", to="#general")
        assert await mouth.over("hello") == [FAILED]
    assert (await mouth.find("hello")).error == "not_in_channel"


async def test_an_archived_channel_is_given_up(mouth: Mouth) -> None:
    mouth.server.state.conversations[mouth.place("#help-network")].is_archived = True
    async with mouth.speaking():
        await mouth.say("hello")
        assert await mouth.over("hello") == [FAILED]
    assert (await mouth.find("hello")).error == "is_archived"


async def test_the_owners_are_told_once_of_what_cannot_be_said(mouth: Mouth) -> None:
    mouth.server.state.conversations[mouth.place("#help-network")].is_archived = True
    async with mouth.speaking():
        await mouth.say("hello", "anybody there?")
        await mouth.over("hello", "anybody there?")
        await mouth.settle()
    (notice,) = await mouth.heard("olga", None)
    assert "the channel is archived. Unarchive it" in notice


@pytest.mark.parametrize("is_forgotten", [False, True])
async def test_the_owners_are_told_again_when_it_worked_in_between(mouth: Mouth, is_forgotten: bool) -> None:
    """Even when the words of what worked are forgotten by then."""
    channel = mouth.server.state.conversations[mouth.place("#help-network")]
    async with mouth.speaking():
        for sentence, is_archived in [("one", True), ("two", False), ("three", True)]:
            channel.is_archived = is_archived
            await mouth.say(sentence)
            await mouth.over(sentence)
            await mouth.settle()
            if is_forgotten:
                await purge(mouth.store, FAR, FAR)
    assert len(await mouth.heard("olga", None)) == 2


async def test_until_slack_takes_the_token_again_everything_waits(mouth: Mouth) -> None:
    await mouth.slack.fault(POST, error="token_revoked", times=6)
    async with mouth.impatient(tries=3).speaking():
        await mouth.say("hello")
        assert await mouth.over("hello") == [SENT]


async def test_that_an_owner_cannot_be_told_is_told_to_nobody(mouth: Mouth) -> None:
    await mouth.slack.fault(POST, error="messages_tab_disabled", times=9)
    async with mouth.speaking():
        await mouth.say("hello")
        await mouth.over("hello")
        await mouth.settle()
    assert len(await mouth.slack.calls(POST)) == 2


async def test_the_owners_learn_that_the_desk_had_no_access_once_it_has(mouth: Mouth) -> None:
    await mouth.slack.fault(POST, error="token_revoked", times=2)
    async with mouth.speaking():
        await mouth.say("hello", "and again")
        assert await mouth.over("hello", "and again") == [SENT, SENT]
        await mouth.settle()
    (notice,) = await mouth.heard("olga", None)
    assert notice.startswith("Slack did not take my token for a while (token_revoked)")


async def test_a_conversation_gets_no_more_than_a_message_a_second(mouth: Mouth) -> None:
    await mouth.slack.post("rate_limits", on=True)
    calm = replace(mouth, pace=Pace())
    async with calm.speaking():
        await calm.say("one", "two")
        assert await calm.over("one", "two") == [SENT, SENT]
    assert [call["answer"]["ok"] for call in await mouth.slack.calls(POST)] == [True, True]


async def test_while_slack_is_away_one_call_at_a_time_asks_whether_it_is_back(mouth: Mouth) -> None:
    people = [user.name for user in mouth.server.state.users.values() if not user.is_bot][:20]
    away = replace(mouth, pace=Pace(Rhythm(first_pause=60.0)))
    await mouth.slack.fault("chat.postMessage", status=503, times=99)
    async with away.speaking():
        for name in people:
            await away.say(f"hello {name}", to=name)
        await away.tried(f"hello {people[0]}")
    assert len(await mouth.slack.calls(POST)) <= QUICK.at_once


async def test_an_outage_drains_without_a_storm(mouth: Mouth) -> None:
    people = [user.name for user in mouth.server.state.users.values() if not user.is_bot][:30]
    for name in people:
        await mouth.say(f"hello {name}", f"bye {name}", to=name)
    await mouth.slack.post("rate_limits", on=True)
    await mouth.slack.fault("chat.postMessage", status=503, times=30)
    drained = replace(mouth, pace=Pace(Rhythm(first_pause=0.02, longest_pause=0.05)))
    async with drained.speaking():
        assert set(await drained.over(*(f"{word} {name}" for name in people for word in ("hello", "bye")))) == {SENT}
    refused = [call for call in await mouth.slack.calls(POST) if "ratelimited" in str(call["answer"])]
    assert refused == []
    for name in people:
        assert await mouth.heard(name, None) == [f"hello {name}", f"bye {name}"]


async def test_nothing_is_tried_for_ever(mouth: Mouth) -> None:
    await mouth.slack.fault(POST, match={"text": "hello"}, status=500, times=99)
    async with mouth.impatient(tries=3, settle=0.01).speaking():
        await mouth.say("hello", "next")
        assert await mouth.over("hello", "next") == [FAILED, SENT]
    assert len([call for call in await mouth.slack.calls(POST) if call["arguments"]["text"] == "hello"]) == 3


async def test_tries_become_rarer_up_to_a_slowest_pace(mouth: Mouth) -> None:
    await mouth.slack.fault(POST, error="invalid_auth")
    await mouth.say("hello")
    await mouth.left_on_its_way("hello", tries=20)
    async with mouth.impatient(slowest=60.0, attempt=0.5).speaking():
        delivery = await mouth.tried("hello", 21)
    assert delivery.not_before is not None
    assert timedelta(seconds=25) < delivery.not_before - datetime.now(UTC) <= timedelta(seconds=60)


async def test_what_cannot_be_shown_is_given_up_and_the_next_is_said(mouth: Mouth) -> None:
    async with mouth.impatient(first=0.001).speaking():
        await mouth.say("nothing to offer", say=Say.OFFER)
        await mouth.say("next")
        assert await mouth.over("nothing to offer", "next") == [FAILED, SENT]
    assert (await mouth.find("nothing to offer")).error == "KeyError"


async def slack_took(mouth: Mouth, key: str) -> None:
    """What a sender leaves that dies between Slack's answer and its note of it."""
    await mouth.left_on_its_way(key)
    metadata = {"event_type": KEY_EVENT, "event_payload": {"key": key}}
    await mouth.clients.posting.chat_postMessage(channel=mouth.place("#help-network"), text=key, metadata=metadata)


async def test_what_a_crash_left_on_its_way_is_found_and_not_said_again(mouth: Mouth) -> None:
    await mouth.say("hello")
    await slack_took(mouth, "hello")
    async with mouth.impatient(attempt=0.5).speaking():
        assert await mouth.over("hello") == [SENT]
    assert await mouth.heard() == ["hello"]


@on_sqlite
async def test_it_is_found_behind_all_that_others_have_written_since(
    mouth: Mouth, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(poster, "PAGE", 3)
    await mouth.say("hello")
    await slack_took(mouth, "hello")
    for number in range(7):
        await mouth.slack.person("nina").say("#help-network", f"chatter {number}")
    async with mouth.speaking():
        await mouth.over("hello")
    assert (await mouth.heard()).count("hello") == 1


async def test_what_a_crash_left_unsaid_is_said(mouth: Mouth) -> None:
    await mouth.say("hello")
    await mouth.left_on_its_way("hello")
    async with mouth.impatient(attempt=0.5).speaking():
        assert await mouth.over("hello") == [SENT]
    assert await mouth.heard() == ["hello"]


@on_sqlite
async def test_what_a_crash_left_on_its_way_is_not_looked_for_at_once(mouth: Mouth) -> None:
    await mouth.say("hello")
    await mouth.left_on_its_way("hello")
    async with mouth.impatient(settle=60.0).speaking():
        await mouth.say("other", to="#help-desk")
        await mouth.over("other")
    assert await mouth.slack.calls("conversations.history") == []


@on_sqlite
async def test_a_store_that_cannot_keep_the_outcome_does_not_make_the_desk_say_it_twice(mouth: Mouth) -> None:
    await mouth.sql(STUCK)
    async with mouth.speaking():
        await mouth.say("hello")
        await mouth.slack.call(POST)
        await mouth.sql("DROP TRIGGER stuck")
        assert await mouth.over("hello") == [SENT]
    assert await mouth.heard() == ["hello"]
    assert await mouth.slack.calls("conversations.history") == []


@on_sqlite
async def test_what_could_not_be_kept_in_time_is_looked_for(mouth: Mouth) -> None:
    await mouth.sql(STUCK)
    async with mouth.impatient(attempt=0.1).speaking():
        await mouth.say("hello")
        await mouth.slack.call("conversations.history")
        await mouth.sql("DROP TRIGGER stuck")
        assert await mouth.over("hello") == [SENT]
    assert await mouth.heard() == ["hello"]


async def test_a_store_that_cannot_be_read_for_a_while_does_not_silence_the_desk(
    mouth: Mouth, caplog: pytest.LogCaptureFixture
) -> None:
    async with mouth.speaking() as sender:
        await mouth.say("hello")
        await mouth.over("hello")
        await mouth.sql("ALTER TABLE delivery RENAME TO lost")
        sender.wake()
        await asyncio.sleep(0.05)
        await mouth.sql("ALTER TABLE lost RENAME TO delivery")
        await mouth.say("again")
        assert await mouth.over("again") == [SENT]
    assert "the deliveries cannot be read" in caplog.text


async def test_what_is_on_its_way_arrives_before_the_sender_stops(mouth: Mouth) -> None:
    await mouth.slack.fault(POST, delay=0.1)
    async with mouth.speaking():
        await mouth.say("hello")
        await mouth.becomes("hello", lambda each: each.state is DeliveryState.SENDING)
    assert (await mouth.find("hello")).state is SENT
