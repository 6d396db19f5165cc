"""An offer that nobody answered: said to be unconfirmed, never counted as solved."""

from bot.desk.announce import settle_offer
from bot.desk.desk import Desk
from bot.desk.tx import Tx
from bot.tickets.offer import OfferOutcome
from bot.tickets.request import RequestState


def lapse(tx: Tx, desk: Desk, request_id: str) -> None:
    request = tx.request(request_id)
    offer = tx.offer_of(request_id)
    if offer is None or request.state is not RequestState.OFFERED:
        return
    request.settle(RequestState.LAPSED, desk.now())
    offer.outcome, offer.outcome_at = OfferOutcome.UNCONFIRMED, desk.now()
    settle_offer(tx, request)
