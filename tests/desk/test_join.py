"""Tickets about the same are answered together."""

import pytest

from bot.desk.confirm_solved import confirm_solved
from bot.desk.join import join, separate
from bot.desk.reply import Reply, reply
from bot.desk.solve import Solution, solve
from bot.desk.speech import Say
from bot.errors import Refusal
from bot.sla.clock import Clock, Phase
from bot.sla.target import Metric
from bot.tickets.event import EventKind, TicketEvent
from bot.tickets.lesson import Lesson
from bot.tickets.ticket import Status
from tests.builders import DANA, LENA, PRIYA
from tests.counter import Counter

TOM, UMA = "U0TOM", "U0UMA"
NOTE = "The badge server runs again."


async def reported(counter: Counter, *people: str) -> None:
    for person in people:
        await counter.ticket(by=person)


async def put(counter: Counter, number: int, to: int = 1) -> None:
    await join(counter.desk, counter.be(DANA), number, to)


async def solved(counter: Counter, number: int = 1) -> None:
    await solve(counter.desk, counter.be(DANA), Solution(number, NOTE, f"solution-{number}"))


async def joins(counter: Counter) -> list[int | None]:
    return [(await counter.now(number)).joined_to for number in range(1, (await counter.now()).number + 1)]


async def test_a_joined_ticket_knows_what_it_is_joined_to(counter: Counter) -> None:
    await reported(counter, PRIYA, TOM)
    await put(counter, 2)
    assert await joins(counter) == [None, 1]


async def test_the_solution_is_told_to_everybody_who_asked(counter: Counter) -> None:
    await reported(counter, PRIYA, TOM, UMA)
    await put(counter, 2)
    await put(counter, 3)
    await solved(counter)
    told = [said.conversation for said in await counter.said(Say.REPLY) if not said.about.get("sent")]
    assert sorted(told) == [PRIYA, TOM, UMA]
    assert [(await counter.now(number)).status for number in (1, 2, 3)] == [Status.SOLVED] * 3


async def test_the_requester_hears_that_it_is_worked_on_with_others(counter: Counter) -> None:
    await reported(counter, PRIYA, TOM)
    await put(counter, 2)
    assert await counter.told(Say.JOINED) == [TOM]


async def test_both_histories_tell_of_the_join(counter: Counter) -> None:
    await reported(counter, PRIYA, TOM)
    await put(counter, 2)
    told = [(event.ticket_id, event.details) for event in await counter.all(TicketEvent) if event.kind == "joined"]
    assert sorted(told) == [(1, {"joined": 2}), (2, {"main": 1})]


async def clocks(counter: Counter, number: int) -> dict[Metric, Phase]:
    return {clock.metric: clock.state for clock in await counter.all(Clock) if clock.ticket_id == number}


async def test_a_joined_ticket_is_still_owed_its_first_answer_and_its_solution(counter: Counter) -> None:
    await reported(counter, PRIYA, TOM)
    await put(counter, 2)
    assert await clocks(counter, 2) == {Metric.FIRST_RESPONSE: Phase.RUNNING, Metric.RESOLUTION: Phase.RUNNING}


async def test_the_solution_of_the_other_is_the_first_answer_of_a_joined_ticket(counter: Counter) -> None:
    await reported(counter, PRIYA, TOM)
    await put(counter, 2)
    await solved(counter)
    assert await clocks(counter, 2) == {Metric.FIRST_RESPONSE: Phase.MET, Metric.RESOLUTION: Phase.MET}


async def test_what_had_been_joined_comes_along(counter: Counter) -> None:
    await reported(counter, PRIYA, TOM, UMA)
    await put(counter, 3, to=2)
    await put(counter, 2)
    assert await joins(counter) == [None, 1, 1]


async def test_joining_to_a_joined_ticket_joins_to_the_main_one(counter: Counter) -> None:
    await reported(counter, PRIYA, TOM, UMA)
    await put(counter, 2)
    await put(counter, 3, to=2)
    assert await joins(counter) == [None, 1, 1]


@pytest.mark.parametrize(("number", "to"), [(1, 1), (1, 2)], ids=["to itself", "in a circle"])
async def test_a_ticket_does_not_wait_for_itself(counter: Counter, number: int, to: int) -> None:
    await reported(counter, PRIYA, TOM)
    await put(counter, 2)
    with pytest.raises(Refusal, match="cannot be joined to itself"):
        await put(counter, number, to)


async def test_a_ticket_is_joined_once(counter: Counter) -> None:
    await reported(counter, PRIYA, TOM, UMA)
    await put(counter, 2)
    with pytest.raises(Refusal, match="joined to HD-1 already"):
        await put(counter, 2, to=3)


async def test_nothing_is_joined_to_a_solved_ticket(counter: Counter) -> None:
    await reported(counter, PRIYA, TOM)
    await solved(counter)
    with pytest.raises(Refusal, match="HD-1 is solved already"):
        await put(counter, 2)


