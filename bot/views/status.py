"""How a ticket stands, in words."""

from bot.tickets.ticket import Status
from bot.views.mrkdwn import line, mention
from bot.views.ticket_file import TicketFile

FOR_AGENTS = {
    Status.OPEN: ":large_blue_circle: Open",
    Status.CLAIMED: ":hammer_and_wrench: Claimed",
    Status.WAITING_ON_REQUESTER: ":hourglass_flowing_sand: Waiting for the requester",
    Status.WAITING_ON_THIRD_PARTY: ":hourglass_flowing_sand: Waiting for somebody outside the desk",
    Status.WAITING_FOR_APPROVAL: ":hourglass_flowing_sand: Waiting for an approval",
    Status.SOLVED: ":white_check_mark: Solved",
    Status.CLOSED: ":lock: Closed",
}

FOR_REQUESTERS = {
    Status.OPEN: ":large_blue_circle: waiting for the team",
    Status.CLAIMED: ":hammer_and_wrench: being worked on",
    Status.WAITING_ON_REQUESTER: ":speech_balloon: waiting for your answer",
    Status.WAITING_ON_THIRD_PARTY: ":hourglass_flowing_sand: waiting for somebody outside the team",
    Status.WAITING_FOR_APPROVAL: ":hourglass_flowing_sand: waiting for an approval",
    Status.SOLVED: ":white_check_mark: solved",
    Status.CLOSED: ":lock: closed",
}


def standing(file: TicketFile) -> str:
    """For agents: how the ticket stands and who has it."""
    status, owner = FOR_AGENTS[file.ticket.status], file.ticket.assignee_id
    if owner:
        return f"{status} · {mention(owner)}"
    return f"{status} · nobody has it yet" if file.ticket.is_open else status


def answering(file: TicketFile) -> str:
    """Who answers, as the requester is told. Other companies hear neither how the house is divided nor who works in
    it.
    """
    return line(file.desk_name) if file.outsiders else team(file.pool_name)


def capital(text: str) -> str:
    """The text as the beginning of a sentence."""
    return text[:1].upper() + text[1:]


def without_emoji(words: str) -> str:
    return words.partition(": ")[2] if words.startswith(":") else words


def team(name: str) -> str:
    """How a pool is spoken of: "the Network team"."""
    shown = line(name)
    return f"the {shown}" if shown.lower().endswith(("team", "desk")) else f"the {shown} team"
