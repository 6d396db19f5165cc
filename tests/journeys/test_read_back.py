"""What Slack never delivered is found when the desk comes back: it is taken in once, as if it had come."""

import asyncio

from bot.handlers.read_back import Reach
from tests.journeys.office import Office
from tests.journeys.steps import BADGE_READER, anas_ticket, reply, tomas_ticket


async def read_by_itself(office: Office) -> None:
    """Until the desk has read what it reads after each start."""
    async with asyncio.timeout(5):
        while not office.frontdesk.read_back.is_idle:  # noqa: ASYNC110  # it tells nobody
            await asyncio.sleep(0.01)


async def close_for_a_while(office: Office) -> None:
    """What Slack sends meanwhile does not arrive, and it tries nothing again."""
    await office.settle()
    await read_by_itself(office)  # a desk that has never read anything compares nothing
    await office.close_desk()
    await office.slack.post("timing", ack_window=0.1, retry_delays=[])
    office.server.deliver_to("http://127.0.0.1:9/")  # whatever the transport: nobody is there
    await office.slack.advance(minutes=20)


async def open_again(office: Office) -> None:
    await office.slack.quiet()
    sent = office.server.deliveries.envelopes
    sent[:] = [envelope for envelope in sent if envelope.in_time]  # that the others did not arrive is no mistake here
    await office.slack.post("timing", ack_window=3.0)
    await office.open_desk()


async def test_a_question_that_never_arrived_is_answered(office: Office) -> None:
    await close_for_a_while(office)
    asked = await office.tomas.dm(BADGE_READER)
    await open_again(office)
    await office.tomas.sees("HD-1 is with the Help desk", thread=asked)


async def test_the_promise_counts_from_when_it_was_asked(office: Office) -> None:
    await close_for_a_while(office)
    asked = await office.tomas.dm(BADGE_READER)  # at 10:20
    await office.slack.advance(minutes=30)
    await open_again(office)
    await office.tomas.sees("You will hear from them by 11:20 AM today", thread=asked)


async def test_it_is_taken_in_once_however_often_the_desk_reads_back(office: Office) -> None:
    await close_for_a_while(office)
    await office.tomas.dm(BADGE_READER)
    await open_again(office)
    await office.tomas.sees("HD-1")
    for _ in range(2):
        await office.settle()
        await office.frontdesk.read_back.read(Reach.EVERYWHERE)
    await office.settle()
    assert await office.metric("frontdesk_read_back_messages_total") == 1
    await office.alex.does_not_see("HD-2", in_="#help-desk")


async def test_it_is_taken_in_once_though_slack_delivers_it_after_all(office: Office) -> None:
    await close_for_a_while(office)
    await office.tomas.dm(BADGE_READER)
    late = office.server.deliveries.envelopes[-1]
    await open_again(office)
    await office.tomas.sees("HD-1")
    await office.server.deliveries.send(late.kind, late.payload, late.summary)
    await office.settle()
    await office.alex.does_not_see("HD-2", in_="#help-desk")


async def test_what_arrived_is_not_taken_in_again(office: Office) -> None:
    await tomas_ticket(office)
    await close_for_a_while(office)
    await open_again(office)
    await office.frontdesk.read_back.read(Reach.EVERYWHERE)
    await office.settle()
    assert await office.metric("frontdesk_read_back_messages_total") == 0
    await office.alex.does_not_see("HD-2", in_="#help-desk")


async def test_an_answer_in_a_thread_of_the_dm_is_found(office: Office) -> None:
    status, card = await anas_ticket(office)
    await close_for_a_while(office)
    await office.ana.dm("it also drops on the train", thread=status)
    await open_again(office)
    await office.nina.sees("it also drops on the train", in_="#help-network", thread=card)


async def test_an_answer_in_an_old_thread_of_a_busy_channel_is_found(office: Office) -> None:
    asked = await office.dmitri.say("#eng-platform", "@frontdesk the staging cluster is not reachable")
    card = await office.ivan.sees("HD-1", in_="#help-senior")
    for number in range(220):
        await office.lena.say("#eng-platform", f"chatter {number}")
    await close_for_a_while(office)
    await office.dmitri.say("#eng-platform", "it is back by itself", thread=asked)
    await open_again(office)
    await office.ivan.sees("it is back by itself", in_="#help-senior", thread=card)


