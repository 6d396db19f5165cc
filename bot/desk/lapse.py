"""The time of a request is up. An offer that nobody answered is unconfirmed, never counted as solved; whoever was asked
to wait for the ticket of others and did not answer, or waits for one that came to nothing, gets their own.
"""

from bot.desk import keep_ledger
from bot.desk.announce import redraw_first_answer, was_answered
from bot.desk.desk import Desk
from bot.desk.still_need_help import escalate
from bot.desk.tx import Tx
from bot.tickets.offer import OfferOutcome
from bot.tickets.request import Request, RequestState
from bot.tickets.timer import TimerKind


def await_answer(tx: Tx, desk: Desk, request_id: str) -> None:
    """From now on the requester has as long as the policy waits."""
    tx.set_timer(TimerKind.LAPSE, request_id, desk.now() + desk.policy.desk.lapses_after)


def lapse(tx: Tx, desk: Desk, request_id: str) -> None:
    request = tx.request(request_id)
    if request.same_as is not None:
        _open_ticket(tx, desk, request)
        return
    offer = tx.offer_of(request_id)
    if offer is None or offer.outcome is not None:
        return
    keep_ledger.settle(tx, desk, offer, OfferOutcome.UNCONFIRMED)
    if request.state is RequestState.OFFERED:
        request.settle(RequestState.LAPSED, desk.now())
        redraw_first_answer(tx, request)


def _open_ticket(tx: Tx, desk: Desk, request: Request) -> None:
    """Nobody is left waiting for a ticket of others without having said so, nor for one that has come to nothing."""
    waits = request.state is RequestState.JOINED and not was_answered(tx, request)
    if waits or request.state is RequestState.OFFERED:
        escalate(tx, desk, request)
