"""A ticket is solved, its question asked at its time, and it closes when nobody can reopen it."""

from datetime import timedelta

import pytest

from bot.desk.ask_rating import ask_rating, comment, rate
from bot.desk.close import close
from bot.desk.solve import Solution, solve
from bot.desk.speech import Say
from bot.errors import Refusal
from bot.sla.clock import Phase
from bot.sla.target import Metric
from bot.tickets.event import EventKind
from bot.tickets.rating import Rating
from bot.tickets.ticket import Status
from bot.tickets.timer import TimerKind
from tests.builders import DANA, LENA, PRIYA
from tests.counter import MORNING, Counter
from tests.desks import NINA


async def mark_solved(counter: Counter, note: str = "Done.", by: str = DANA, source: str = "form") -> None:
    await solve(counter.desk, counter.be(by), Solution((await counter.now()).number, note, source))


async def asked(counter: Counter) -> None:
    """Its question was asked a day after it was solved."""
    await counter.solved()
    counter.watch.move(days=1)
    await counter.change(lambda tx: ask_rating(tx, counter.desk, 1))


async def rating(counter: Counter) -> Rating:
    found: Rating = (await counter.all(Rating))[0]
    return found


async def test_a_solve_tells_the_requester_what_was_done(counter: Counter) -> None:
    await counter.solved()
    assert (await counter.said(Say.REPLY))[0].about["text"] == "I let it learn your badge."
    assert await counter.told(Say.SOLVED) == [PRIYA]


async def test_a_solve_meets_the_resolution_and_the_first_response(counter: Counter) -> None:
    await counter.solved()
    met = [(await counter.clock(metric)).state for metric in (Metric.RESOLUTION, Metric.FIRST_RESPONSE)]
    assert met == [Phase.MET, Phase.MET]


async def test_whoever_solves_a_ticket_that_nobody_has_takes_it(counter: Counter) -> None:
    assert (await counter.solved()).assignee_id == DANA


async def test_the_owner_stays_when_somebody_else_solves(counter: Counter) -> None:
    await counter.claimed()
    await mark_solved(counter, by=NINA)
    assert (await counter.now()).assignee_id == DANA


async def test_question_and_close_are_due_at_their_times(counter: Counter) -> None:
    await counter.solved()
    timers = await counter.timers()
    expected = (MORNING + timedelta(hours=24), MORNING + timedelta(days=7))
    assert (timers[TimerKind.SURVEY], timers[TimerKind.CLOSE]) == expected


async def test_a_form_solves_once(counter: Counter) -> None:
    await counter.ticket()
    for _ in range(2):
        await mark_solved(counter)
    assert (await counter.events()).count(EventKind.SOLVED) == 1


async def test_a_solve_says_what_was_done(counter: Counter) -> None:
    await counter.ticket()
    with pytest.raises(Refusal, match="Say in a few words what was done"):
        await mark_solved(counter, " ")


async def test_a_solved_ticket_is_not_solved_again(counter: Counter) -> None:
    await counter.solved()
    with pytest.raises(Refusal, match="It is already solved"):
        await mark_solved(counter)


async def test_only_the_team_solves(counter: Counter) -> None:
    await counter.ticket(by=LENA)
    with pytest.raises(Refusal, match="Only the support team"):
        await mark_solved(counter, by=PRIYA)


async def test_nobody_solves_their_own_request(counter: Counter) -> None:
    await counter.ticket(by=DANA)
    with pytest.raises(Refusal, match="your own request"):
        await mark_solved(counter, by=DANA)


async def test_a_solved_ticket_closes(counter: Counter) -> None:
    await counter.solved()
    await counter.change(lambda tx: close(tx, counter.desk, 1))
    assert (await counter.now()).status is Status.CLOSED


async def test_a_ticket_that_was_reopened_does_not_close(counter: Counter) -> None:
    await counter.claimed()
    await counter.change(lambda tx: close(tx, counter.desk, 1))
    assert (await counter.now()).status is Status.CLAIMED


async def test_the_question_is_that_of_the_segment(counter: Counter) -> None:
    await asked(counter)
    assert (await rating(counter)).question == "How was it?"
    assert await counter.told(Say.SURVEY) == [PRIYA]


async def test_the_question_says_how_long_after_the_solve_it_came(counter: Counter) -> None:
    await asked(counter)
    assert (await rating(counter)).delay_seconds == 24 * 3600


async def test_the_question_is_asked_once(counter: Counter) -> None:
    await asked(counter)
    await counter.change(lambda tx: ask_rating(tx, counter.desk, 1))
    assert len(await counter.said(Say.SURVEY)) == 1


async def test_nobody_is_asked_while_the_ticket_is_open(counter: Counter) -> None:
    await counter.claimed()
    await counter.change(lambda tx: ask_rating(tx, counter.desk, 1))
    assert await counter.said(Say.SURVEY) == []


async def test_a_rating_is_kept(counter: Counter) -> None:
    await asked(counter)
    await rate(counter.desk, counter.be(PRIYA), 1, 4)
    found = await rating(counter)
    assert (found.score, found.answered_at) == (4, counter.watch.now())


async def test_a_later_rating_replaces_the_first(counter: Counter) -> None:
    await asked(counter)
    for score in (4, 2):
        await rate(counter.desk, counter.be(PRIYA), 1, score)
    assert (await rating(counter)).score == 2


async def test_the_same_rating_twice_changes_nothing(counter: Counter) -> None:
    await asked(counter)
    for _ in range(2):
        await rate(counter.desk, counter.be(PRIYA), 1, 4)
    assert (await counter.events()).count(EventKind.RATED) == 1


@pytest.mark.parametrize("score", [0, 6])
async def test_a_rating_is_a_number_from_one_to_five(counter: Counter, score: int) -> None:
    await asked(counter)
    with pytest.raises(Refusal, match="from 1 to 5"):
        await rate(counter.desk, counter.be(PRIYA), 1, score)


async def test_nobody_rates_for_somebody_else(counter: Counter) -> None:
    await asked(counter)
    with pytest.raises(Refusal, match="somebody else's"):
        await rate(counter.desk, counter.be(DANA), 1, 5)


async def test_what_was_never_asked_cannot_be_rated(counter: Counter) -> None:
    await counter.solved()
    with pytest.raises(Refusal, match="not open any more"):
        await rate(counter.desk, counter.be(PRIYA), 1, 5)


async def test_a_comment_is_kept_beside_the_rating(counter: Counter) -> None:
    await asked(counter)
    await rate(counter.desk, counter.be(PRIYA), 1, 2)
    await comment(counter.desk, counter.be(PRIYA), 1, "  It took long. ")
    assert (await rating(counter)).comment == "It took long."


async def test_nobody_comments_for_somebody_else(counter: Counter) -> None:
    await asked(counter)
    with pytest.raises(Refusal, match="somebody else's"):
        await comment(counter.desk, counter.be(DANA), 1, "fine")
