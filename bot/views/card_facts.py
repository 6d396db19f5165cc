"""The lines of a card: who asks, why it came here, when it is due and what may help."""

from bot.routing.classify import UNSURE
from bot.views.mrkdwn import line, mention
from bot.views.promise import due, open_promises
from bot.views.status import FOR_AGENTS, without_emoji
from bot.views.ticket_file import RecentTicket, TicketFile
from bot.views.times import day

_UNKNOWN = "unknown"
_MOST_ARTICLES = 3
_MOST_RECENT = 3


def heading(file: TicketFile) -> str:
    ticket = file.ticket
    return (
        f"*{file.key}* · *{line(ticket.priority)}* · {line(file.segment_name)} (tier {ticket.tier}) · {category(file)}"
    )


def spoken_heading(file: TicketFile) -> str:
    return f"{file.key}, {line(file.ticket.priority)}, {line(file.segment_name)}, {category(file)}"


def category(file: TicketFile) -> str:
    """What it is about, and how sure the desk is of that."""
    if file.request.category_id == UNSURE:
        return f"{line(file.category_name)} (unsure)"
    return line(file.category_name)


def due_line(file: TicketFile) -> str:
    """Every promise that is still open."""
    found = [due(file, clock) for clock in open_promises(file)]
    return " · ".join(found).capitalize() if found else "No promise is open."


def person_facts(file: TicketFile) -> list[tuple[str, str]]:
    """Who asks; what is not known is said to be unknown."""
    known = file.decision.facts
    names = [("Title", "title"), ("Department", "department"), ("Location", "location"), ("Device", "device")]
    local = f"{file.now.astimezone(known.zone):%H:%M} ({line(known.tz)})"
    return [
        ("Requester", f"{mention(file.ticket.requester_id)} {_kind(file)}".strip()),
        *((label, line(known.value(name) or _UNKNOWN)) for label, name in names),
        ("Their time", local),
    ]


def _kind(file: TicketFile) -> str:
    known = file.decision.facts
    if known.is_external:
        return "(from another company)"
    return "(guest)" if known.is_guest else ""


def segment_line(file: TicketFile) -> str:
    """Why the requester is in that segment, and which others matched."""
    others = [f"{line(match.segment_id)} ({line(match.reason)})" for match in file.decision.matches[1:4]]
    also = f" Also matches {', '.join(others)}." if others else ""
    return f"*Segment:* {line(file.segment_name)}, because: {line(file.decision.reason)}.{also}"


def why_here(file: TicketFile) -> str:
    """Why this team got the ticket."""
    reason = file.ticket.routing.get("pool") or "the team was chosen by hand"
    return f"*Why here:* {line(str(reason))}."


def recent_line(file: TicketFile) -> str:
    if not file.recent:
        return "*Last requests:* none before this one."
    return "*Last requests:* " + " · ".join(_recent(file, ticket) for ticket in file.recent[:_MOST_RECENT])


def _recent(file: TicketFile, ticket: RecentTicket) -> str:
    status = without_emoji(FOR_AGENTS[ticket.status]).lower()
    return f"{line(ticket.key)} {line(ticket.text, 80)} ({status}, {day(ticket.at, file.zone, file.now)})"


def articles_line(file: TicketFile) -> str:
    """What an agent may want to read before the first answer; "" when there is nothing."""
    hits = [f"• *{line(hit.article.title)}*: {line(hit.why)}" for hit in file.articles[:_MOST_ARTICLES]]
    return "\n".join(["*Articles that may help*", *hits]) if hits else ""
