"""Puts together what the views show of tickets: rows, names and articles, seen by one reader."""

from collections.abc import Callable, Sequence
from datetime import datetime, tzinfo
from functools import cached_property, partial
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.desk.desk import Desk
from bot.desk.roles import pools_of, recognise
from bot.desk.speech import is_person
from bot.errors import Refusal
from bot.insight.evidence import Evidence
from bot.insight.explain import Explanation, explain
from bot.kb.search import Hit
from bot.kb.shelf import Shelf
from bot.segments.decide import SegmentDecision
from bot.sla.fold import fold
from bot.storage import corrections, queries
from bot.storage.learning import lessons_that_count, number_of_lessons
from bot.storage.open_reports import Company, OpenReports, Report
from bot.storage.queries import TicketRows
from bot.storage.store import Store
from bot.tickets.correction import Correction
from bot.tickets.ledger import failed_step, steps_done, verdict
from bot.tickets.lesson import Lesson
from bot.tickets.request import Request
from bot.tickets.thread import Side, Thread
from bot.tickets.ticket import Status, Ticket
from bot.views.corrections import CorrectionLine
from bot.views.home import HomePage
from bot.views.learned import Learned, Lessons
from bot.views.same_report import SameReport
from bot.views.ticket_file import AlikeTicket, RecentTicket, Suggestion, TicketFile, Tried
from bot.views.times import day

RECENT = 3
MOST_CHOICES = 50
MOST_CORRECTIONS = 15
ALONE = Company()


