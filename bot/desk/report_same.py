"""Somebody asks what is being worked on for others already: they wait for that, instead of opening one more ticket."""

from collections.abc import Iterable, Sequence

from bot.desk.announce import redraw_card, redraw_first_answer, show_same, tell_waiting, was_answered
from bot.desk.desk import Desk
from bot.desk.record import record
from bot.desk.roles import Actor, check_requester
from bot.desk.still_need_help import check_no_ticket, escalate
from bot.desk.tx import Tx
from bot.errors import Refusal
from bot.routing.similar import FEWEST, RECENT, SAID, Likenesses
from bot.tickets.event import DESK, EventKind
from bot.tickets.message import Message
from bot.tickets.request import Request, RequestState
from bot.tickets.shared_report import SharedReport
from bot.tickets.ticket import Ticket
from bot.tickets.timer import TimerKind


def find_same(tx: Tx, desk: Desk, requester_id: str, text: str) -> int | None:
    """The open ticket that this surely is one more report of, by somebody who has none among them. What reads alike is
    about the same nine times of ten, so only what agents have put together counts, and whoever asks has the last word.
    """
    if not desk.policy.bursts.offer_join:
        return None
    reports = tx.shared_reports(desk.now() - RECENT)
    main = _likest(desk, text, reports)
    others = {report.requester_id for report in reports if report.main == main}
    return main if requester_id not in others and len(others) + 1 >= FEWEST else None


def ask_whether_same(tx: Tx, desk: Desk, request: Request) -> None:
    """A silence is no yes: after a while it opens a ticket."""
    show_same(tx, request)
    tx.set_timer(TimerKind.LAPSE, request.id, desk.now() + desk.policy.bursts.answer_within)


async def report_same(desk: Desk, actor: Actor, request_id: str) -> None:
    """The requester says that it is the same. If that was solved in the meantime, or stands for itself again, they get
    a ticket: what is said there is not for them. Nobody waits for longer than two days.
    """
    await desk.transact(lambda tx: _report(tx, desk, actor, request_id))


def answer_waiting(tx: Tx, ticket: Ticket, solution: Message) -> None:
    """Whoever waits for the ticket reads how it was solved, each in their own thread."""
    for request in tx.waiting_for(ticket.number):
        tell_waiting(tx, request, ticket, solution)


def check_waits_not(tx: Tx, actor: Actor, tickets: Iterable[Ticket]) -> None:
    """Raises a Refusal when the actor waits for one of these: nobody answers themselves."""
    for ticket in tickets:
        if any(request.requester_id == actor.id for request in tx.waiting_for(ticket.number)):
            raise Refusal("You wait for the solution of this yourself. Somebody else on the team has to do it.")


def release(tx: Tx, desk: Desk, ticket: Ticket) -> None:
    """The ticket has ended without an answer for those who wait for it: each gets one of their own, in a transaction of
    its own.
    """
    for request in tx.waiting_for(ticket.number):
        if not was_answered(tx, request):
            tx.set_timer(TimerKind.LAPSE, request.id, desk.now())


def _likest(desk: Desk, text: str, reports: Sequence[SharedReport]) -> int | None:
    if not reports:
        return None
    likenesses = Likenesses(desk.rarity)
    for place, report in enumerate(reports):
        likenesses.put(place, report.text)
    found = likenesses.to(text, SAID)
    return reports[found[0].number].main if found else None


def _report(tx: Tx, desk: Desk, actor: Actor, request_id: str) -> None:
    request = tx.request(request_id)
    check_requester(actor, request.requester_id)
    check_no_ticket(tx, desk, request)
    if request.state is not RequestState.OFFERED or request.same_as is None:
        return  # pressed twice
    ticket = tx.ticket(request.same_as)
    is_shared = ticket.joined_to is not None or tx.joined(ticket.number)
    if not (ticket.is_open and is_shared):
        escalate(tx, desk, request)
        return
    request.settle(RequestState.JOINED, desk.now())
    tx.set_timer(TimerKind.LAPSE, request.id, desk.now() + RECENT)
    redraw_first_answer(tx, request)
    redraw_card(tx, desk, ticket, record(tx, desk, ticket, DESK, EventKind.REPORTED_AGAIN))
