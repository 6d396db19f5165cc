"""Slack repeats itself, connections change, the desk stops and starts: everything asked is done once, and in time."""

import asyncio

import pytest
from sqlmodel import Session

from bot.handlers.arrival import Kind
from bot.storage.engine import open_engine
from bot.storage.receipts import LEASE, Receipt
from tests.journeys.office import Office
from tests.journeys.steps import BADGE_READER, anas_ticket, reply, solve, tomas_ticket


async def test_whatever_slack_sends_again_changes_nothing(office: Office) -> None:
    status, card = await anas_ticket(office)
    await reply(office.nina, card, "Which router do you have at home?")
    await office.ana.sees("Which router", thread=status)
    await office.ana.dm("A FritzBox 7590", thread=status)
    await office.nina.sees("A FritzBox 7590", in_="#help-network", thread=card)
    await office.settle()
    before = await _told(office, "#help-network", card), await _told(office, "@frontdesk", status)

    for envelope in tuple(office.server.deliveries.envelopes):
        await office.server.deliveries.send(envelope.kind, envelope.payload, f"{envelope.summary} again")
    await office.settle()
    assert (await _told(office, "#help-network", card), await _told(office, "@frontdesk", status)) == before


async def test_an_event_that_comes_twice_at_once_is_one_request(office: Office) -> None:
    await office.slack.sockets("duplicate_next", times=2)
    await office.tomas.dm(BADGE_READER)
    await office.tomas.sees("HD-1")
    await office.settle()
    await office.alex.does_not_see("HD-2", in_="#help-desk")


async def test_an_acknowledgement_that_gets_lost_doubles_nothing(office: Office) -> None:
    await office.slack.post("timing", ack_window=1.0, retry_delays=[0.05])
    await office.slack.sockets("ignore_acks")
    await office.tomas.dm(BADGE_READER)
    await office.tomas.sees("HD-1")
    await office.settle()
    await office.alex.does_not_see("HD-2", in_="#help-desk")


@pytest.mark.parametrize("answer", [{"status": 429, "retry_after": 1}, {"body": "html"}, {"drop": "before"}])
async def test_what_comes_while_slack_tells_nobody_who_they_are_is_kept(
    office: Office, answer: dict[str, object]
) -> None:
    await office.slack.fault("auth.test", times=5, **answer)
    await office.tomas.dm(BADGE_READER)
    await office.tomas.sees("HD-1 is with the Help desk")
    await office.slack.heal()


async def test_a_whisper_whose_answer_gets_lost_is_not_whispered_again_nor_excused(office: Office) -> None:
    await office.slack.fault("response_url", drop="after")
    await office.tomas.slash("/support", BADGE_READER)
    await office.tomas.sees("HD-1 is with the Help desk")
    await office.settle()
    assert [each.text for each in await office.tomas.messages("#general")] == [
        "Got it. I have answered you in @Frontdesk’s messages."
    ]


@pytest.mark.parametrize("answer", [{"body": "malformed"}, {"status": 500}, {"drop": "before"}])
async def test_a_refusal_that_may_not_have_been_heard_is_read_in_the_dm(
    office: Office, answer: dict[str, object]
) -> None:
    _, card = await anas_ticket(office)
    await office.nina.click("Claim", in_=card)
    await office.ana.sees("Nina Kowalski is working on HD-1")
    await office.slack.fault("response_url", **answer)
    await office.omar.click("Claim", in_=card, stale=True)
    await office.omar.sees("already. A lead can reassign it.")


async def test_a_mention_that_overtakes_its_message_is_taken_once(office: Office) -> None:
    talk = await office.lena.say("#eng-platform", "is the registry slow for you too?")
    await office.slack.sockets("reorder_next")
    await office.dmitri.say("#eng-platform", "@frontdesk our registry answers in 20 seconds", thread=talk)
    card = await office.ivan.sees("HD-1", in_="#help-senior")
    await office.settle()
    assert len(await office.ivan.messages("#help-senior", thread=card)) == 1


async def test_slack_renews_the_connections_in_the_middle_of_a_story(office: Office) -> None:
    await office.slack.post("timing", refresh_warning=0.2, ack_window=1.5, retry_delays=[0.1, 0.1, 0.1])
    status, card = await anas_ticket(office)
    old = set(office.server.transports.sockets.sockets)
    await office.slack.sockets("refresh")
    await office.ana.dm("it dropped again", thread=status)
    await office.nina.sees("it dropped again", in_="#help-network", thread=card)
    await _renewed(office, old)
    await office.nina.click("Claim", in_=card)
    await office.ana.sees("Nina Kowalski is working on HD-1")


async def test_what_was_written_while_the_desk_was_away_is_answered(office: Office) -> None:
    await office.slack.post("timing", retry_delays=[0.2, 0.5, 1.0])
    await office.close_desk()
    await office.tomas.dm(BADGE_READER)
    await office.open_desk()
    await office.tomas.sees("HD-1 is with the Help desk")


async def test_a_request_that_was_stored_when_the_desk_died_is_done_at_the_next_start_and_once(office: Office) -> None:
    await office.slack.post("timing", retry_delays=[0.2, 0.5, 1.0])
    await office.close_desk()
    asked = await office.tomas.dm(BADGE_READER)
    _leave_unfinished(office, office.server.deliveries.envelopes[-1].payload)
    await office.open_desk()
    await office.tomas.sees("HD-1 is with the Help desk", thread=asked)
    await office.settle()  # until Slack, too, has delivered it
    await office.alex.does_not_see("HD-2", in_="#help-desk")


