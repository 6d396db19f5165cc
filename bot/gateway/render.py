"""What the desk has to say, as Slack shows it: each thing that can be said has its view."""

from collections.abc import Awaitable, Callable
from typing import Any

from bot.desk.desk import Desk
from bot.desk.open_article import shelves_of, still_readable
from bot.desk.speech import Say, is_person
from bot.gateway.patterns import pattern_of
from bot.gateway.ticket_files import TicketFiles
from bot.insight.burst import Rate
from bot.routing.category import UNSURE
from bot.sla.clock import Clock
from bot.storage import queries
from bot.storage.deliveries import Delivery
from bot.storage.queries import OfferRows
from bot.storage.store import Store
from bot.tickets.ledger import failed_step, steps_done
from bot.tickets.offer import Manner
from bot.tickets.request import Request, RequestState
from bot.views import (
    answer,
    asked,
    burst,
    card,
    guide,
    history,
    home,
    joined,
    late,
    notice,
    offer,
    pattern,
    reply,
    same_report,
    solved,
    survey,
    ticket,
    warning,
)
from bot.views.burst import BurstNews
from bot.views.shown import Shown
from bot.views.ticket_file import TicketFile

View = Callable[[Delivery], Awaitable[Shown]]


class Renderer:
    """Messages show how things stand when they are sent, so that an edit that comes late is not an old one."""

    def __init__(self, desk: Desk, store: Store, files: TicketFiles) -> None:
        self._desk = desk
        self._store = store
        self._files = files
        self._views: dict[str, View] = {
            Say.OFFER: self._offer,
            Say.TICKET: self._ticket,
            Say.REPLY: self._reply,
            Say.SOLVED: self._solved,
            Say.JOINED: self._joined,
            Say.SAME: self._same,
            Say.SAME_SOLVED: self._same_solved,
            Say.SURVEY: self._survey,
            Say.CARD: self._card,
            Say.ANSWER: self._answer,
            Say.HISTORY: self._history,
            Say.WARNING: self._warning,
            Say.LATE: self._late,
            Say.BURST: self._burst,
            Say.PATTERN: self._pattern,
            Say.NOTICE: self._notice,
            Say.ERASED: self._erased,
        }

    async def message(self, delivery: Delivery) -> Shown:
        return await self._views[delivery.say](delivery)

    async def home(self, person_id: str) -> dict[str, Any]:
        return home.render(await self._files.home(person_id))

    async def _offer(self, delivery: Delivery) -> Shown:
        request_id = delivery.about["request_id"]
        found = await self._store.read(lambda session: queries.offer_rows(session, request_id))
        assert found is not None, "an offer is stored with the words that show it"
        facts = await self._desk.directory.facts(found.request.requester_id)
        message = self._offered(found, outside=facts.may_be_external)
        return _with_question(found.request, message) if found.offer.came_first else message

    def _offered(self, found: OfferRows, *, outside: bool) -> Shown:
        request, shown = found.request, found.offer
        outcome = None if request.state is RequestState.OFFERED else shown.outcome
        shelves = shelves_of(self._desk, request, found.ticket, outside=outside)
        articles = still_readable(self._desk, shelves, shown.articles)
        if shown.manner is Manner.GUIDED and articles:
            progress = guide.Progress(steps_done(found.ledger), failed_step(found.ledger))
            return guide.render(request, articles[0], progress, outcome)
        return offer.render(request, articles, outcome, not shown.came_first)

    async def _ticket(self, delivery: Delivery) -> Shown:
        file = await self._files.for_requester(delivery.about["ticket"])
        return ticket.render(file) if file.was_answered_first else _with_question(file.request, ticket.render(file))

    async def _reply(self, delivery: Delivery) -> Shown:
        author, text = delivery.about["author"], delivery.about["text"]
        if delivery.about.get("sent"):
            return reply.render_sent(author, text)
        file = await self._files.for_requester(delivery.about["ticket"])
        return reply.render(file, author, text)

    async def _solved(self, delivery: Delivery) -> Shown:
        return solved.render(await self._files.for_requester(delivery.about["ticket"]))

    async def _joined(self, delivery: Delivery) -> Shown:
        return joined.render(await self._files.for_requester(delivery.about["ticket"]))

    async def _same(self, delivery: Delivery) -> Shown:
        request = await self._request(delivery.about)
        return _with_question(request, same_report.render(await self._files.same_report(request)))

    async def _same_solved(self, delivery: Delivery) -> Shown:
        about = delivery.about
        return same_report.render_solved(await self._request(about), about["author"], about["text"])

    async def _request(self, about: dict[str, Any]) -> Request:
        return await self._store.read(lambda session: session.get_one(Request, about["request_id"]))

    async def _survey(self, delivery: Delivery) -> Shown:
        number = delivery.about["ticket"]
        rating = await self._store.read(lambda session: queries.rating(session, number))
        assert rating is not None, "a question is stored with the words that ask it"
        return survey.render(await self._files.for_requester(number), rating)

    async def _card(self, delivery: Delivery) -> Shown:
        file = await self._files.for_team(delivery.about["ticket"])
        return card.render_moved(file) if delivery.about.get("moved") else card.render(file)

    async def _answer(self, delivery: Delivery) -> Shown:
        about = delivery.about
        part = answer.Part(about["number"], about["of"])
        return answer.render(about["author"], about["text"], about["to"], part)

    async def _history(self, delivery: Delivery) -> Shown:
        file = await self._files.for_team(delivery.about["ticket"])
        messages = await self._store.read(lambda session: queries.messages_of(session, file.ticket.request_id))
        return history.render(messages, delivery.about["reason"])

    async def _warning(self, delivery: Delivery) -> Shown:
        file, clock = await self._promise(delivery.conversation, delivery.about)
        return warning.render(file, clock, delivery.about.get("settled"))

    async def _late(self, delivery: Delivery) -> Shown:
        warnings = delivery.about["warnings"]
        listed = [await self._promise(delivery.conversation, each) for each in warnings[: late.LISTED]]
        return late.render(listed, delivery.about.get("count", len(warnings)), len(warnings))

    async def _promise(self, reader: str, about: dict[str, Any]) -> tuple[TicketFile, Clock]:
        """The ticket as that person or channel sees it, and the clock that somebody is warned of."""
        number = about["ticket"]
        file = await (self._files.ticket(number, reader) if is_person(reader) else self._files.for_team(number))
        return file, next(clock for clock in file.clocks if clock.id == about["clock"])

    async def _burst(self, delivery: Delivery) -> Shown:
        about, policy = delivery.about, self._desk.policy
        topic = None if about["category_id"] == UNSURE else policy.category(about["category_id"]).name
        keys = [self._desk.key(number) for number in about["numbers"]]
        rate = Rate(about["people"], tuple(about["usual"]))
        return burst.render(BurstNews(topic, rate, policy.bursts.window, keys))

    async def _pattern(self, delivery: Delivery) -> Shown:
        numbers, days = delivery.about["tickets"], delivery.about["days"]
        tickets = await self._store.read(lambda session: queries.tickets_numbered(session, numbers))
        facts = await self._desk.directory.facts(delivery.conversation)
        return pattern.render(await pattern_of(self._desk, tickets, days, outside=facts.may_be_external))

    async def _notice(self, delivery: Delivery) -> Shown:
        return notice.render(delivery.about["sentence"])

    async def _erased(self, _delivery: Delivery) -> Shown:
        return notice.erased()


def _with_question(request: Request, message: Shown) -> Shown:
    """The first answer to somebody who asked by command or form says what it answers."""
    if not request.has_no_message:
        return message
    question = asked.render(request.text)
    return Shown(f"{question.text}\n{message.text}", [*question.blocks, *message.blocks])
