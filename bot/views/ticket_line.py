"""One ticket among others, in a list."""

from collections.abc import Sequence

from bot.views.card_facts import category
from bot.views.mrkdwn import line, mention, quote
from bot.views.promise import due, is_late, next_due, next_promise, promised_answer
from bot.views.status import FOR_REQUESTERS, standing
from bot.views.ticket_file import TicketFile
from bot.views.times import when


def by_due(files: Sequence[TicketFile]) -> list[TicketFile]:
    """The first due first; those that nothing is due for come last, the oldest first."""
    return sorted(files, key=lambda file: (next_due(file), file.ticket.number))


def for_agent(file: TicketFile) -> str:
    """Who asks what, who has it and when it is due."""
    promise = next_promise(file)
    late = ":red_circle: " if promise and is_late(file, promise) else ""
    words = late + due(file, promise) if promise else "nothing is due"
    head = f"*{file.key}* · {line(file.ticket.priority)} · {line(file.segment_name)} · {category(file)} · {words}"
    return f"{head}\n{standing(file)} · {mention(file.ticket.requester_id)}\n{quote(file.ticket.text, 160)}"


def for_requester(file: TicketFile) -> str:
    """What they asked and how it stands, in plain words."""
    promise = promised_answer(file)
    hear = ""
    if promise and promise.due_at and file.ticket.is_open and not is_late(file, promise):
        hear = f" · you will hear by {when(promise.due_at, file.zone, file.now)}"
    return f"*{file.key}* {FOR_REQUESTERS[file.ticket.status]}{hear}\n{quote(file.ticket.text, 160)}"
