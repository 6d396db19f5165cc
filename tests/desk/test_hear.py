"""What people write in a thread reaches the other side, and moves the ticket."""

from datetime import timedelta

import pytest

from bot.desk.ask_rating import ask_rating
from bot.desk.reply import Reply, reply
from bot.desk.speech import Say
from bot.desk.wait import wait
from bot.sla.target import Metric
from bot.tickets.event import EventKind
from bot.tickets.message import Message, Voice
from bot.tickets.offer import Offer, OfferOutcome
from bot.tickets.request import Request, Surface
from bot.tickets.ticket import Status, Ticket
from bot.tickets.timer import TimerKind
from tests.builders import DANA, PRIYA
from tests.counter import Counter
from tests.desks import NINA

BEN = "U0BEN"  # asks nothing, but is there
WEEK = timedelta(days=7)


async def voices(counter: Counter) -> list[Voice]:
    return [message.voice for message in await counter.all(Message)]


async def test_an_answer_reaches_the_thread_of_the_card(counter: Counter) -> None:
    await counter.claimed()
    await counter.hear("It is the blue one.")
    said = (await counter.said(Say.ANSWER))[0]
    assert (said.conversation, said.about["text"]) == ("#help-desk", "It is the blue one.")


async def test_an_answer_is_heard_once(counter: Counter) -> None:
    await counter.claimed()
    for _ in range(2):
        await counter.hear("It is the blue one.", ts="9.0")
    assert len(await counter.said(Say.ANSWER)) == 1


async def test_an_answer_sets_a_waiting_ticket_going(counter: Counter) -> None:
    await counter.claimed()
    await wait(counter.desk, counter.be(DANA), 1)
    await counter.hear("It is the blue one.")
    assert (await counter.now()).status is Status.CLAIMED


async def test_an_answer_after_an_answer_waits_for_the_next(counter: Counter) -> None:
    promised = {"first_response": "1h", "next_response": "1h"}
    counter = counter.under(standard={"targets": dict.fromkeys(("P1", "P2", "P3", "P4"), promised)})
    await counter.ticket()
    await reply(counter.desk, counter.be(DANA), Reply(1, "Which badge?", "form"))
    await counter.hear("The blue one.")
    assert (await counter.clock(Metric.NEXT_RESPONSE)).fulfilled_at is None


async def test_an_answer_to_an_offer_opens_a_ticket(counter: Counter) -> None:
    await counter.ask()
    await counter.hear("I tried that already.")
    assert (await counter.all(Offer))[0].outcome is OfferOutcome.ESCALATED
    assert len(await counter.all(Ticket)) == 1


async def test_thanks_for_an_offer_open_no_ticket(counter: Counter) -> None:
    await counter.ask()
    await counter.hear("Thank you!")
    assert await counter.all(Ticket) == []


async def test_an_answer_reopens_a_solved_ticket(counter: Counter) -> None:
    await counter.solved()
    await counter.hear("It is back.")
    assert (await counter.now()).status is Status.CLAIMED


async def test_a_reopened_ticket_asks_no_question_and_does_not_close(counter: Counter) -> None:
    await counter.solved()
    await counter.hear("It is back.")
    assert {TimerKind.SURVEY, TimerKind.CLOSE} & set(await counter.timers()) == set()


async def test_thanks_do_not_reopen_a_solved_ticket(counter: Counter) -> None:
    await counter.solved()
    await counter.hear("Great, thanks!")
    assert (await counter.now()).status is Status.SOLVED


async def test_thanks_reach_the_team_all_the_same(counter: Counter) -> None:
    await counter.solved()
    await counter.hear("Great, thanks!")
    assert (await counter.said(Say.ANSWER))[-1].about["text"] == "Great, thanks!"


async def test_an_answer_that_comes_too_late_is_a_request_of_its_own(counter: Counter) -> None:
    await counter.solved()
    counter.watch.time += WEEK + timedelta(seconds=1)
    await counter.hear("the badge reader rejects me again")
    follow_up = (await counter.all(Request))[-1]
    assert (follow_up.surface, follow_up.follows) == (Surface.FOLLOW_UP, 1)


