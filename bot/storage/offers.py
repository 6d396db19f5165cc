"""What the ledgers of the offers tell, for the figures."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from bot.insight.deflection import OfferStory
from bot.tickets.ledger import Entry, kinds, verdict
from bot.tickets.offer import Offer
from bot.tickets.request import Request


def stories_since(session: Session, since: datetime) -> Sequence[OfferStory]:
    """One for each offer that was shown from then on."""
    ledgers = ledgers_since(session, since)
    offers = select(Offer, Request.segment_id).join(Request).where(col(Offer.shown_at) >= since)
    return [_story(offer, segment_id, ledgers.get(offer.request_id, [])) for offer, segment_id in session.exec(offers)]


def ledgers_since(session: Session, since: datetime) -> Mapping[str, Sequence[Entry]]:
    """By request, of the offers that were shown from then on."""
    lately = select(Offer.request_id).where(col(Offer.shown_at) >= since)
    found: dict[str, list[Entry]] = {}
    for entry in session.exec(select(Entry).where(col(Entry.request_id).in_(lately)).order_by(col(Entry.id))):
        found.setdefault(entry.request_id, []).append(entry)
    return found


def _story(offer: Offer, segment_id: str, ledger: Sequence[Entry]) -> OfferStory:
    return OfferStory(segment_id, offer.manner, kinds(ledger), verdict(ledger))
