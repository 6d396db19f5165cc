"""Offers that somebody has answered, as questions of which it is known what helped."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, or_
from sqlmodel import Session, col, select

from bot.deflection.labelled import Labelled
from bot.storage.forget_words import ERASED
from bot.tickets.lesson import Lesson
from bot.tickets.offer import Manner, Offer, OfferOutcome
from bot.tickets.request import Request

LATELY = timedelta(days=180)
"""Articles change, and so does what people ask."""
MOST = 1_000
"""Each of them is searched for again when something is learned."""
_SAID = {OfferOutcome.CONFIRMED: True, OfferOutcome.ESCALATED: False}  # whether the article helped


def answered_offers(session: Session, now: datetime) -> Sequence[Labelled]:
    """Those that were made before a ticket, in the order in which they were answered, and of which the lesson still
    counts. One beside a ticket can only be praised, so it tells nothing.
    """
    query = (
        select(Request.text, Request.segment_id, Lesson.slug, Lesson.helped)
        .join(Offer, col(Offer.request_id) == Request.id)
        .join(Lesson, col(Lesson.request_id) == Request.id)
        .where(
            or_(*(_taught_by(outcome, helped=helped) for outcome, helped in _SAID.items())),
            col(Lesson.taken_back_at).is_(None),
            col(Offer.outcome_at) >= now - LATELY,
            col(Offer.manner).in_((Manner.OFFER_FIRST, Manner.GUIDED)),
            col(Request.text) != ERASED,
        )
        .order_by(col(Offer.outcome_at).desc())
        .limit(MOST)
    )
    return [_labelled(*row) for row in reversed(session.exec(query).all())]


def _taught_by(outcome: OfferOutcome, *, helped: bool) -> ColumnElement[bool]:
    """The lesson of whoever answered the offer: agents teach as well, of articles that were not offered."""
    return and_(col(Offer.outcome) == outcome, col(Lesson.helped) == helped)


def _labelled(text: str, segment: str, article: str, helped: bool) -> Labelled:
    return Labelled(text, segment, article=article) if helped else Labelled(text, segment, refused=article)