async def test_a_ticket_that_was_solved_for_too_long_stays_solved(counter: Counter) -> None:
    await counter.solved()
    counter.watch.time += WEEK + timedelta(seconds=1)
    await counter.hear("the badge reader rejects me again")
    assert (await counter.now(1)).status is Status.SOLVED


async def test_a_rating_that_was_asked_stays_with_a_reopened_ticket(counter: Counter) -> None:
    await counter.solved()
    await counter.change(lambda tx: ask_rating(tx, counter.desk, 1))
    await counter.hear("It is back.")
    assert len(await counter.said(Say.SURVEY)) == 1


async def test_what_the_team_writes_beneath_the_card_stays_internal(counter: Counter) -> None:
    await counter.claimed()
    card = await counter.post_card()
    await counter.hear("He asked twice today.", by=NINA, conversation=card.conversation, thread_ts=card.ts)
    assert (await voices(counter))[-1] is Voice.INTERNAL
    assert [await counter.said(say) for say in (Say.REPLY, Say.ANSWER)] == [[], []]


async def test_what_the_team_writes_beneath_the_card_is_in_the_history(counter: Counter) -> None:
    await counter.claimed()
    card = await counter.post_card()
    await counter.hear("He asked twice today.", by=NINA, conversation=card.conversation, thread_ts=card.ts)
    assert (await counter.events())[-1] is EventKind.NOTED


async def test_a_channels_thread_that_the_desk_does_not_know_is_none_of_its_business(counter: Counter) -> None:
    await counter.claimed()
    await counter.hear("Lunch?", by=BEN, conversation="#random", thread_ts="1.0")
    assert await voices(counter) == [Voice.REQUESTER]


async def test_a_thread_of_its_dm_that_the_desk_does_not_know_is_a_request(counter: Counter) -> None:
    await counter.claimed()
    await counter.hear("the badge reader rejects me too", by=BEN, conversation=BEN, thread_ts="1.0")
    assert (await counter.all(Request))[-1].requester_id == BEN


async def test_thanks_in_a_thread_that_the_desk_does_not_know_are_no_request(counter: Counter) -> None:
    await counter.claimed()
    await counter.hear("thank you", by=BEN, conversation=BEN, thread_ts="1.0")
    assert len(await counter.all(Request)) == 1


@pytest.fixture
async def in_channel(counter: Counter) -> Counter:
    """A ticket whose requester asked in a channel, where others write too."""
    await counter.ticket(conversation="#it-help", surface=Surface.MENTION)
    return counter


async def test_an_agent_may_answer_in_the_requesters_own_thread(in_channel: Counter) -> None:
    await in_channel.hear("Try the side door.", by=DANA)
    assert (await in_channel.clock(Metric.FIRST_RESPONSE)).fulfilled_at is not None
    assert (await in_channel.now()).assignee_id == DANA


async def test_what_an_agent_wrote_there_is_not_posted_there_again(in_channel: Counter) -> None:
    await in_channel.hear("Try the side door.", by=DANA)
    assert await in_channel.said(Say.REPLY) == []


async def test_an_agent_who_writes_about_a_solved_ticket_reopens_nothing(in_channel: Counter) -> None:
    await in_channel.change(lambda tx: setattr(tx.ticket(1), "status", Status.SOLVED))
    await in_channel.hear("Glad to help.", by=DANA)
    assert (await in_channel.now()).status is Status.SOLVED


async def test_what_others_write_there_reaches_the_team(in_channel: Counter) -> None:
    await in_channel.hear("Same here!", by=BEN)
    assert (await in_channel.said(Say.ANSWER))[-1].about["author"] == BEN


async def test_what_others_write_there_moves_nothing(in_channel: Counter) -> None:
    await in_channel.hear("Same here!", by=BEN)
    assert (await in_channel.now()).status is Status.OPEN
    assert (await in_channel.clock(Metric.FIRST_RESPONSE)).fulfilled_at is None


async def test_what_others_write_beneath_an_offer_is_their_own_business(counter: Counter) -> None:
    await counter.ask()
    await counter.hear("Me too", by=BEN, conversation=PRIYA)
    assert await voices(counter) == [Voice.REQUESTER]