async def test_a_warning_that_fell_into_the_downtime_comes_at_the_start(office: Office) -> None:
    await tomas_ticket(office)
    await office.settle()
    await office.close_desk()
    await office.slack.advance(minutes=50)
    await office.open_desk()
    await office.dana.sees("HD-1: the first response is due by 11:00 AM today, in 10 minutes.")


async def test_a_promise_that_broke_in_the_downtime_is_told_once(office: Office) -> None:
    await tomas_ticket(office)
    await office.settle()
    await office.close_desk()
    await office.slack.advance(hours=2)
    await office.open_desk()
    await office.dana.sees("HD-1: the first response is overdue since 11:00 AM today.")
    await office.tomas.sees("You should have heard from them by 11:00 AM today. Sorry for the wait")
    await office.settle()
    assert len(await office.dana.messages()) == 1


async def away_while_three_wait(office: Office, **how_long: int) -> None:
    """Three tickets are open when the desk goes down."""
    for number in (1, 2, 3):
        await office.tomas.dm(BADGE_READER)
        await office.tomas.sees(f"HD-{number}")
    await office.settle()
    await office.close_desk()
    await office.slack.advance(**how_long)
    await office.open_desk()


async def test_several_promises_that_broke_in_the_downtime_are_told_in_one_notice(office: Office) -> None:
    await away_while_three_wait(office, hours=2)
    notice = await office.dana.sees("3 promises ran out, or are about to, while I could not tell you.")
    await office.settle()
    assert len(await office.dana.messages()) == 1

    warning = await office.dana.sees("HD-2: the first response is overdue", thread=notice)
    await office.dana.click("Take", in_=warning)
    await office.dana.sees("*HD-2*: @Dana Brooks took it", thread=notice)


async def test_a_downtime_that_ends_right_after_the_deadlines_is_told_in_one_notice_too(office: Office) -> None:
    await away_while_three_wait(office, hours=1, minutes=1)
    await office.dana.sees("3 promises ran out, or are about to, while I could not tell you.")
    await office.settle()
    assert len(await office.dana.messages()) == 1
    assert await office.metric("frontdesk_due_lag_seconds_count") > 0


async def test_a_rating_that_fell_into_the_downtime_is_asked_for_once(office: Office) -> None:
    status, card = await anas_ticket(office)
    await solve(office.nina, card, "I moved you to the TCP profile.")
    await office.settle()
    await office.close_desk()
    await office.slack.advance(hours=30)
    await office.open_desk()
    await office.ana.sees("How happy are you with the help you got?", thread=status)
    await office.close_desk()
    await office.open_desk()
    await office.settle()
    survey = [each for each in await office.ana.messages(thread=status) if "How happy are you" in each.text]
    assert len(survey) == 1


async def test_the_desk_stops_in_the_middle_and_the_story_goes_on(office: Office) -> None:
    status, card = await anas_ticket(office)
    await reply(office.nina, card, "Which router do you have at home?")
    await office.close_desk()
    await office.open_desk()
    await office.ana.sees("Which router do you have at home?", thread=status)
    await office.ana.dm("A FritzBox 7590", thread=status)
    await office.nina.sees("A FritzBox 7590", in_="#help-network", thread=card)
    await solve(office.nina, card, "I moved you to the TCP profile.")
    await office.ana.sees("HD-1 is solved", thread=status)


async def test_tomas_deletes_his_question_and_is_answered_all_the_same(office: Office) -> None:
    await office.slack.fault("chat.postMessage", delay=0.3)
    await office.slack.fault("chat.postMessage", delay=0.3)
    asked = await office.tomas.dm(BADGE_READER)
    await office.tomas.delete(asked)
    status = await office.tomas.sees("HD-1 is with the Help desk")
    card = await office.alex.sees("HD-1", in_="#help-desk")
    await reply(office.alex, card, "Do you still need somebody?")
    await office.tomas.sees("Do you still need somebody?", thread=status)
    await office.tomas.dm("yes, I am locked out", thread=status)
    await office.alex.sees("yes, I am locked out", in_="#help-desk", thread=card)


async def test_an_answer_of_slack_that_gets_lost_says_nothing_twice(office: Office) -> None:
    await office.slack.fault("chat.postMessage", drop="after")
    await office.tomas.dm(BADGE_READER)
    await office.alex.sees("HD-1", in_="#help-desk", within=8)
    await office.tomas.sees("HD-1", within=8)
    await office.settle()
    assert len(await office.tomas.messages()) == 2
    assert len(await office.alex.messages("#help-desk")) == 1


def _leave_unfinished(office: Office, payload: dict[str, object]) -> None:
    """As a process does that stored what came and was killed before it worked on it."""
    now = office.server.clock.now()
    left = Receipt(
        id=str(payload["event_id"]),
        route=f"{Kind.EVENT}:message",
        body=payload,
        received_at=now,
        lease_until=now + LEASE,
    )
    engine = open_engine(office.database_url)
    with Session(engine) as session:
        session.add(left)
        session.commit()
    engine.dispose()


async def _renewed(office: Office, old: set[str]) -> None:
    """Waits until Slack has closed the old connections, and there are as many new ones."""
    sockets = office.server.transports.sockets.sockets
    async with asyncio.timeout(5):
        while old & set(sockets) or len(sockets) < len(old):  # noqa: ASYNC110  # nobody is told of connections
            await asyncio.sleep(0.02)


async def _told(office: Office, where: str, thread: object) -> list[str]:
    reader = office.ana if where.startswith("@") else office.nina
    return [each.text for each in await reader.messages(thread=thread)]  # type: ignore[arg-type]
