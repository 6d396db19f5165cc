"""Somebody whom an article seemed to have helped comes back with the same: it did not solve it."""

from bot.deflection.returned import WITHIN, Asked, is_return
from bot.desk import keep_ledger
from bot.desk.desk import Desk
from bot.desk.learn import unlearn
from bot.desk.tx import Tx
from bot.routing.category import UNSURE
from bot.tickets.ledger import EntryKind, kinds
from bot.tickets.offer import Offer, OfferOutcome
from bot.tickets.request import Request


def notice_return(tx: Tx, desk: Desk, request: Request) -> None:
    """Looks at what articles have lately solved for whoever asks now, on whatever surface."""
    _notice(tx, desk, request, Asked(request.text, _known(request.category_id), request.received_at))


def notice_corrected(tx: Tx, desk: Desk, request: Request, category_id: str) -> None:
    """Looks again when an agent has said what that request was about; its words were looked at when it came."""
    _notice(tx, desk, request, Asked("", _known(category_id), request.received_at))


def _notice(tx: Tx, desk: Desk, request: Request, later: Asked) -> None:
    for earlier, offer in tx.confirmed_offers(request.requester_id, request.received_at - WITHIN):
        if offer.outcome_at is None or earlier.id == request.id:
            continue
        if is_return(Asked(earlier.text, _known(earlier.category_id), offer.outcome_at), later):
            _mark(tx, desk, earlier.id)


def notice_reopening(tx: Tx, desk: Desk, offer: Offer | None) -> None:
    """The same request is taken up again."""
    if offer is None or offer.outcome is not OfferOutcome.CONFIRMED or offer.outcome_at is None:
        return
    if desk.now() - offer.outcome_at <= WITHIN:
        _mark(tx, desk, offer.request_id)


def _mark(tx: Tx, desk: Desk, request_id: str) -> None:
    if EntryKind.RETURNED not in kinds(tx.ledger_of(request_id)):
        keep_ledger.enter(tx, desk, request_id, EntryKind.RETURNED)
        unlearn(tx, desk, request_id)


def _known(category_id: str) -> str | None:
    return None if category_id == UNSURE else category_id
