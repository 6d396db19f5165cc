"""Everything that is known of a ticket, as its views need it."""

from dataclasses import dataclass
from datetime import datetime, tzinfo

from bot.kb.search import Hit
from bot.segments.decide import SegmentDecision
from bot.sla.clock import Clock
from bot.tickets.request import Request
from bot.tickets.ticket import Status, Ticket


@dataclass(frozen=True)
class RecentTicket:
    """An earlier ticket of the same requester. `at` is when it was opened."""

    key: str
    text: str
    status: Status
    at: datetime


@dataclass(frozen=True)
class AlikeTicket:
    """An open ticket that reads as if it were about the same."""

    key: str
    number: int
    text: str


@dataclass(frozen=True)
class Tried:
    """How far an article took the requester before there was a ticket: the steps behind them, and the one that did not
    work, as it reads.
    """

    title: str
    steps_done: int = 0
    failed: str | None = None


@dataclass(frozen=True)
class Suggestion:
    """An article that the requester would have been offered. `fitted` is what became clear of it, None for nothing."""

    title: str
    fitted: bool | None = None


@dataclass(frozen=True)
class TicketFile:
    """`key` is the number as people say it, `zone` that of the reader. `articles` are those for the agent.

    `reopen_until` is set on a solved ticket: until then an answer opens it again. `follows` is the ticket that this one
    takes up again, because the answer came later than that.

    `joined_to` is the ticket whose solution answers this one too, and `joined` are those that this one answers, as it
    answers the people `waiting` for it without a ticket of their own. `alike` are open tickets that may be about the
    same, and so many different `people` report that. `corrected_by` is who said what it is about, where that is not
    what the desk had thought; `guess` is what it might be, where the desk is not sure.

    `was_answered_first`: the requester was answered before there was a ticket; `tried` is the article that they tried,
    `asked_same` the ticket of others that they were asked to wait for.
    `suggestion` is for the agent alone.

    `asked_in` is the channel in which it was asked and is answered, None where nobody reads along. To `outsiders` the
    desk speaks in its own name.
    """

    key: str
    ticket: Ticket
    request: Request
    decision: SegmentDecision
    segment_name: str
    category_name: str
    pool_name: str
    clocks: tuple[Clock, ...]
    zone: tzinfo
    now: datetime
    recent: tuple[RecentTicket, ...] = ()
    articles: tuple[Hit, ...] = ()
    reopen_until: datetime | None = None
    follows: str | None = None
    was_answered_first: bool = False
    asked_same: str | None = None
    joined_to: Ticket | None = None
    main_key: str = ""
    joined: tuple[Ticket, ...] = ()
    waiting: tuple[str, ...] = ()
    alike: tuple[AlikeTicket, ...] = ()
    people: int = 1
    corrected_by: str | None = None
    guess: str | None = None
    tried: Tried | None = None
    suggestion: Suggestion | None = None
    asked_in: str | None = None
    outsiders: bool = False
    desk_name: str = ""
