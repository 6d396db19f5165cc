"""An article solved it, did not help, or was never answered."""

from collections.abc import Awaitable, Callable

import pytest

from bot.desk.confirm_solved import confirm_solved
from bot.desk.lapse import lapse
from bot.desk.solve import Solution, solve
from bot.desk.speech import Say
from bot.desk.still_need_help import still_need_help
from bot.errors import Refusal
from bot.tickets.ledger import Entry
from bot.tickets.lesson import Lesson
from bot.tickets.offer import Offer, OfferOutcome
from bot.tickets.request import Request, RequestState
from bot.tickets.ticket import Status, Ticket
from bot.tickets.timer import TimerKind
from tests.builders import DANA, PRIYA
from tests.counter import UNKNOWN, Counter
from tests.desks import VICTORIA

Press = Callable[[Counter, Request, str], Awaitable[None]]


async def confirm(counter: Counter, request: Request, by: str = PRIYA) -> None:
    await confirm_solved(counter.desk, counter.be(by), request.id)


async def need_help(counter: Counter, request: Request, by: str = PRIYA) -> None:
    await still_need_help(counter.desk, counter.be(by), request.id)


async def outcome(counter: Counter) -> OfferOutcome | None:
    return (await counter.all(Offer))[0].outcome


async def state(counter: Counter) -> RequestState:
    return (await counter.all(Request))[0].state


async def test_an_article_that_helped_settles_the_request(counter: Counter) -> None:
    await confirm(counter, await counter.ask())
    assert (await outcome(counter), await state(counter)) == (OfferOutcome.CONFIRMED, RequestState.SOLVED_BY_ARTICLE)


async def test_an_answered_offer_waits_no_more(counter: Counter) -> None:
    await confirm(counter, await counter.ask())
    assert TimerKind.LAPSE not in await counter.timers()


async def test_pressing_solved_twice_changes_nothing(counter: Counter) -> None:
    request = await counter.ask()
    for _ in range(2):
        await confirm(counter, request)
    assert len(await counter.said(Say.OFFER, edits=True)) == 1


@pytest.mark.parametrize("press", [confirm, need_help])
async def test_nobody_answers_for_somebody_else(counter: Counter, press: Press) -> None:
    with pytest.raises(Refusal, match="somebody else's"):
        await press(counter, await counter.ask(), DANA)


async def test_a_request_that_was_never_offered_anything_cannot_be_solved_by_an_article(counter: Counter) -> None:
    with pytest.raises(Refusal, match="can't find the articles"):
        await confirm(counter, await counter.ask(UNKNOWN))


async def test_an_article_beside_a_ticket_that_helped_solves_the_ticket(counter: Counter) -> None:
    await confirm(counter, await counter.ask(by=VICTORIA), VICTORIA)
    assert (await counter.now()).status is Status.SOLVED


async def test_an_article_does_not_solve_what_an_agent_has_solved(counter: Counter) -> None:
    request = await counter.ask(by=VICTORIA)
    await solve(counter.desk, counter.be(DANA), Solution(1, "Done.", "form"))
    with pytest.raises(Refusal, match="The team has solved HD-1 already"):
        await confirm(counter, request, VICTORIA)
    assert (await outcome(counter), await counter.all(Entry), await counter.all(Lesson)) == (None, [], [])


async def test_whoever_still_needs_help_gets_a_ticket_at_once(counter: Counter) -> None:
    request = await counter.ask()
    await need_help(counter, request)
    assert (await counter.now()).request_id == request.id
    assert (await outcome(counter), await state(counter)) == (OfferOutcome.ESCALATED, RequestState.HANDED_OVER)


async def test_pressing_need_help_twice_opens_one_ticket_and_names_it(counter: Counter) -> None:
    request = await counter.ask()
    await need_help(counter, request)
    with pytest.raises(Refusal, match="HD-1 is open for this already"):
        await need_help(counter, request)
    assert len(await counter.all(Ticket)) == 1


async def test_an_offer_that_became_a_ticket_is_not_solved_by_an_article_any_more(counter: Counter) -> None:
    request = await counter.ask()
    await need_help(counter, request)
    with pytest.raises(Refusal, match="HD-1 is open for this now"):
        await confirm(counter, request)


async def test_whoever_was_helped_too_early_can_still_get_help(counter: Counter) -> None:
    request = await counter.ask()
    await confirm(counter, request)
    await need_help(counter, request)
    assert await outcome(counter) is OfferOutcome.ESCALATED


async def test_a_request_that_is_not_there_any_more_is_a_refusal(counter: Counter) -> None:
    with pytest.raises(Refusal, match="can't find that request"):
        await still_need_help(counter.desk, counter.be(PRIYA), "gone")


async def test_an_offer_that_nobody_answered_lapses(counter: Counter) -> None:
    request = await counter.ask()
    await counter.due(lapse, request.id)
    assert (await outcome(counter), await state(counter)) == (OfferOutcome.UNCONFIRMED, RequestState.LAPSED)


async def test_an_offer_that_was_answered_does_not_lapse(counter: Counter) -> None:
    request = await counter.ask()
    await confirm(counter, request)
    await counter.due(lapse, request.id)
    assert await outcome(counter) is OfferOutcome.CONFIRMED


async def test_a_lapsed_offer_can_still_become_a_ticket(counter: Counter) -> None:
    request = await counter.ask()
    await counter.due(lapse, request.id)
    await need_help(counter, request)
    assert len(await counter.all(Ticket)) == 1


async def test_what_became_of_an_offer_is_shown_on_it(counter: Counter) -> None:
    request = await counter.ask()
    await counter.due(lapse, request.id)
    assert [each.edits for each in await counter.said(Say.OFFER, edits=True)] == [f"offer:{request.id}"]
