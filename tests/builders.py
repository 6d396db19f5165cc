"""The nouns of the desk with their usual values: a test says only what matters to it."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.kb.article import Article
from bot.segments.decide import Match, SegmentDecision
from bot.segments.facts import Fact, Facts
from bot.sla.clock import Clock, Phase
from bot.sla.target import Metric
from bot.tickets.event import DESK, EventKind, TicketEvent
from bot.tickets.message import Message, Voice
from bot.tickets.rating import Rating
from bot.tickets.request import Request, RequestState, Surface
from bot.tickets.ticket import Status, Ticket
from bot.views.ticket_file import TicketFile

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)  # a Wednesday
BERLIN = ZoneInfo("Europe/Berlin")  # one hour ahead of UTC at NOON

PRIYA = "U0PRIYA"  # asks
DANA = "U0DANA"  # answers
LENA = "U0LENA"  # leads
NUMBER = 12
QUESTION = "My VPN drops every hour"


def make_facts(named: Mapping[str, str] | None = None, **values: Any) -> Facts:
    """Priya in Berlin, of whom a title and a location are known."""
    known = {"title": "Account Executive", "location": "Berlin"} if named is None else named
    facts = {name: Fact(value=value, source="Slack profile", as_of=NOON) for name, value in known.items()}
    usual = {
        "person_id": PRIYA,
        "name": "priya",
        "real_name": "Priya Raman",
        "tz": "Europe/Berlin",
        "email": "priya@northwind.example",
        "named": facts,
        "groups": frozenset({"sales"}),
    }
    return Facts(**usual | values)


def make_decision(**values: Any) -> SegmentDecision:
    """Revenue, because of a user group; an executive she is not."""
    usual = {
        "winner": "revenue",
        "matches": (Match(segment_id="revenue", reason="in the user group @sales"),),
        "rejected": (Match(segment_id="executive", reason="not in the user group @executives"),),
        "facts": make_facts(),
        "at": NOON,
    }
    return SegmentDecision(**usual | values)


def make_request(**values: Any) -> Request:
    """Priya's question by direct message at NOON, handed over."""
    usual = {
        "id": "request-1",
        "receipt_id": "receipt-1",
        "requester_id": PRIYA,
        "surface": Surface.DM,
        "text": QUESTION,
        "received_at": NOON,
        "state": RequestState.HANDED_OVER,
        "segment_id": "revenue",
        "category_id": "vpn",
        "category_confidence": 0.83,
        "decision": make_decision().model_dump(mode="json"),
    }
    return Request(**usual | values)


def make_ticket(**values: Any) -> Ticket:
    """Number 12, opened at NOON for the network pool, which nobody has claimed yet."""
    usual = {
        "id": NUMBER,
        "request_id": "request-1",
        "requester_id": PRIYA,
        "text": QUESTION,
        "category_id": "vpn",
        "skill": "network",
        "segment_id": "revenue",
        "tier": 2,
        "priority": "P3",
        "pool_id": "network",
        "status": Status.OPEN,
        "routing": {
            "pool": "Network has the skill “network”",
            "path": ["network"],
            "priority": "medium impact × medium urgency",
        },
        "started_at": NOON,
        "opened_at": NOON,
    }
    return Ticket(**usual | values)


def make_clock(**values: Any) -> Clock:
    """The first answer to ticket 12, due an hour after NOON on a calendar without closing times."""
    usual = {
        "id": "clock-1",
        "ticket_id": NUMBER,
        "metric": Metric.FIRST_RESPONSE,
        "segment_id": "revenue",
        "calendar": "around_the_clock",
        "target_seconds": 3600,
        "lead_seconds": 900,
        "started_at": NOON,
        "state": Phase.RUNNING,
        "due_at": NOON + timedelta(hours=1),
        "warn_at": NOON + timedelta(minutes=45),
    }
    return Clock(**usual | values)


def make_article(**values: Any) -> Article:
    usual = {
        "slug": "vpn-drops",
        "title": "Stop the VPN from dropping",
        "segments": ("all",),
        "categories": ("vpn",),
        "owner": "it-network",
        "reviewed": date(2026, 1, 12),
        "phrases": ("vpn drops", "vpn keeps disconnecting", "vpn is unstable", "i lose the vpn"),
        "steps": ("Quit **GlobalConnect**.", "Join the Wi-Fi again.", "Open GlobalConnect and connect."),
        "body": "For everybody who works over the VPN.\n\nIf it does not help, open a ticket.",
    }
    return Article(**usual | values)


def make_message(**values: Any) -> Message:
    """Priya's first words."""
    usual = {
        "request_id": "request-1",
        "at": NOON,
        "author_id": PRIYA,
        "voice": Voice.REQUESTER,
        "text": QUESTION,
        "source": "D0PRIYA:1.000001",
    }
    return Message(**usual | values)


def make_event(kind: EventKind, **values: Any) -> TicketEvent:
    """Something that the desk did to ticket 12 at NOON."""
    usual: dict[str, Any] = {"ticket_id": NUMBER, "at": NOON, "actor_id": DESK, "details": {}}
    return TicketEvent(kind=kind, **usual | values)


def make_rating(**values: Any) -> Rating:
    """A question that has not been answered yet."""
    usual = {
        "ticket_id": NUMBER,
        "segment_id": "revenue",
        "question": "How did we do?",
        "follow_up": "What should we have done differently?",
        "delay_seconds": 3600,
        "asked_at": NOON,
    }
    return Rating(**usual | values)


def make_file(ticket: Mapping[str, Any] | None = None, **values: Any) -> TicketFile:
    """Ticket 12 ten minutes after NOON, as somebody in Berlin reads it. `ticket` is what is unusual about it."""
    usual = {
        "key": f"HD-{NUMBER}",
        "ticket": make_ticket(**ticket or {}),
        "request": make_request(),
        "decision": make_decision(),
        "segment_name": "Revenue & compliance",
        "category_name": "VPN",
        "pool_name": "Network",
        "clocks": (make_clock(),),
        "zone": BERLIN,
        "now": NOON + timedelta(minutes=10),
    }
    return TicketFile(**usual | values)