async def test_a_mention_in_a_channel_is_found(office: Office) -> None:
    await close_for_a_while(office)
    asked = await office.dmitri.say("#eng-platform", "@frontdesk the staging cluster is not reachable")
    await open_again(office)
    await office.dmitri.sees("HD-1 is with the Senior support team", thread=asked)


async def test_a_mention_in_a_thread_of_a_channel_is_found_and_is_one_ticket(office: Office) -> None:
    talk = await office.lena.say("#eng-platform", "is the registry slow for you too?")
    await close_for_a_while(office)
    await office.dmitri.say("#eng-platform", "@frontdesk our registry answers in 20 seconds", thread=talk)
    await open_again(office)
    await office.dmitri.sees("HD-1", thread=talk)
    await office.settle()
    await office.ivan.does_not_see("HD-2", in_="#help-senior")


async def test_a_ticket_reaction_is_found(office: Office) -> None:
    await close_for_a_while(office)
    said = await office.dmitri.say("#eng-platform", "the pipeline is stuck on the deploy step")
    await office.lena.react("ticket", said)
    await open_again(office)
    await office.dmitri.sees("HD-1 is with the Senior support team", thread=said)


async def test_talk_among_colleagues_stays_theirs(office: Office) -> None:
    await close_for_a_while(office)
    await office.lena.say("#eng-platform", "lunch?")
    await open_again(office)
    await office.frontdesk.read_back.read(Reach.EVERYWHERE)
    assert await office.metric("frontdesk_read_back_messages_total") == 0


async def test_several_questions_are_answered_in_their_order(office: Office) -> None:
    await close_for_a_while(office)
    first = await office.tomas.dm(BADGE_READER)
    second = await office.tomas.dm("the coffee machine on the trading floor leaks")
    await open_again(office)
    await office.tomas.sees("HD-1", thread=first)
    await office.tomas.sees("HD-2", thread=second)


async def test_a_quiet_dm_is_read_after_an_outage_but_not_after_each_renewal(office: Office) -> None:
    await tomas_ticket(office)
    office.dm_of("ana")
    await close_for_a_while(office)
    await open_again(office)
    await read_by_itself(office)
    await office.frontdesk.read_back.read(Reach.EVERYWHERE)
    since = len(await office.slack.calls())
    await office.frontdesk.read_back.read(Reach.LATELY_USED)
    read = {call["arguments"]["channel"] for call in await office.slack.calls("conversations.history", since=since)}
    assert office.dm_of("tomas") in read
    assert office.dm_of("ana") not in read


async def test_a_read_back_that_slack_cuts_short_goes_on_where_it_was(office: Office) -> None:
    await close_for_a_while(office)
    asked = await office.tomas.dm(BADGE_READER)
    await office.slack.fault("conversations.history", error="internal_error", times=1)
    await open_again(office)
    await office.slack.call("conversations.history")
    await office.settle()
    await office.frontdesk.read_back.read(Reach.EVERYWHERE)
    await office.tomas.sees("HD-1 is with the Help desk", thread=asked)


async def test_what_a_person_edited_meanwhile_is_read_as_it_is_now(office: Office) -> None:
    await close_for_a_while(office)
    asked = await office.tomas.dm("the dor badge reader")
    await office.tomas.edit(asked, BADGE_READER)
    await open_again(office)
    await office.alex.sees(BADGE_READER, in_="#help-desk")


async def test_a_reply_of_an_agent_in_the_meantime_is_no_question(office: Office) -> None:
    status, card = await anas_ticket(office)
    await reply(office.nina, card, "Which router do you have at home?")
    await office.ana.sees("Which router", thread=status)
    await close_for_a_while(office)
    await open_again(office)
    await office.frontdesk.read_back.read(Reach.EVERYWHERE)
    await office.settle()
    assert await office.metric("frontdesk_read_back_messages_total") == 0
