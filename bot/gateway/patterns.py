"""What somebody's urgent tickets have in common, and the article on their shelf that is about it."""

from collections import Counter
from collections.abc import Sequence

from bot.desk.desk import Desk
from bot.kb.article import Article
from bot.kb.search import Hit
from bot.kb.shelf import Shelf
from bot.routing.category import UNSURE
from bot.tickets.ticket import Ticket
from bot.views.pattern import Pattern

_TAKEN = 10  # articles that are looked at for each ticket
_ASKED = 10  # tickets whose words are searched for, the newest


async def pattern_of(desk: Desk, tickets: Sequence[Ticket], days: int, *, outside: bool) -> Pattern:
    """A topic is what at least half of the tickets are about. The shelf is that of the newest ticket."""
    ((topic, count),) = Counter(ticket.category_id for ticket in tickets).most_common(1)
    if topic == UNSURE or 2 * count < len(tickets):
        return Pattern(len(tickets), days)
    asked = [ticket.text for ticket in reversed(tickets) if ticket.category_id == topic]
    shelf = Shelf(tickets[-1].segment_id, is_external=outside, on=desk.now().date())
    return Pattern(len(tickets), days, desk.policy.category(topic).name, await _about(desk, asked, topic, shelf))


async def _about(desk: Desk, asked: Sequence[str], topic: str, shelf: Shelf) -> Article | None:
    """None unless these people want articles about that, and one fits as surely as any that is offered to them."""
    if not desk.policy.wants_offers(shelf.segment, topic):
        return None
    hits = [hit for text in asked[:_ASKED] for hit in await _found(desk, text, shelf)]
    best = max((hit for hit in hits if topic in hit.article.categories), key=lambda hit: hit.score, default=None)
    return best.article if best is not None and _fits(desk, best, shelf.segment) else None


async def _found(desk: Desk, text: str, shelf: Shelf) -> list[Hit]:
    return desk.lessons.weigh(text, await desk.library.search(text, shelf, _TAKEN))


def _fits(desk: Desk, hit: Hit, segment_id: str) -> bool:
    bar = desk.bars.bar(segment_id, desk.policy.segment(segment_id).wrong_offer_costs)
    return bar.probability([hit]) >= bar.least
