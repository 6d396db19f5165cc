"""What was said first did not help, or is about something else: the request becomes a ticket, at once."""

from bot.desk import keep_ledger
from bot.desk.announce import redraw_card, redraw_first_answer
from bot.desk.desk import Desk
from bot.desk.hand_over import hand_over
from bot.desk.learn import learn
from bot.desk.notice_return import notice_reopening
from bot.desk.roles import Actor, check_requester
from bot.desk.tx import Tx
from bot.errors import Refusal
from bot.segments.decide import SegmentDecision
from bot.tickets.ledger import steps_done
from bot.tickets.lesson import lesson_of
from bot.tickets.offer import OfferOutcome
from bot.tickets.request import Request, RequestState
from bot.tickets.ticket import Ticket
from bot.tickets.timer import TimerKind


async def still_need_help(desk: Desk, actor: Actor, request_id: str) -> None:
    """Opens the ticket of a request that has none: its offer waits, has lapsed or seemed to have solved it, or it was
    asked whether it is what others have reported.
    """
    await desk.transact(lambda tx: _press(tx, desk, actor, request_id))


def _press(tx: Tx, desk: Desk, actor: Actor, request_id: str) -> None:
    request = tx.request(request_id)
    check_requester(actor, request.requester_id)
    check_no_ticket(tx, desk, request)
    escalate(tx, desk, request)


def check_no_ticket(tx: Tx, desk: Desk, request: Request) -> None:
    ticket = tx.ticket_of(request.id)
    if ticket is not None:
        raise Refusal(f"{desk.key(ticket.number)} is open for this already. Write in its thread to add something.")


def escalate(tx: Tx, desk: Desk, request: Request) -> Ticket:
    """Hands over a request that was first offered articles, or the ticket of others. Unless a step of it was done, the
    offered article is learned not to answer the question.
    """
    offer = tx.offer_of(request.id)
    if offer is not None:
        notice_reopening(tx, desk, offer)
        keep_ledger.settle(tx, desk, offer, OfferOutcome.ESCALATED)
        if not steps_done(tx.ledger_of(request.id)):
            learn(tx, desk, lesson_of(request, offer.articles[0], desk.now(), helped=False))
    tx.cancel_timer(TimerKind.LAPSE, request.id)
    assert request.state is not RequestState.HANDED_OVER
    waited = request.state is RequestState.JOINED
    request.settle(RequestState.HANDED_OVER, desk.now())
    ticket = hand_over(tx, desk, request, SegmentDecision.model_validate(request.decision))
    keep_ledger.mark_unwanted(tx, desk, ticket)
    redraw_first_answer(tx, request)
    if waited and request.same_as is not None:
        redraw_card(tx, desk, tx.ticket(request.same_as), f"without:{request.id}")
    return ticket
