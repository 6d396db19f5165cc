"""The lines of a card: who asks, why it came here, when it is due and what may help."""

from collections.abc import Mapping
from typing import Any

from bot.routing.category import UNSURE
from bot.segments.facts import Facts
from bot.views.article_text import short
from bot.views.blocks import context
from bot.views.mrkdwn import clause, line, mention
from bot.views.promise import due, open_promises
from bot.views.shown import Block
from bot.views.status import FOR_AGENTS, without_emoji
from bot.views.ticket_file import RecentTicket, TicketFile
from bot.views.times import day, when

_UNKNOWN = "unknown"
_WHEN_KNOWN = [
    ("System", "os"),
    ("Rare here", "rare_os"),
    ("Entitled to", "entitlement"),
    ("Contract until", "contract_end"),
]
_SYSTEMS = [("critical_infrastructure", "critical infrastructure"), ("regulated", "a regulated system")]
_MOST_ARTICLES = 3
_MOST_RECENT = 3
_BEST_ARTICLE = 600
_SHORT, _REASON = 120, 180


def heading(file: TicketFile) -> str:
    ticket = file.ticket
    segment = f"{line(file.segment_name)} (tier {ticket.tier})"
    return f"*{file.key}* · *{line(ticket.priority)}* · {segment} · {_topic(file)}"


def spoken_heading(file: TicketFile) -> str:
    return f"{file.key}, {line(file.ticket.priority)}, {line(file.segment_name)}, {category(file)}"


def category(file: TicketFile) -> str:
    """What it is about, and how sure the desk is of that."""
    is_unsure = file.request.category_id == UNSURE and not file.corrected_by
    return f"{line(file.category_name)} (unsure)" if is_unsure else line(file.category_name)


def _topic(file: TicketFile) -> str:
    """The same with who said so, or with the best guess."""
    if file.corrected_by:
        return f"{category(file)} (corrected by {mention(file.corrected_by)})"
    guess = f"(unsure; perhaps {line(file.guess)})" if file.guess else "(unsure)"
    return category(file).replace("(unsure)", guess)


def due_line(file: TicketFile) -> str:
    """Since when it waits, and what is promised; or when it was solved."""
    promises = [due(file, clock) for clock in open_promises(file)] if file.ticket.is_open else []
    solved = [f"solved {when(file.ticket.solved_at, file.zone, file.now)}"] if file.ticket.solved_at else []
    return " · ".join([f"Asked {when(file.ticket.started_at, file.zone, file.now)}", *promises, *solved])


def person_facts(file: TicketFile) -> list[tuple[str, str]]:
    """Who asks; what is not known is said to be unknown."""
    known = file.decision.facts
    names = [("Title", "title"), ("Department", "department"), ("Location", "location"), ("Device", "device")]
    names += [(label, name) for label, name in _WHEN_KNOWN if known.value(name)]
    local = f"{file.now.astimezone(known.zone):%H:%M} ({line(known.tz)})"
    return [
        ("Requester", f"{mention(file.ticket.requester_id)} {_kind(file)}".strip()),
        *((label, line(known.value(name) or _UNKNOWN)) for label, name in names),
        ("Their time", local),
        *_depends(known),
    ]


def _depends(known: Facts) -> list[tuple[str, str]]:
    """What makes a quiet request matter."""
    systems = [words for name, words in _SYSTEMS if known.value(name) == "yes"]
    return [("Depends on it", " and ".join(systems))] if systems else []


def _kind(file: TicketFile) -> str:
    known = file.decision.facts
    if known.is_external:
        return "(from another company)"
    return "(guest)" if known.is_guest else ""


def background(file: TicketFile) -> str:
    """Why the ticket is what it is and where it is."""
    ticket, routing = file.ticket, file.ticket.routing
    found = [
        ("Segment", _segment(file)),
        (f"Priority {line(ticket.priority)}", clause(_weight(routing), _SHORT)),
        ("Why this team", clause(routing.get("pool") or "", _REASON)),
        ("Articles for the requester", clause(file.request.deflection_reason, _REASON)),
        ("Follows", line(file.follows or "")),
        ("Last requests", _recent(file)),
        ("Habits", ", ".join(str(habit) for habit in file.decision.facts.habits.values() if habit.holds)),
        ("Known since", _since(file)),
    ]
    return "\n".join(f"*{label}:* {words}." for label, words in found if words)


def tried(file: TicketFile) -> list[Block]:
    """What the requester has done already, so that nobody tells them to do it again."""
    if file.tried is None:
        return []
    title = f"*Tried before:* “{line(file.tried.title, _SHORT)}”"
    done = f", {_steps(file.tried.steps_done)} done" if file.tried.steps_done else ""
    failed = f"; this one did not work: {clause(file.tried.failed, _REASON)}" if file.tried.failed else ""
    return [context(f"{title}{done}{failed}.")]


def _steps(number: int) -> str:
    return "step 1" if number == 1 else f"steps 1 to {number}"


def _weight(routing: Mapping[str, Any]) -> str:
    return " because ".join(part for part in (routing.get("priority"), routing.get("fact")) if part)


def _segment(file: TicketFile) -> str:
    if changed := file.ticket.routing.get("segment"):
        because = clause(changed["reason"], _REASON)
        return f"{line(file.segment_name, _SHORT)}, set by {mention(changed['by'])}: {because}"
    others = [f"{line(match.segment_id, 50)} ({clause(match.reason, _SHORT)})" for match in file.decision.matches[1:3]]
    also = f"; also matches {', '.join(others)}" if others else ""
    return f"{line(file.segment_name, _SHORT)}, because {clause(file.decision.reason, _REASON)}{also}"


def _since(file: TicketFile) -> str:
    """Set when Slack could not be asked: what is told here may have changed."""
    stale_since = file.decision.facts.stale_since
    return f"{day(stale_since, file.zone, file.now)}; Slack did not answer since" if stale_since else ""


def _recent(file: TicketFile) -> str:
    return " · ".join(_earlier(file, ticket) for ticket in file.recent[:_MOST_RECENT]) or "none before this one"


def _earlier(file: TicketFile, ticket: RecentTicket) -> str:
    status = without_emoji(FOR_AGENTS[ticket.status]).lower()
    return f"{line(ticket.key, 40)} {line(ticket.text, 80)} ({status}, {day(ticket.at, file.zone, file.now)})"


def articles(file: TicketFile) -> list[Block]:
    """What an agent may want to read before the first response: the best article's steps, and what else there is."""
    if not file.articles:
        return []
    best, *others = file.articles[:_MOST_ARTICLES]
    more = [f"*Also:* {line(hit.article.title)} ({line(hit.why, 120)})" for hit in others]
    return [short(best.article, _BEST_ARTICLE), *([context("\n".join(more))] if more else [])]
