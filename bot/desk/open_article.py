"""The requester reads an article that they were shown, in whole."""

from collections.abc import Iterable, Sequence

from bot.desk import keep_ledger
from bot.desk.desk import Desk
from bot.desk.roles import Actor, check_requester
from bot.desk.tx import Tx
from bot.errors import Refusal
from bot.kb.article import Article
from bot.kb.shelf import Shelf
from bot.segments.decide import SegmentDecision
from bot.tickets.ledger import EntryKind
from bot.tickets.request import Request
from bot.tickets.ticket import Ticket


async def open_article(desk: Desk, actor: Actor, request_id: str, slug: str) -> Article:
    """Counts the article as opened, once. Raises a Refusal when it is none of those that the requester was shown, or
    not for them any more.
    """
    outside = (await desk.directory.facts(actor.id)).may_be_external
    return await desk.transact(lambda tx: _open(tx, desk, actor, request_id, slug, outside=outside))


def _open(tx: Tx, desk: Desk, actor: Actor, request_id: str, slug: str, *, outside: bool) -> Article:
    request = tx.request(request_id)
    check_requester(actor, request.requester_id)
    offer = tx.offer_of(request_id)
    shown = () if offer is None or offer.is_for_agents else offer.articles
    shelves = shelves_of(desk, request, tx.ticket_of(request_id), outside=outside)
    article = next((each for each in still_readable(desk, shelves, shown) if each.slug == slug), None)
    if article is None:
        raise Refusal("That article has been taken back. Ask me again, then I look for another one.")
    if slug not in opened(tx, request_id):
        keep_ledger.enter(tx, desk, request_id, EntryKind.OPENED, article=slug)
    return article


def opened(tx: Tx, request_id: str) -> list[str]:
    """The articles that were read in whole, the last one first."""
    entries = [entry for entry in tx.ledger_of(request_id) if entry.kind is EntryKind.OPENED]
    return [entry.details["article"] for entry in reversed(entries)]


def shelves_of(desk: Desk, request: Request, ticket: Ticket | None, *, outside: bool) -> tuple[Shelf, Shelf]:
    """That of the moment of asking and that of today: an agent may know better who asks, and people leave the house.
    `outside` says whether they may be of another company by now.
    """
    facts, today = SegmentDecision.model_validate(request.decision).facts, desk.now().date()
    segment = request.segment_id if ticket is None else ticket.segment_id
    return Shelf(request.segment_id, facts.may_be_external, on=today), Shelf(segment, outside, on=today)


def still_readable(desk: Desk, shelves: Iterable[Shelf], slugs: Sequence[str]) -> list[Article]:
    """Those that still exist and are on each of the shelves: articles change after they were offered, and old messages
    are edited.
    """
    found = [article for slug in slugs if (article := desk.library.article(slug)) is not None]
    return [article for article in found if all(shelf.holds(article) for shelf in shelves)]
