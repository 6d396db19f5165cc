"""The desk's Home tab: a person's requests, and an agent's queue."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.tickets.lifecycle import Move, can_move
from bot.views import card
from bot.views.blocks import actions, button, context, divider, header, section
from bot.views.clicked import number_of
from bot.views.mrkdwn import line
from bot.views.shown import Block
from bot.views.ticket_file import TicketFile
from bot.views.ticket_line import by_due, for_agent, for_requester

ASK = "home_ask"
OPEN = "home_open"

_MOST_MINE = 15
_MOST_QUEUED = 30


@dataclass(frozen=True)
class HomePage:
    """`mine` are the person's own requests, newest first; `queue` is None for whoever is no agent."""

    name: str
    mine: Sequence[TicketFile]
    queue: Sequence[TicketFile] | None = None


def render(page: HomePage) -> Block:
    """The view to publish."""
    ask = actions([button("Ask for help", ASK, "ask", primary=True)])
    welcome = section(f"Hello {line(page.name) or 'there'}. Ask here, or write to me in the Messages tab.")
    return {"type": "home", "blocks": [welcome, *ask, *_mine(page.mine), *_queue(page.queue)]}


def read(action: Mapping[str, Any]) -> int:
    """The number of the ticket to open. Raises a Refusal when the click does not carry one."""
    return number_of(action)


def _mine(files: Sequence[TicketFile]) -> list[Block]:
    shown = [section(for_requester(file)) for file in files[:_MOST_MINE]]
    empty = [section("You have not asked for anything yet.")]
    return [header("My requests"), *(shown or empty), *_more(len(files) - _MOST_MINE)]


def _queue(files: Sequence[TicketFile] | None) -> list[Block]:
    if files is None:
        return []
    shown = [block for file in by_due(files)[:_MOST_QUEUED] for block in _queued(file)]
    empty = [section("The queue is empty: no ticket is open in your teams.")]
    return [divider(), header("Queue, the first due first"), *(shown or empty), *_more(len(files) - _MOST_QUEUED)]


def _queued(file: TicketFile) -> list[Block]:
    value = str(file.ticket.number)
    claim = [button("Claim", card.CLAIM, value, primary=True)] if can_move(file.ticket, Move.CLAIM) else []
    return [section(for_agent(file)), *actions([*claim, button("Open", OPEN, value)])]


def _more(number: int) -> list[Block]:
    return [context(f"{number} more.")] if number > 0 else []
