"""Which other tickets are about the same: as agents read it, and as the one who asked does."""

from bot.routing.similar import FEWEST
from bot.tickets.ticket import Status
from bot.views.blocks import context
from bot.views.mrkdwn import line, mention
from bot.views.shown import Block
from bot.views.ticket_file import TicketFile

_NAMED = 10


def company(file: TicketFile) -> list[Block]:
    """What the ticket is joined to, what is joined to it, and what reads alike; nothing for a ticket by itself."""
    lines = [*_asked_first(file), *_joined(file), *_alike(file)]
    return [context("\n".join(lines))] if lines else []


def others_report_it(file: TicketFile) -> str:
    """What a requester may know of the others: how many, never who. People of other companies hear nothing of them."""
    if file.outsiders or not file.ticket.is_open or file.people < FEWEST:
        return ""
    return f"{file.people} people have reported the same, and we are on it."


def with_others(file: TicketFile) -> str | None:
    """How it stands with a ticket that is answered together with others; None when it is not."""
    main = file.joined_to
    if main is None or not file.ticket.is_open:
        return None
    who = "The team"
    if main.status is Status.CLAIMED and main.assignee_id and not file.outsiders:
        who = mention(main.assignee_id)
    others = "" if file.outsiders else ", together with other reports of the same"
    return f"{who} is working on {file.key}{others}. You will hear here as soon as it is solved."


def _asked_first(file: TicketFile) -> list[str]:
    if file.asked_same is None:
        return []
    return [f":grey_question: Asked whether it is the same as *{file.asked_same}*: it is not, or that did not help."]


def _joined(file: TicketFile) -> list[str]:
    waiting = _waiting(file)
    if file.joined_to is not None:
        return [f":link: Joined to *{file.main_key}*, whose solution answers this one too.", *waiting]
    if not file.joined:
        return waiting
    askers = ", ".join(mention(person) for person in sorted({each.requester_id for each in file.joined})[:_NAMED])
    count = "One ticket is" if len(file.joined) == 1 else f"{len(file.joined)} tickets are"
    return [f":link: {count} joined to this one. Its solution answers {askers} too.", *waiting]


def _waiting(file: TicketFile) -> list[str]:
    """Those who have joined without a ticket of their own."""
    if not file.waiting or not file.ticket.is_open:
        return []
    people = ", ".join(mention(person) for person in file.waiting[:_NAMED])
    more = f" and {len(file.waiting) - _NAMED} more" if len(file.waiting) > _NAMED else ""
    verb = "waits" if len(file.waiting) == 1 else "wait"
    return [f":raised_hand: {people}{more} said that it is the same, and {verb} for the solution of this ticket."]


def _alike(file: TicketFile) -> list[str]:
    taken = {each.number for each in file.joined} | ({file.joined_to.number} if file.joined_to else set())
    alike = [each for each in file.alike if each.number not in taken]
    if not alike or file.joined_to is not None:
        return []
    names = ", ".join(f"*{each.key}* “{line(each.text, 80)}”" for each in alike)
    people = f" ({file.people} people report the same)" if file.people > 1 else ""
    return [f":busts_in_silhouette: Looks like {names}{people}. If it is the same, join it from the menu."]
