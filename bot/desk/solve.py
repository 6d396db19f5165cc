"""A ticket is solved; the rating question of its segment is asked at its time."""

from dataclasses import dataclass, replace

from bot.desk import keep_clocks, lead_notices
from bot.desk.announce import refresh, tell_requester
from bot.desk.correct import learn_from_solution
from bot.desk.desk import Desk
from bot.desk.join import stand_alone
from bot.desk.judge_suggestion import judge
from bot.desk.learn import learn
from bot.desk.record import record
from bot.desk.reply import say_to_requester
from bot.desk.report_same import answer_waiting, check_waits_not
from bot.desk.roles import Actor, Role, check_none_own, check_not_own
from bot.desk.speech import Say
from bot.desk.tx import Tx
from bot.errors import Refusal
from bot.tickets.event import EventKind
from bot.tickets.lesson import Lesson
from bot.tickets.lifecycle import Move, check_move, make_move, own
from bot.tickets.ticket import Ticket
from bot.tickets.timer import TimerKind


@dataclass(frozen=True)
class Solution:
    """`note` tells the requester what was done; `source` is unique to the form it was written in. `article` is the
    name of the one that solved it, if one did.
    """

    number: int
    note: str
    source: str
    article: str | None = None


async def solve(desk: Desk, actor: Actor, solution: Solution) -> None:
    """Marks the ticket solved and tells the requester what was done. Those whose tickets are joined to it, and those
    who wait for it without one, are told the same, each in their own thread.
    """
    await desk.transact(lambda tx: _solve(tx, desk, actor, solution))


def _solve(tx: Tx, desk: Desk, actor: Actor, solution: Solution) -> None:
    actor.check(Role.AGENT)
    ticket = tx.ticket(solution.number)
    check_not_own(actor, ticket)
    if tx.heard(solution.source):
        return
    if not solution.note.strip():
        raise Refusal("Say in a few words what was done. The person who asked reads it.")
    check_move(ticket, Move.SOLVE)
    joined = [each for each in tx.joined(ticket.number) if each.is_open]
    check_none_own(desk, actor, joined)
    check_waits_not(tx, actor, (ticket, *joined))
    if ticket.assignee_id is None:
        own(ticket, actor.id, desk.now())
    learn_from_solution(tx, desk, actor, ticket)
    for each in joined:
        _answer(tx, desk, actor, each, _for_joined(solution, each))
    _answer(tx, desk, actor, ticket, solution)


def _for_joined(solution: Solution, joined: Ticket) -> Solution:
    """The same words. What the article teaches is taught once, by the ticket that the agent looked at."""
    return replace(solution, source=f"{solution.source}:{joined.number}", article=None)


def _answer(tx: Tx, desk: Desk, actor: Actor, ticket: Ticket, solution: Solution) -> None:
    answer_waiting(tx, ticket, say_to_requester(tx, desk, actor, ticket, solution.note, solution.source))
    _settle(tx, desk, actor, ticket, article=solution.article)
    if solution.article is not None:
        _learn(tx, desk, actor, ticket, solution.article)


def _learn(tx: Tx, desk: Desk, actor: Actor, ticket: Ticket, article: str) -> None:
    """The article that solved it answers such questions, and judges what was kept back from the requester."""
    answered = Lesson(request_id=ticket.request_id, slug=article, text=ticket.text, helped=True, at=desk.now())
    learn(tx, desk, answered)
    offer = tx.offer_of(ticket.request_id)
    judge(tx, desk, ticket, actor.id, fitted=offer is not None and article in offer.articles)


def solve_by_article(tx: Tx, desk: Desk, actor: Actor, ticket: Ticket) -> None:
    """The requester found that the article beside the ticket solved it."""
    _settle(tx, desk, actor, ticket)
    stand_alone(tx, desk, ticket)


def _settle(tx: Tx, desk: Desk, actor: Actor, ticket: Ticket, article: str | None = None) -> None:
    now = desk.now()
    make_move(ticket, Move.SOLVE, now)
    keep_clocks.settle(tx, desk, ticket, now)
    cause = record(tx, desk, ticket, actor.id, EventKind.SOLVED, **({"article": article} if article else {}))
    survey = desk.policy.segment(ticket.segment_id).csat
    tx.set_timer(TimerKind.SURVEY, str(ticket.number), now + survey.delay)
    tx.set_timer(TimerKind.CLOSE, str(ticket.number), now + desk.policy.desk.reopen_window)
    tell_requester(tx, ticket, f"solved:{ticket.number}:{cause}", Say.SOLVED, {})
    refresh(tx, desk, ticket, cause)
    lead_notices.settle(tx, ticket, "It is solved.")
