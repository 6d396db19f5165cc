"""Whoever asks what agents have joined already may wait for that ticket, instead of having one more."""

from datetime import timedelta

import pytest

from bot.desk.confirm_solved import confirm_solved
from bot.desk.join import join, separate, stand_alone
from bot.desk.lapse import lapse
from bot.desk.report_same import report_same
from bot.desk.solve import Solution, solve
from bot.desk.speech import Say
from bot.desk.still_need_help import still_need_help
from bot.errors import Refusal
from bot.tickets.event import DESK, EventKind
from bot.tickets.request import Request, RequestState
from bot.tickets.ticket import Status, Ticket
from bot.tickets.timer import TimerKind
from tests.builders import DANA, PRIYA
from tests.counter import UNKNOWN, Counter

TOM, UMA, VIC = "U0TOM", "U0UMA", "U0VIC"
NOTE = "The badge server runs again."


async def joined(counter: Counter, *people: str) -> None:
    """The first of these people's tickets, to which an agent has joined those of the others."""
    for person in people:
        await counter.ticket(by=person)
    for number in range(2, len(people) + 1):
        await join(counter.desk, counter.be(DANA), number, 1)


async def asks_too(counter: Counter, by: str = UMA) -> Request:
    """Priya and Tom have one ticket, and then somebody asks the same."""
    await joined(counter, PRIYA, TOM)
    return await counter.ask(UNKNOWN, by)


async def says_same(counter: Counter, request: Request) -> None:
    await report_same(counter.desk, counter.be(request.requester_id), request.id)


async def waits(counter: Counter) -> Request:
    request = await asks_too(counter)
    await says_same(counter, request)
    return (await counter.all(Request))[-1]


async def solved(counter: Counter, number: int = 1) -> None:
    await solve(counter.desk, counter.be(DANA), Solution(number, NOTE, f"solution-{number}"))


async def tickets(counter: Counter) -> list[str]:
    return [ticket.requester_id for ticket in await counter.all(Ticket)]


async def test_whoever_asks_the_same_is_asked_before_a_ticket_is_opened(counter: Counter) -> None:
    request = await asks_too(counter)
    assert (request.state, request.same_as) == (RequestState.OFFERED, 1)
    assert await counter.told(Say.SAME) == [UMA]
    assert await tickets(counter) == [PRIYA, TOM]


async def test_whoever_says_yes_waits_without_a_ticket(counter: Counter) -> None:
    request = await waits(counter)
    assert request.state is RequestState.JOINED
    assert await tickets(counter) == [PRIYA, TOM]


async def test_the_history_of_the_ticket_tells_that_it_was_reported_again_and_not_by_whom(counter: Counter) -> None:
    await waits(counter)
    event = await counter.event(EventKind.REPORTED_AGAIN)
    assert (event.ticket_id, event.actor_id, event.details) == (1, DESK, {})


async def test_a_second_press_changes_nothing(counter: Counter) -> None:
    request = await waits(counter)
    await says_same(counter, request)
    assert (await counter.events()).count(EventKind.REPORTED_AGAIN) == 1


async def test_whoever_waits_hears_how_it_was_solved(counter: Counter) -> None:
    await waits(counter)
    await solved(counter)
    (said,) = await counter.said(Say.SAME_SOLVED)
    assert (said.conversation, said.about["text"]) == (UMA, NOTE)


async def test_whoever_has_not_answered_is_told_no_solution(counter: Counter) -> None:
    await asks_too(counter)
    await solved(counter)
    assert await counter.said(Say.SAME_SOLVED) == []


async def test_those_who_wait_for_a_ticket_are_answered_with_the_one_that_it_is_joined_to(counter: Counter) -> None:
    await waits(counter)
    await counter.ticket("the fire alarm rings", by=VIC)
    await join(counter.desk, counter.be(DANA), 1, 3)
    await solved(counter, 3)
    assert await counter.told(Say.SAME_SOLVED) == [UMA]


async def test_no_is_a_ticket_at_once(counter: Counter) -> None:
    request = await asks_too(counter)
    await still_need_help(counter.desk, counter.be(UMA), request.id)
    assert await tickets(counter) == [PRIYA, TOM, UMA]
    assert (await counter.now()).started_at == request.received_at


async def test_silence_is_a_ticket_after_ten_minutes(counter: Counter) -> None:
    request = await asks_too(counter)
    assert ((await counter.timers())[TimerKind.LAPSE] - counter.watch.now()).total_seconds() == 600
    await counter.due(lapse, request.id)
    assert await tickets(counter) == [PRIYA, TOM, UMA]


async def test_what_they_write_instead_is_a_ticket_too(counter: Counter) -> None:
    await waits(counter)
    await counter.hear("mine is at the other door", by=UMA)
    assert await tickets(counter) == [PRIYA, TOM, UMA]


async def test_a_solution_that_does_not_help_is_followed_by_a_ticket(counter: Counter) -> None:
    request = await waits(counter)
    await solved(counter)
    await still_need_help(counter.desk, counter.be(UMA), request.id)
    assert await tickets(counter) == [PRIYA, TOM, UMA]


async def test_yes_to_what_was_solved_in_the_meantime_is_a_ticket(counter: Counter) -> None:
    request = await asks_too(counter)
    await solved(counter)
    await says_same(counter, request)
    assert await tickets(counter) == [PRIYA, TOM, UMA]


async def test_nobody_waits_for_longer_than_two_days(counter: Counter) -> None:
    request = await waits(counter)
    assert (await counter.timers())[TimerKind.LAPSE] == counter.watch.now() + timedelta(days=2)
    await counter.due(lapse, request.id)
    assert await tickets(counter) == [PRIYA, TOM, UMA]


