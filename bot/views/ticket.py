"""The requester's side of a ticket: one message that is edited as the ticket moves on."""

from bot.tickets.ticket import Status
from bot.views.blocks import section
from bot.views.company import others_report_it, with_others
from bot.views.mrkdwn import mention
from bot.views.promise import is_late, promised_answer, promised_solution
from bot.views.shown import Shown
from bot.views.status import answering, capital
from bot.views.ticket_file import TicketFile
from bot.views.times import Says, day, spoken, when


def render(file: TicketFile) -> Shown:
    """Who looks at it, and by when the requester hears of it."""
    words = _words(file, when).replace(file.key, f"*{file.key}*", 1)
    return Shown(_words(file, spoken), [section(words)])


def _words(file: TicketFile, says: Says) -> str:
    together = with_others(file)
    if together is not None and file.ticket.status in (Status.OPEN, Status.CLAIMED):
        return together
    return f"{_standing(file, says)} {others_report_it(file)}".rstrip()


def _standing(file: TicketFile, says: Says) -> str:
    match file.ticket.status:
        case Status.OPEN:
            return f"{file.key} {_with_whom(file)}. {_promise(file, says)}"
        case Status.CLAIMED:
            return capital(f"{owner_of(file)} is working on {file.key}. {_promise(file, says)}")
        case Status.WAITING_ON_REQUESTER:
            return f"{file.key} is waiting for your answer. Write it in this thread, then {owner_of(file)} goes on."
        case Status.WAITING_ON_THIRD_PARTY:
            return f"{file.key} is waiting for somebody outside the team. {capital(owner_of(file))} keeps at it."
        case Status.WAITING_FOR_APPROVAL:
            return f"{file.key} is waiting for an approval. You need to do nothing for now."
        case Status.SOLVED:
            return f"{file.key} is solved."
        case _:
            return f"{file.key} is closed. If you need anything else, just write to me."


def reopening(file: TicketFile) -> str:
    """How a requester opens a solved ticket again."""
    if file.reopen_until is None:
        return "If it is not, answer in this thread and it is open again."
    until = day(file.reopen_until, file.zone, file.now)
    return f"If it is not, answer in this thread by {until} and it is open again."


def _with_whom(file: TicketFile) -> str:
    moved = file.ticket.card_number > 1
    return f"{'has moved to' if moved and not file.outsiders else 'is with'} {answering(file)}"


def owner_of(file: TicketFile) -> str:
    """Who has it, as the requester is told."""
    owner = file.ticket.assignee_id
    return mention(owner) if owner and not file.outsiders else answering(file)


def _promise(file: TicketFile, says: Says) -> str:
    answer, solution = promised_answer(file), promised_solution(file)
    if answer and answer.due_at:
        at = says(answer.due_at, file.zone, file.now)
        if is_late(file, answer):
            return f"You should have heard from them by {at}. Sorry for the wait: it is at the top of their list."
        return f"You will hear from them by {at}."
    if solution and solution.due_at and not is_late(file, solution):
        return f"They mean to have it solved by {says(solution.due_at, file.zone, file.now)}."
    return "Write in this thread if there is anything to add."
