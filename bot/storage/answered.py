"""Offers that somebody has answered, as questions of which it is known what helped."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from bot.deflection.labelled import Labelled
from bot.storage.forget_words import ERASED
from bot.tickets.offer import Manner, Offer, OfferOutcome
from bot.tickets.request import Request

LATELY = timedelta(days=180)
"""Articles change, and so does what people ask."""
MOST = 1_000
"""Each of them is searched for again when something is learned."""


def answered_offers(session: Session, now: datetime) -> Sequence[Labelled]:
    """Those that were made before a ticket, in the order in which they were answered. One beside a ticket can only be
    praised, so it tells nothing.
    """
    query = (
        select(Request.text, Request.segment_id, Offer.articles, Offer.outcome)
        .join(Offer, col(Offer.request_id) == Request.id)
        .where(
            col(Offer.outcome).in_((OfferOutcome.CONFIRMED, OfferOutcome.ESCALATED)),
            col(Offer.outcome_at) >= now - LATELY,
            col(Offer.manner).in_((Manner.OFFER_FIRST, Manner.GUIDED)),
            col(Request.text) != ERASED,
        )
        .order_by(col(Offer.outcome_at).desc())
        .limit(MOST)
    )
    return [_labelled(*row) for row in reversed(session.exec(query).all())]


def _labelled(text: str, segment: str, articles: list[str], outcome: OfferOutcome) -> Labelled:
    """Of several articles the first is meant: it is the one that was shown in full."""
    first = articles[0]
    if outcome is OfferOutcome.CONFIRMED:
        return Labelled(text, segment, article=first)
    return Labelled(text, segment, refused=first)
