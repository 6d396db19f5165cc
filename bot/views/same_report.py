"""What somebody reads who asks what others have asked before: is it the same, and how was it solved?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot.tickets.request import Request, RequestState
from bot.views.blocks import actions, button, context, quoted, section
from bot.views.clicked import value_of
from bot.views.mrkdwn import line, mention
from bot.views.offer import STILL_NEED_HELP
from bot.views.shown import Block, Shown
from bot.views.status import answering, without_emoji
from bot.views.ticket_file import TicketFile
from bot.views.times import Says, span, spoken, when

SAME = "same_report"

_WORDS = 10_000
_JOINED = ":link: You will hear here as soon as it is solved, like the others."
_ANSWERED = ":white_check_mark: It was solved, as you read below."
_PARTED = ":busts_in_silhouette: Your request went to the team."
_OVER = "This question is not open any more."
_SOLVED = ":white_check_mark: That solved it for the others. If it is not solved for you, I open a ticket."


@dataclass(frozen=True)
class SameReport:
    """`file` is the ticket that others have opened, in the zone of whoever asks now; `answer_within` is how long the
    question waits for an answer.
    """

    request: Request
    file: TicketFile
    answer_within: timedelta


def render(report: SameReport) -> Shown:
    """The question, and later what came of it."""
    match report.request.state:
        case RequestState.OFFERED:
            silence = f"If I hear nothing within {span(report.answer_within)}, I open a ticket for you."
            question = "Is it the same for you?"
            blocks = [section(f"{_known(report, when)} {question}"), *_answers(report.request), context(silence)]
            return Shown(f"{_known(report, spoken)} {question} {silence}", blocks)
        case RequestState.JOINED if not report.file.ticket.is_open:
            return Shown(without_emoji(_ANSWERED), [section(_ANSWERED)])
        case RequestState.JOINED:
            blocks = [section(_known(report, when)), section(_JOINED), *_way_on(report.request)]
            return Shown(f"{_known(report, spoken)} {without_emoji(_JOINED)}", blocks)
        case RequestState.HANDED_OVER:
            return Shown(without_emoji(_PARTED), [section(_PARTED)])
        case _:
            return Shown(_OVER, [section(_OVER)])


def render_solved(request: Request, author_id: str, text: str) -> Shown:
    """To whoever waits for it without a ticket; once they have one, it is not offered again."""
    lead = f"{mention(author_id)} answers:"
    way_on = _way_on(request) if request.state is RequestState.JOINED else []
    blocks = [section(lead), *quoted(text, _WORDS), section(_SOLVED), *way_on]
    return Shown(f"{lead} {line(text, 3_000)} {without_emoji(_SOLVED)}", blocks)


def read(action: Mapping[str, Any]) -> str:
    """The id of the request. Raises a Refusal when the click does not carry one."""
    return value_of(action)


def _known(report: SameReport, says: Says) -> str:
    """How many others, never who."""
    file = report.file
    asked = {file.ticket.requester_id, *(each.requester_id for each in file.joined), *file.waiting}
    others = len(asked - {report.request.requester_id})
    who = {0: "You have", 1: "Somebody else has"}.get(others, f"{others} others have")  # tickets are taken out again
    who = "Others have" if file.joined_to is not None else who
    since = says(file.ticket.started_at, file.zone, file.now)
    return f"{who} reported the same since {since}, and {answering(file)} is on it."


def _answers(request: Request) -> list[Block]:
    same = button("Yes, it is the same", SAME, request.id, primary=True)
    return actions([same, button("No, mine is different", STILL_NEED_HELP, request.id)])


def _way_on(request: Request) -> list[Block]:
    return actions([button("I still need help", STILL_NEED_HELP, request.id)])
