"""An agent answers: the requester reads it, once, and the clocks know."""

import pytest

from bot.desk.reply import Reply, reply
from bot.desk.speech import Say
from bot.errors import Refusal
from bot.sla.target import Metric
from bot.tickets.message import Message, Voice
from bot.tickets.ticket import Status
from tests.builders import DANA, LENA, PRIYA
from tests.counter import MORNING, Counter
from tests.desks import NINA


async def answer(
    counter: Counter, text: str = "Which badge?", by: str = DANA, source: str = "form", wait: bool = False
) -> None:
    number = (await counter.now()).number
    await reply(counter.desk, counter.be(by), Reply(number, text, source, wait))


async def test_the_requester_and_the_team_read_an_answer(counter: Counter) -> None:
    await counter.ticket()
    await answer(counter)
    assert await counter.told(Say.REPLY) == [PRIYA, "#help-desk"]


async def test_an_answer_is_kept(counter: Counter) -> None:
    await counter.ticket()
    await answer(counter)
    message = (await counter.all(Message))[-1]
    assert (message.voice, message.text, message.author_id) == (Voice.AGENT, "Which badge?", DANA)


async def test_an_answer_meets_the_first_response(counter: Counter) -> None:
    await counter.ticket()
    await answer(counter)
    assert (await counter.clock(Metric.FIRST_RESPONSE)).fulfilled_at == MORNING


async def test_an_answer_does_not_meet_the_resolution(counter: Counter) -> None:
    await counter.ticket()
    await answer(counter)
    assert (await counter.clock(Metric.RESOLUTION)).fulfilled_at is None


async def test_whoever_answers_a_ticket_that_nobody_has_takes_it(counter: Counter) -> None:
    await counter.ticket()
    await answer(counter)
    ticket = await counter.now()
    assert (ticket.status, ticket.assignee_id) == (Status.CLAIMED, DANA)


async def test_the_owner_stays_when_somebody_else_answers(counter: Counter) -> None:
    await counter.claimed()
    await answer(counter, by=NINA)
    assert (await counter.now()).assignee_id == DANA


async def test_a_ticket_waits_for_the_answer_to_a_question(counter: Counter) -> None:
    await counter.ticket()
    await answer(counter, wait=True)
    assert (await counter.now()).status is Status.WAITING_ON_REQUESTER


async def test_a_ticket_that_waited_goes_on_with_an_answer(counter: Counter) -> None:
    await counter.ticket()
    await answer(counter, wait=True)
    await answer(counter, source="second form")
    assert (await counter.now()).status is Status.CLAIMED


async def test_a_form_is_sent_once(counter: Counter) -> None:
    await counter.ticket()
    for _ in range(2):
        await answer(counter)
    assert len(await counter.said(Say.REPLY)) == 2  # the requester's and the team's


@pytest.mark.parametrize("text", ["", " \n"])
async def test_nothing_is_not_an_answer(counter: Counter, text: str) -> None:
    await counter.ticket()
    with pytest.raises(Refusal, match="nothing to send yet"):
        await answer(counter, text)


async def test_only_the_team_answers(counter: Counter) -> None:
    await counter.ticket(by=LENA)
    with pytest.raises(Refusal, match="Only the support team"):
        await answer(counter, by=PRIYA)


async def test_nobody_answers_their_own_request(counter: Counter) -> None:
    await counter.ticket(by=DANA)
    with pytest.raises(Refusal, match="your own request"):
        await answer(counter, by=DANA)


async def test_a_solved_ticket_is_not_answered(counter: Counter) -> None:
    await counter.solved()
    with pytest.raises(Refusal, match="It is already solved"):
        await answer(counter)