class TicketFiles:
    """Reads only. `reader_id` is the person or channel that will look at it: times are told in their zone."""

    def __init__(self, desk: Desk, store: Store) -> None:
        self._desk = desk
        self._store = store

    @cached_property
    def _reports(self) -> OpenReports:
        return OpenReports(self._desk.rarity)

    async def ticket(self, number: int, reader_id: str) -> TicketFile:
        """Raises a Refusal when there is no such ticket."""
        return self._file(await self._rows(number), await self._zone(reader_id))

    async def for_requester(self, number: int) -> TicketFile:
        """As the one who asked sees it."""
        rows, company = await self._in_company(number, recent=0)
        return self._file(rows, await self._zone(rows.ticket.requester_id), company)

    async def same_report(self, request: Request) -> SameReport:
        """What a request is asked to wait for, as its requester sees it."""
        assert request.same_as is not None, "it is asked about with the words that ask it"
        rows = await self._rows(request.same_as, recent=0)
        file = self._file(rows, await self._zone(request.requester_id))
        return SameReport(request, file, self._desk.policy.bursts.answer_within)

    async def for_team(self, number: int) -> TicketFile:
        """As the agents see it on the card: in the desk's zone, with the articles for them."""
        rows, company = await self._in_company(number)
        zone = ZoneInfo(self._desk.policy.desk.zone)
        return self._file(rows, zone, company, articles=await self._articles(rows.ticket, _decision(rows)))

    async def articles_for_agent(self, file: TicketFile) -> list[tuple[str, str]]:
        """The names and titles of all that an agent may use for that ticket: the likeliest first, then by title."""
        likely = [hit.article for hit in await self._articles(file.ticket, file.decision)]
        shelf = Shelf(file.ticket.segment_id, file.decision.facts.may_be_external, with_agents=True)
        held = sorted(filter(shelf.holds, self._desk.library.articles), key=lambda article: article.title)
        return list({each.slug: each.title for each in (*likely, *held)}.items())

    async def queue(self, agent_id: str) -> Sequence[TicketFile]:
        """Open tickets of the agent's pools and their own, the next one due first. Leads see every pool."""
        pools = pools_of(self._desk, agent_id)
        return await self._files(lambda session: queries.queue_of(session, pools, agent_id), agent_id)

    async def home(self, person_id: str) -> HomePage:
        facts = await self._desk.directory.facts(person_id)
        mine = await self._files(lambda session: queries.tickets_of(session, person_id), person_id)
        is_staff = (await recognise(self._desk, person_id)).is_staff
        queue = await self.queue(person_id) if is_staff else None
        return HomePage(name=facts.real_name or facts.name, mine=mine, queue=queue)

    async def explanation(self, number: int) -> Explanation:
        """Why this ticket is where it is, and due when it is due. Raises a Refusal when there is no such ticket."""
        file = await self.for_team(number)

        def look(session: Session) -> Explanation:
            clocks = [(clock, fold(queries.clock_events_of(session, clock.id))) for clock in file.clocks]
            events = queries.events_of(session, number)
            return explain(Evidence(file.key, file.ticket, file.decision, clocks, events, file.zone, file.now))

        return await self._store.read(look)

    async def lessons(self, slug: str, limit: int) -> Lessons:
        """What the newest questions taught of the articles; of one, if it is named."""

        def look(session: Session) -> tuple[Sequence[Lesson], int]:
            return lessons_that_count(session, limit, slug), number_of_lessons(session, slug)

        zone = ZoneInfo(self._desk.policy.desk.zone)
        found, number = await self._store.read(look)
        return Lessons([self._learned(lesson, zone) for lesson in found], number, slug)

    def _learned(self, lesson: Lesson, zone: tzinfo) -> Learned:
        article = self._desk.library.article(lesson.slug)
        title = article.title if article else lesson.slug
        since = day(lesson.at, zone, self._desk.now())
        return Learned(lesson.id, lesson.text, title, lesson.slug, lesson.helped, since)

    async def follow_up(self, number: int) -> str:
        """What the requester is asked beside their rating. Raises a Refusal when they are asked nothing."""
        rating = await self._store.read(lambda session: queries.rating(session, number))
        if rating is None or rating.follow_up is None:
            raise Refusal("That question is not open any more.")
        return rating.follow_up

    async def ticket_at(self, conversation: str, ts: str) -> int | None:
        """The number of the ticket whose card stands there."""

        def look(session: Session) -> int | None:
            thread = session.get(Thread, (conversation, ts))
            if thread is None or thread.side is not Side.CARD:
                return None
            return queries.number_of(session, thread.request_id)

        return await self._store.read(look)

    async def agents_of(self, pool_id: str) -> list[tuple[str, str]]:
        """The ids and names of those who may be given a ticket of that pool."""
        members = self._desk.directory.members(self._desk.policy.pool(pool_id).group)
        people = [await self._desk.directory.facts(member) for member in members]
        return [(facts.person_id, facts.real_name or facts.name) for facts in people]

    async def join_choices(self, number: int) -> list[tuple[int, str]]:
        """The numbers and words of tickets that it may be joined to: those that read alike, then the newest."""
        rows, company = await self._in_company(number)
        newest = await self._store.read(lambda session: queries.newest_open(session, limit=MOST_CHOICES))
        others: list[Report | Ticket] = [*company.reports, *newest]
        found = {other.number: other for other in others}
        taken = {rows.ticket.number, *(each.number for each in rows.together)}
        return [
            (other.number, f"{self._desk.key(other.number)} {other.text}")
            for other in found.values()
            if other.number not in taken and other.joined_to is None
        ]

    async def corrections(self) -> list[CorrectionLine]:
        """What agents have taught the desk, the newest first."""

        def look(session: Session) -> list[CorrectionLine]:
            found = corrections.in_force(session, MOST_CORRECTIONS)
            return [self._correction(correction, ticket) for correction, ticket in found]

        return await self._store.read(look)

    def _correction(self, correction: Correction, ticket: Ticket) -> CorrectionLine:
        policy = self._desk.policy
        return CorrectionLine(
            key=self._desk.key(ticket.number),
            number=ticket.number,
            text=ticket.text,
            was=policy.category(correction.was).name,
            now=policy.category(correction.category_id).name,
            by=correction.actor_id,
            at=correction.at,
        )

    async def _in_company(self, number: int, *, recent: int = RECENT) -> tuple[TicketRows, Company]:
        """The ticket, and while it is open, others that may be about the same."""

        def look(session: Session) -> tuple[TicketRows | None, Company]:
            rows = queries.ticket_rows(session, number, recent=recent)
            if rows is None or not rows.ticket.is_open:
                return rows, Company()
            return rows, self._reports.like(session, rows.ticket, self._desk.now())

        rows, company = await self._store.read(look)
        return self._known(rows, number), company

    async def _rows(self, number: int, *, recent: int = RECENT) -> TicketRows:
        look = partial(queries.ticket_rows, number=number, recent=recent)
        return self._known(await self._store.read(look), number)

    def _known(self, rows: TicketRows | None, number: int) -> TicketRows:
        if rows is None:
            raise Refusal(f"There is no ticket {self._desk.key(number)}.")
        return rows

    async def _files(self, numbers_of: Callable[[Session], Sequence[int]], reader_id: str) -> Sequence[TicketFile]:
        def look(session: Session) -> list[TicketRows]:
            rows = [queries.ticket_rows(session, number, recent=0) for number in numbers_of(session)]
            return [row for row in rows if row is not None]

        zone = await self._zone(reader_id)
        return [self._file(rows, zone) for rows in await self._store.read(look)]

    def _file(
        self, rows: TicketRows, zone: tzinfo, company: Company = ALONE, articles: tuple[Hit, ...] = ()
    ) -> TicketFile:
        ticket, policy = rows.ticket, self._desk.policy
        decision = _decision(rows)
        asked_in = rows.conversation if rows.conversation and not is_person(rows.conversation) else None
        read_elsewhere = asked_in is not None and self._desk.directory.is_shared(asked_in)
        return TicketFile(
            key=self._desk.key(ticket.number),
            ticket=ticket,
            request=rows.request,
            decision=decision,
            segment_name=policy.segment(ticket.segment_id).name,
            category_name=policy.category(ticket.category_id).name,
            pool_name=policy.pool(ticket.pool_id).name,
            clocks=tuple(rows.clocks),
            zone=zone,
            now=self._desk.now(),
            recent=tuple(self._recent(other) for other in rows.recent),
            articles=articles,
            **self._together(rows),
            alike=tuple(self._alike(other) for other in company.reports),
            people=company.people,
            corrected_by=rows.correction.actor_id if rows.correction else None,
            guess=policy.category(rows.request.category_guess).name if rows.request.category_guess else None,
            reopen_until=self._reopen_until(ticket),
            was_answered_first=rows.was_answered_first,
            tried=self._tried(rows),
            suggestion=self._suggestion(rows),
            asked_in=asked_in,
            outsiders=decision.facts.may_be_external or read_elsewhere,
            desk_name=policy.desk.name,
            follows=self._desk.key(rows.request.follows) if rows.request.follows else None,
        )

    def _tried(self, rows: TicketRows) -> Tried | None:
        """None where nothing came first, or where the article is gone."""
        if rows.offer is None or not rows.offer.came_first:
            return None
        article = self._desk.library.article(rows.offer.articles[0])
        if article is None:
            return None
        number = failed_step(rows.ledger) or 0
        failed = f"{number}. {article.steps[number - 1]}" if 0 < number <= len(article.steps) else None
        return Tried(article.title, steps_done(rows.ledger), failed)

    def _suggestion(self, rows: TicketRows) -> Suggestion | None:
        if rows.offer is None or not rows.offer.is_for_agents:
            return None
        article = self._desk.library.article(rows.offer.articles[0])
        return None if article is None else Suggestion(article.title, verdict(rows.ledger))

    def _recent(self, ticket: Ticket) -> RecentTicket:
        return RecentTicket(self._desk.key(ticket.number), ticket.text, ticket.status, ticket.opened_at)

    def _together(self, rows: TicketRows) -> dict[str, Any]:
        main = next((each for each in rows.together if each.number == rows.ticket.joined_to), None)
        return {
            "joined_to": main,
            "main_key": self._desk.key(main.number) if main else "",
            "joined": tuple(each for each in rows.together if each is not main),
            "waiting": tuple(dict.fromkeys(rows.waiting)),
            "asked_same": self._desk.key(rows.request.same_as) if rows.request.same_as else None,
        }

    def _alike(self, report: Report) -> AlikeTicket:
        return AlikeTicket(self._desk.key(report.number), report.number, report.text)

    async def _articles(self, ticket: Ticket, decision: SegmentDecision) -> tuple[Hit, ...]:
        """The shelf of whoever asked, and the agents' own."""
        shelf = Shelf(ticket.segment_id, is_external=decision.facts.may_be_external, with_agents=True)
        return tuple(await self._desk.library.search(ticket.text, shelf))

    def _reopen_until(self, ticket: Ticket) -> datetime | None:
        if ticket.status is not Status.SOLVED or ticket.solved_at is None:
            return None
        return ticket.solved_at + self._desk.policy.desk.reopen_window

    async def _zone(self, reader_id: str) -> tzinfo:
        """A channel has readers in many zones: there it is that of the desk."""
        if not is_person(reader_id):
            return ZoneInfo(self._desk.policy.desk.zone)
        facts = await self._desk.directory.facts(reader_id)
        return facts.zone


def _decision(rows: TicketRows) -> SegmentDecision:
    return SegmentDecision.model_validate(rows.request.decision)
