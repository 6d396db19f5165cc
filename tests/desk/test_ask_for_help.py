"""Somebody asks: it is recorded, answered with an article, or becomes a ticket."""

import pytest

from bot.desk.speech import Say
from bot.errors import Refusal
from bot.tickets.message import Message
from bot.tickets.offer import Manner, Offer
from bot.tickets.request import Request, RequestState, Surface
from bot.tickets.thread import Thread
from bot.tickets.ticket import Ticket
from bot.tickets.timer import TimerKind
from tests.builders import PRIYA
from tests.counter import MORNING, UNKNOWN, Counter
from tests.desks import VICTORIA


@pytest.mark.parametrize("text", ["", "  \n "])
async def test_nothing_is_not_a_question(counter: Counter, text: str) -> None:
    with pytest.raises(Refusal, match="Tell me in a few words"):
        await counter.ask(text)


async def test_a_book_is_taken_in_whole_and_stands_in_the_thread_of_its_card(counter: Counter) -> None:
    ticket = await counter.ticket("badge " * 6_000)
    parts = [each.about["text"] for each in await counter.said(Say.ANSWER)]
    assert " ".join(parts) == ticket.text


async def test_a_request_keeps_who_asked_and_why_they_are_served_so(counter: Counter) -> None:
    request = await counter.ask(by=VICTORIA)
    assert (request.requester_id, request.segment_id) == (VICTORIA, "executive")
    assert request.decision["matches"][0]["reason"]


async def test_a_question_that_an_article_answers_is_offered_it(counter: Counter) -> None:
    request = await counter.ask()
    assert request.state is RequestState.OFFERED
    assert (await counter.all(Offer))[0].articles[0] == "vpn"


async def test_an_offer_waits_a_day_for_its_answer(counter: Counter) -> None:
    await counter.ask()
    assert (await counter.timers())[TimerKind.LAPSE] == MORNING + counter.desk.policy.desk.lapses_after


async def test_an_offer_opens_no_ticket(counter: Counter) -> None:
    await counter.ask()
    assert await counter.all(Ticket) == []


async def test_a_question_that_no_article_answers_becomes_a_ticket(counter: Counter) -> None:
    request = await counter.ask(UNKNOWN)
    assert request.state is RequestState.HANDED_OVER
    assert (await counter.now()).request_id == request.id


async def test_an_executive_gets_a_ticket_and_the_article_beside_it(counter: Counter) -> None:
    await counter.ask(by=VICTORIA)
    assert (await counter.all(Offer))[0].manner is Manner.ALONGSIDE
    assert len(await counter.all(Ticket)) == 1


async def test_the_ticket_is_told_before_the_article_beside_it(counter: Counter) -> None:
    await counter.ask(by=VICTORIA)
    said = [(await counter.said(say))[0].id for say in (Say.TICKET, Say.OFFER)]
    assert said == sorted(said)


async def test_in_a_channel_nothing_is_shown_that_is_for_one_person(counter: Counter) -> None:
    request = await counter.ask(conversation="#it-help", surface=Surface.MENTION)
    assert request.state is RequestState.HANDED_OVER
    assert await counter.said(Say.OFFER) == []


async def test_a_message_is_taken_in_once(counter: Counter) -> None:
    for _ in range(2):
        await counter.ask(source="C1:1.0", root="1.0")
    assert len(await counter.all(Request)) == 1


async def test_a_mention_in_a_thread_that_is_known_is_no_new_question(counter: Counter) -> None:
    await counter.ask(conversation="#it-help", root="1.0")
    await counter.ask(conversation="#it-help", root="1.0", surface=Surface.MENTION)
    assert len(await counter.all(Request)) == 1


async def test_whoever_marks_a_message_that_is_known_is_told_so(counter: Counter) -> None:
    await counter.ask(conversation="#it-help", root="1.0")
    with pytest.raises(Refusal, match="I have that message already"):
        await counter.ask(conversation="#it-help", root="1.0", surface=Surface.SHORTCUT)


async def test_what_was_asked_with_a_message_is_answered_in_its_thread(counter: Counter) -> None:
    request = await counter.ask(root="7.0")
    thread = (await counter.all(Thread))[0]
    assert (thread.conversation, thread.ts, thread.request_id) == (PRIYA, "7.0", request.id)


async def test_what_was_asked_by_command_gets_its_thread_from_the_answer(counter: Counter) -> None:
    await counter.ask(surface=Surface.COMMAND, root=None)
    assert (await counter.said(Say.OFFER))[0].opens is not None
    assert await counter.all(Thread) == []


async def test_the_words_are_kept_as_the_first_message(counter: Counter) -> None:
    await counter.ask(f"  {UNKNOWN}\n")
    assert [message.text for message in await counter.all(Message)] == [UNKNOWN]


async def test_what_the_requester_says_of_urgency_counts(counter: Counter) -> None:
    usual = await counter.ticket()
    urgent = await counter.ticket(impact="high", urgency="high")
    assert (usual.priority, urgent.priority) == ("P3", "P1")