async def test_whoever_was_answered_waits_no_more(counter: Counter) -> None:
    request = await waits(counter)
    await solved(counter)
    await counter.due(lapse, request.id)
    await counter.store.transact(lambda tx: stand_alone(tx, counter.desk, tx.ticket(1)))
    assert (await counter.timers())[TimerKind.LAPSE] > counter.watch.now()
    assert await tickets(counter) == [PRIYA, TOM]


async def test_yes_to_what_stands_for_itself_again_is_a_ticket(counter: Counter) -> None:
    request = await asks_too(counter)
    await separate(counter.desk, counter.be(DANA), 2)
    await says_same(counter, request)
    assert await tickets(counter) == [PRIYA, TOM, UMA]


async def test_an_agent_does_not_solve_what_they_wait_for(counter: Counter) -> None:
    counter.staff.groups["it-l1"].append(UMA)
    await waits(counter)
    solution = Solution(1, NOTE, "solution")
    with pytest.raises(Refusal, match="You wait for the solution of this yourself"):
        await solve(counter.desk, counter.be(UMA), solution)
    with pytest.raises(Refusal, match="You wait for the solution of this yourself"):
        await separate(counter.desk, counter.be(UMA), 2)


async def test_yes_after_the_ticket_is_refused(counter: Counter) -> None:
    request = await asks_too(counter)
    await still_need_help(counter.desk, counter.be(UMA), request.id)
    with pytest.raises(Refusal, match="HD-3 is open for this already"):
        await says_same(counter, request)


async def test_a_ticket_that_ends_without_an_answer_leaves_nobody_waiting(counter: Counter) -> None:
    request = await waits(counter)
    await counter.store.transact(lambda tx: stand_alone(tx, counter.desk, tx.ticket(1)))
    assert (await counter.timers())[TimerKind.LAPSE] == counter.watch.now()
    await counter.due(lapse, request.id)
    assert await tickets(counter) == [PRIYA, TOM, UMA]


@pytest.mark.parametrize("text", ["the coffee machine is cold", "broken vpn"])
async def test_whoever_asks_something_else_is_not_asked(counter: Counter, text: str) -> None:
    await joined(counter, PRIYA, TOM)
    assert (await counter.ask(text, UMA)).same_as is None


async def test_whoever_has_a_ticket_among_them_is_not_asked(counter: Counter) -> None:
    await joined(counter, PRIYA, TOM, VIC)
    assert (await counter.ask(UNKNOWN, TOM)).same_as is None


async def test_what_articles_never_answer_is_not_held_up(counter: Counter) -> None:
    assert (await asks_too(counter.under(other={"offer": "never"}))).same_as is None


async def test_what_no_agent_has_joined_is_not_known_to_be_one_cause(counter: Counter) -> None:
    await counter.ticket(by=PRIYA)
    await counter.ticket(by=TOM)
    assert (await counter.ask(UNKNOWN, UMA)).same_as is None


async def test_two_people_may_be_chance(counter: Counter) -> None:
    await joined(counter, PRIYA, PRIYA)
    assert (await counter.ask(UNKNOWN, UMA)).same_as is None


async def test_a_join_that_was_undone_counts_no_more(counter: Counter) -> None:
    await joined(counter, PRIYA, TOM)
    await separate(counter.desk, counter.be(DANA), 2)
    assert (await counter.ask(UNKNOWN, UMA)).same_as is None


async def test_what_was_solved_is_no_longer_worked_on(counter: Counter) -> None:
    await joined(counter, PRIYA, TOM)
    await solved(counter)
    assert (await counter.ask(UNKNOWN, UMA)).same_as is None


async def test_what_is_older_than_two_days_has_another_cause(counter: Counter) -> None:
    await joined(counter, PRIYA, TOM)
    counter.watch.move(hours=49)
    assert (await counter.ask(UNKNOWN, UMA)).same_as is None


async def test_people_of_other_companies_hear_nothing_of_others(counter: Counter) -> None:
    counter.staff.external.add(UMA)
    assert (await asks_too(counter)).same_as is None


async def test_in_a_channel_a_ticket_is_opened_at_once(counter: Counter) -> None:
    await joined(counter, PRIYA, TOM)
    assert (await counter.ask(UNKNOWN, UMA, conversation="C0IT")).same_as is None


async def test_whoever_gets_their_ticket_at_once_is_not_asked(counter: Counter) -> None:
    counter.staff.groups["executives"] = [UMA]
    assert (await asks_too(counter)).same_as is None


async def test_the_policy_can_leave_it_out(counter: Counter) -> None:
    assert (await asks_too(counter.under(bursts={"offer_join": False}))).same_as is None


async def test_somebody_else_cannot_answer_for_them(counter: Counter) -> None:
    request = await asks_too(counter)
    with pytest.raises(Refusal, match="somebody else's"):
        await report_same(counter.desk, counter.be(TOM), request.id)


async def test_there_is_no_article_that_could_have_solved_it(counter: Counter) -> None:
    request = await asks_too(counter)
    with pytest.raises(Refusal, match="can't find the articles"):
        await confirm_solved(counter.desk, counter.be(UMA), request.id)


async def test_the_ticket_of_those_who_wait_is_solved_like_any_other(counter: Counter) -> None:
    await waits(counter)
    await solved(counter)
    assert [ticket.status for ticket in await counter.all(Ticket)] == [Status.SOLVED, Status.SOLVED]
