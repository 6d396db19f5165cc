"""How one delivery becomes a message, an edit, a thread or a home."""

from bot.desk.speech import InThread, Say
from bot.storage.deliveries import DeliveryState
from bot.tickets.thread import Side, Thread
from tests.builders import make_request
from tests.gateway.conftest import Mouth

SENT = DeliveryState.SENT
THREAD = InThread(Side.CARD, "request-1")
UPDATE = "chat.update"


async def test_a_message_carries_the_key_of_its_delivery(mouth: Mouth) -> None:
    async with mouth.speaking():
        await mouth.say("hello")
        await mouth.over("hello")
    call = (await mouth.slack.calls("chat.postMessage"))[0]
    assert call["arguments"]["metadata"]["event_payload"] == {"key": "hello"}


async def test_an_edit_changes_the_message_that_was_said(mouth: Mouth) -> None:
    async with mouth.speaking():
        await mouth.say("before")
        await mouth.say("after", edits="before")
        await mouth.over("after")
    assert await mouth.heard() == ["after"]


async def test_an_edit_waits_for_the_message_that_it_changes(mouth: Mouth) -> None:
    await mouth.slack.fault("chat.postMessage", status=500)
    async with mouth.speaking():
        await mouth.say("before")
        await mouth.say("after", edits="before")
        await mouth.over("after")
    assert await mouth.heard() == ["after"]


async def test_an_edit_of_what_was_never_said_says_nothing(mouth: Mouth) -> None:
    async with mouth.speaking():
        await mouth.say("after", edits="before")
        assert await mouth.over("after") == [SENT]
    assert await mouth.heard() == []


async def test_an_edit_whose_reply_is_lost_is_repeated(mouth: Mouth) -> None:
    async with mouth.speaking():
        await mouth.say("before")
        await mouth.over("before")
        await mouth.slack.fault(UPDATE, drop="after")
        await mouth.say("after", edits="before")
        assert await mouth.over("after") == [SENT]
    assert await mouth.heard() == ["after"]


async def test_an_edit_of_a_message_that_is_gone_is_settled(mouth: Mouth) -> None:
    async with mouth.speaking():
        await mouth.say("before")
        await mouth.over("before")
        before = await mouth.find("before")
        await mouth.clients.posting.chat_delete(channel=before.channel, ts=before.ts)
        await mouth.say("after", edits="before")
        assert await mouth.over("after") == [SENT]
    assert await mouth.heard() == []


async def test_an_edit_that_slack_refuses_is_given_up(mouth: Mouth) -> None:
    await mouth.slack.fault(UPDATE, error="is_archived")
    async with mouth.speaking():
        await mouth.say("before")
        await mouth.say("after", edits="before")
        assert await mouth.over("after") == [DeliveryState.FAILED]


async def test_what_opens_a_thread_is_answered_beneath_it(mouth: Mouth) -> None:
    await mouth.store.transact(lambda tx: tx.add(make_request()))
    async with mouth.speaking():
        await mouth.say("card", opens=THREAD)
        await mouth.say("note", thread=THREAD)
        await mouth.over("note")
    card = (await mouth.slack.person("nina").messages("#help-network"))[0]
    assert [each["text"] for each in await mouth.slack.person("nina").messages(thread=card)] == ["card", "note"]


async def test_a_thread_whose_root_was_deleted_begins_anew_with_what_is_said_next(mouth: Mouth) -> None:
    await mouth.store.transact(lambda tx: tx.add(make_request()))
    async with mouth.speaking():
        await mouth.say("card", opens=THREAD)
        await mouth.over("card")
        card = await mouth.find("card")
        await mouth.clients.posting.chat_delete(channel=card.channel, ts=card.ts)
        await mouth.say("first", "second", thread=THREAD)
        assert await mouth.over("first", "second") == [SENT, SENT]
    first = (await mouth.slack.person("nina").messages("#help-network"))[0]
    assert [each["text"] for each in await mouth.slack.person("nina").messages(thread=first)] == ["first", "second"]


async def test_a_thread_that_people_opened_is_answered_beneath_it(mouth: Mouth) -> None:
    question = await mouth.slack.person("nina").say("#help-network", "my vpn drops")
    await mouth.store.transact(lambda tx: tx.add(make_request()))
    thread = Thread(conversation=question.channel, ts=question.ts, side=Side.REQUESTER, request_id="request-1")
    await mouth.store.transact(lambda tx: tx.add(thread))
    async with mouth.speaking():
        await mouth.say("answer", thread=InThread(Side.REQUESTER, "request-1"))
        await mouth.over("answer")
    assert [each["text"] for each in await mouth.slack.person("nina").messages(thread=question)][1:] == ["answer"]


async def test_a_persons_dm_is_opened_once(mouth: Mouth) -> None:
    async with mouth.speaking():
        await mouth.say("one", "two", to="ana")
        await mouth.over("two")
    assert len(await mouth.slack.calls("conversations.open")) == 1


async def test_a_home_is_published_and_is_no_message(mouth: Mouth) -> None:
    async with mouth.speaking():
        await mouth.say("home", to="ana", say=Say.HOME)
        assert await mouth.over("home") == [SENT]
    assert (await mouth.find("home")).ts is None
    await mouth.slack.person("ana").home("Ask for help")


async def test_a_home_is_published_again_when_its_reply_is_lost(mouth: Mouth) -> None:
    await mouth.slack.fault("views.publish", drop="after")
    async with mouth.speaking():
        await mouth.say("home", to="ana", say=Say.HOME)
        assert await mouth.over("home") == [SENT]