async def test_a_ticket_that_is_taken_out_is_not_solved_with_the_other(counter: Counter) -> None:
    await reported(counter, PRIYA, TOM)
    await put(counter, 2)
    await separate(counter.desk, counter.be(DANA), 2)
    await solved(counter)
    ticket = await counter.now(2)
    assert (ticket.joined_to, ticket.status) == (None, Status.OPEN)


async def test_whose_ticket_is_taken_out_waits_for_an_answer_of_their_own(counter: Counter) -> None:
    await reported(counter, PRIYA, TOM)
    await put(counter, 2)
    await separate(counter.desk, counter.be(DANA), 2)
    assert (await clocks(counter, 2))[Metric.FIRST_RESPONSE] is Phase.RUNNING


async def test_who_was_answered_before_and_is_taken_out_waits_for_the_next_answer(counter: Counter) -> None:
    targets = {f"P{number}": {"first_response": "1h", "next_response": "1h"} for number in range(1, 5)}
    counter = counter.under(standard={"targets": targets})
    await reported(counter, PRIYA, TOM)
    await reply(counter.desk, counter.be(DANA), Reply(2, "We look at it.", "form"))
    await put(counter, 2)
    await separate(counter.desk, counter.be(DANA), 2)
    assert await clocks(counter, 2) == {Metric.FIRST_RESPONSE: Phase.MET, Metric.NEXT_RESPONSE: Phase.RUNNING}


async def test_both_histories_tell_of_the_undoing(counter: Counter) -> None:
    await reported(counter, PRIYA, TOM)
    await put(counter, 2)
    await separate(counter.desk, counter.be(DANA), 2)
    told = [event.ticket_id for event in await counter.all(TicketEvent) if event.kind is EventKind.SEPARATED]
    assert sorted(told) == [1, 2]


async def test_a_ticket_by_itself_is_taken_out_of_nothing(counter: Counter) -> None:
    await counter.ticket()
    with pytest.raises(Refusal, match="joined to no other ticket"):
        await separate(counter.desk, counter.be(DANA), 1)


async def test_whom_the_solution_did_not_help_stands_alone_again(counter: Counter) -> None:
    await reported(counter, PRIYA, TOM)
    await put(counter, 2)
    await solved(counter)
    await counter.hear("it still rejects me", by=TOM)
    ticket = await counter.now(2)
    assert (ticket.joined_to, ticket.is_open) == (None, True)


async def test_when_an_article_solved_the_main_ticket_the_others_stand_alone(counter: Counter) -> None:
    executive = "U0VICTORIA"
    await counter.ask(by=executive)
    await reported(counter, TOM)
    await put(counter, 2)
    await confirm_solved(counter.desk, counter.be(executive), (await counter.now(1)).request_id)
    assert (await counter.now(2)).joined_to is None


async def test_the_article_that_solved_it_learns_the_question_of_the_main_ticket_alone(counter: Counter) -> None:
    await reported(counter, PRIYA, TOM)
    await put(counter, 2)
    await solve(counter.desk, counter.be(DANA), Solution(1, NOTE, "solution", article="printer"))
    assert [learned.request_id for learned in await counter.all(Lesson)] == [(await counter.now(1)).request_id]


async def test_nobody_joins_a_ticket_to_their_own(counter: Counter) -> None:
    await reported(counter, DANA, PRIYA)
    with pytest.raises(Refusal, match="HD-1 is your own request"):
        await put(counter, 2)
    assert await joins(counter) == [None, None]


async def test_nobody_moves_their_own_ticket_along_with_another(counter: Counter) -> None:
    await reported(counter, PRIYA, TOM, DANA)
    await join(counter.desk, counter.be(LENA), 3, 2)
    with pytest.raises(Refusal, match="HD-3 is your own request"):
        await put(counter, 2)
    assert await joins(counter) == [None, None, 2]


async def test_nobody_takes_a_ticket_out_of_their_own(counter: Counter) -> None:
    await reported(counter, DANA, PRIYA)
    await join(counter.desk, counter.be(LENA), 2, 1)
    with pytest.raises(Refusal, match="HD-1 is your own request"):
        await separate(counter.desk, counter.be(DANA), 2)


async def test_nobody_solves_their_own_ticket_with_the_one_that_it_is_joined_to(counter: Counter) -> None:
    await reported(counter, PRIYA, DANA)
    await join(counter.desk, counter.be(LENA), 2, 1)
    with pytest.raises(Refusal, match="HD-2 is your own request, and goes with this one"):
        await solved(counter)
    assert [(await counter.now(number)).is_open for number in (1, 2)] == [True, True]


async def test_their_own_ticket_that_is_solved_already_stops_nobody(counter: Counter) -> None:
    await reported(counter, PRIYA, DANA)
    lena = counter.be(LENA)
    await join(counter.desk, lena, 2, 1)
    await solve(counter.desk, lena, Solution(2, NOTE, "solution-2"))
    await solved(counter)
    assert not (await counter.now(1)).is_open
