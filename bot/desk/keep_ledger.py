"""The ledger of an offer is written here, one entry for each thing that became of it."""

from typing import Any

from bot.desk.desk import Desk
from bot.desk.tx import Tx
from bot.tickets.ledger import Entry, EntryKind, kinds
from bot.tickets.offer import Offer, OfferOutcome
from bot.tickets.ticket import Ticket

_ENTRIES = {
    OfferOutcome.CONFIRMED: EntryKind.CONFIRMED,
    OfferOutcome.ESCALATED: EntryKind.ESCALATED,
    OfferOutcome.UNCONFIRMED: EntryKind.UNCONFIRMED,
}


def enter(tx: Tx, desk: Desk, request_id: str, kind: EntryKind, **details: Any) -> None:
    """Appends an entry."""
    tx.add(Entry(request_id=request_id, at=desk.now(), kind=kind, details=details))


def mark_unwanted(tx: Tx, desk: Desk, ticket: Ticket) -> None:
    """An offer that came first was a mistake where the segment wants none of that for what the ticket is about. To be
    called whenever it may have become clear whose the ticket is, or what it is about.
    """
    offer = tx.offer_of(ticket.request_id)
    if offer is None or not offer.came_first or EntryKind.UNWANTED in kinds(tx.ledger_of(ticket.request_id)):
        return
    if not desk.policy.wants_offers(ticket.segment_id, ticket.category_id):
        enter(tx, desk, ticket.request_id, EntryKind.UNWANTED)


def settle(tx: Tx, desk: Desk, offer: Offer, outcome: OfferOutcome) -> None:
    """How the offer stands from now on."""
    offer.settle(outcome, desk.now())
    enter(tx, desk, offer.request_id, _ENTRIES[outcome])
