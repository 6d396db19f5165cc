"""Why a ticket is where it is: its segment, its team, its clocks and its warnings, told from what was recorded."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.insight.clock_story import clock_lines
from bot.insight.evidence import Evidence, Fact
from bot.insight.exact import moment
from bot.insight.section import Section
from bot.tickets.event import DESK, EventKind, TicketEvent


@dataclass(frozen=True)
class Explanation:
    """`key` is the ticket's number as people say it, `zone` that in which all times are told.

    In the lines people are named by @ and their id, channels by # and theirs; `mentioned` are all of these ids.
    """

    key: str
    zone: str
    mentioned: frozenset[str]
    sections: tuple[Section, ...]


def explain(evidence: Evidence) -> Explanation:
    """The whole story, in the order in which the desk decided."""
    clocks = [
        Section(f"Clock: {clock.metric.replace('_', ' ')}", tuple(clock_lines(clock, state, evidence)))
        for clock, state in evidence.clocks
    ]
    sections = (
        Section(f"Segment: {evidence.ticket.segment_id}", tuple(_segment(evidence))),
        Section("What was known", tuple(_facts(evidence))),
        Section(f"Team: {evidence.ticket.pool_id}", tuple(_team(evidence))),
        *clocks,
        Section("Warnings", tuple(_warnings(evidence)) or ("Nobody was warned.",)),
    )
    return Explanation(evidence.key, str(evidence.zone), _mentioned(evidence.events), sections)


def _segment(evidence: Evidence) -> Iterable[str]:
    decision = evidence.decision
    won, *others = decision.matches
    yield f"Why: {won.reason}."
    changes = [event for event in evidence.events if event.kind is EventKind.RECLASSIFIED]
    since = f" as {decision.winner}" if changes else ", and not changed since"
    yield f"Decided {moment(decision.at, evidence.zone)}{since}."
    for event in changes:
        yield _reclassified(event, evidence)
    for match in others:
        yield f"Also matched {match.segment_id}: {match.reason}."
    for match in decision.rejected:
        yield f"Not {match.segment_id}: {match.reason}."


def _reclassified(event: TicketEvent, evidence: Evidence) -> str:
    told = event.details
    change = f"changed from {told['from_segment']} to {told['to_segment']} by {_actor(event)}: {told['reason']}"
    return f"{moment(event.at, evidence.zone)}: {change}."


def _facts(evidence: Evidence) -> Iterable[str]:
    facts = evidence.decision.facts
    for name, fact in sorted(facts.named.items()):
        yield _fact(name, fact, evidence)
    groups = "unknown" if facts.groups is None else ", ".join(f"@{handle}" for handle in sorted(facts.groups)) or "none"
    yield f"User groups: {groups}."


def _fact(name: str, fact: Fact, evidence: Evidence) -> str:
    label = name.replace("_", " ").capitalize()
    return f"{label}: “{fact.value}” ({fact.source}, {moment(fact.as_of, evidence.zone)})."


def _team(evidence: Evidence) -> Iterable[str]:
    ticket = evidence.ticket
    yield f"About {ticket.category_id}, which needs the skill “{ticket.skill}”."
    if reason := ticket.routing.get("pool"):
        yield f"Why this team: {reason}."
    if len(path := ticket.routing.get("path") or []) > 1:
        yield f"Asked on the way: {', then '.join(path)}."
    if reason := ticket.routing.get("priority"):
        fact = ticket.routing.get("fact")
        yield f"Priority {ticket.priority}: {reason}{f' because {fact}' if fact else ''}."
    for event in evidence.events:
        if told := _handling(event) or _sorting(event):
            yield f"{moment(event.at, evidence.zone)}: {told}."


def _handling(event: TicketEvent) -> str | None:
    """Who got the ticket, and why; None for an event that gave it to nobody."""
    details = event.details
    match event.kind:
        case EventKind.CLAIMED:
            return f"claimed by @{event.actor_id}"
        case EventKind.REASSIGNED:
            because = f" ({details['reason']})" if details.get("reason") else ""
            return f"given to @{details['to']} by {_actor(event)}{because}"
        case EventKind.TRANSFERRED:
            return f"moved from {details['from_pool']} to {details['to_pool']} by {_actor(event)}: {details['reason']}"
        case _:
            return None


def _sorting(event: TicketEvent) -> str | None:
    """What it was found to be about, and with which tickets it is answered; None for any other event."""
    details, by = event.details, _actor(event)
    match event.kind:
        case EventKind.CATEGORISED:
            return f"category {details['to_category']} instead of {details['from_category']}, said by {by}"
        case EventKind.JOINED | EventKind.SEPARATED:
            verb = "joined" if event.kind is EventKind.JOINED else "parted"
            if "main" in details:
                return f"{verb} {'to' if verb == 'joined' else 'from'} number {details['main']} by {by}"
            return f"number {details['joined']} was {verb} {'to' if verb == 'joined' else 'from'} this by {by}"
        case EventKind.REPORTED_AGAIN:
            return "somebody else reported the same, and waits for the solution of this"
        case _:
            return None


def _warnings(evidence: Evidence) -> Iterable[str]:
    for event in evidence.events:
        if told := _warning(event):
            yield f"{moment(event.at, evidence.zone)}, {event.details['metric'].replace('_', ' ')}: {told}."


def _warning(event: TicketEvent) -> str | None:
    """What became of a promise at risk; None for an event that is about none."""
    match event.kind:
        case EventKind.WARNED:
            return f"warned {_names(event) or 'nobody: this segment has no lead'}"
        case EventKind.SNOOZED:
            return f"snoozed by {_actor(event)}"
        case EventKind.BREACHED:
            return "the deadline passed unanswered" + (f", told {_names(event)}" if event.details.get("to") else "")
        case EventKind.ESCALATED:
            return f"escalated to {_names(event) or 'nobody'}"
        case _:
            return None


def _names(event: TicketEvent) -> str:
    """A step of escalation can also reach a channel."""
    return ", ".join(f"{'@' if each.startswith(('U', 'W')) else '#'}{each}" for each in event.details["to"])


def _actor(event: TicketEvent) -> str:
    return "the desk" if event.actor_id == DESK else f"@{event.actor_id}"


def _mentioned(events: Iterable[TicketEvent]) -> frozenset[str]:
    found: set[str] = set()
    for event in events:
        to = event.details.get("to", [])
        found |= {event.actor_id, *([to] if isinstance(to, str) else to)}
    return frozenset(found - {DESK})
