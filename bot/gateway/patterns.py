"""What somebody's urgent tickets have in common, and the article on their shelf that is about it."""

from collections import Counter
from collections.abc import Sequence

from bot.desk.desk import Desk
from bot.kb.article import Article
from bot.kb.shelf import Shelf
from bot.routing.category import UNSURE
from bot.tickets.ticket import Ticket
from bot.views.pattern import Pattern

_TAKEN = 10  # articles that are looked at: the first about the topic is shown


async def pattern_of(desk: Desk, tickets: Sequence[Ticket], days: int, *, outside: bool) -> Pattern:
    """A topic is what at least half of the tickets are about. The shelf is that of the newest ticket."""
    ((topic, count),) = Counter(ticket.category_id for ticket in tickets).most_common(1)
    if topic == UNSURE or 2 * count < len(tickets):
        return Pattern(len(tickets), days)
    asked = " ".join(ticket.text for ticket in reversed(tickets) if ticket.category_id == topic)
    shelf = Shelf(tickets[-1].segment_id, is_external=outside, on=desk.now().date())
    return Pattern(len(tickets), days, desk.policy.category(topic).name, await _about(desk, asked, topic, shelf))


async def _about(desk: Desk, asked: str, topic: str, shelf: Shelf) -> Article | None:
    hits = await desk.library.search(asked, shelf, _TAKEN)
    return next((hit.article for hit in hits if topic in hit.article.categories), None)
