"""What a lead reads before a promise runs out, and what became of it."""

from collections.abc import Mapping
from typing import Any

from bot.sla.clock import Clock
from bot.tickets.lifecycle import Move, can_move
from bot.views.blocks import actions, button, context, section
from bot.views.card_facts import category
from bot.views.clicked import pair_of
from bot.views.mrkdwn import line, mention, quote, sentence
from bot.views.promise import due, is_late, name
from bot.views.shown import Block, Shown
from bot.views.status import capital, standing, team
from bot.views.ticket_file import TicketFile
from bot.views.times import Says, span, spoken, when

TAKE = "warning_take"
REASSIGN = "warning_reassign"
SNOOZE = "warning_snooze"


def render(file: TicketFile, clock: Clock, settled: str | None = None) -> Shown:
    """Which promise of which ticket is due when, and who has it. `settled` says what was done about it."""
    asked = f"{mention(file.ticket.requester_id)} asked:\n{quote(file.ticket.text)}"
    facts = context(" · ".join([standing(file), team(file.pool_name), _about(file)]))
    if settled:
        done = sentence(settled, 500)
        blocks = [section(f"*{file.key}*: {done}"), context(capital(due(file, clock))), facts]
        return Shown(f"{file.key}: {done}", blocks)
    head = section(headline(file, clock))
    text = f"{file.key}: {_due(file, clock, spoken)} {line(file.ticket.text)}"
    return Shown(text, [head, facts, section(asked), *_buttons(file, clock)])


def headline(file: TicketFile, clock: Clock) -> str:
    """Which promise of which ticket is due when, in a line of mrkdwn."""
    return f"{_emoji(file, clock)} *{file.key}*: {_due(file, clock, when)}"


def read(action: Mapping[str, Any]) -> tuple[int, str]:
    """Ticket number and clock id. Raises a Refusal when the click does not carry them."""
    return pair_of(action)


def _due(file: TicketFile, clock: Clock, says: Says) -> str:
    promise = name(clock)
    if clock.due_at is None:
        return f"the {promise} is not due at the moment."
    at = says(clock.due_at, file.zone, file.now)
    if is_late(file, clock):
        return f"the {promise} is overdue since {at}."
    return f"the {promise} is due by {at}, in {span(clock.due_at - file.now)}."


def _about(file: TicketFile) -> str:
    return f"{line(file.ticket.priority)} · {line(file.segment_name)} · {category(file)}"


def _emoji(file: TicketFile, clock: Clock) -> str:
    return ":red_circle:" if is_late(file, clock) else ":warning:"


def _buttons(file: TicketFile, clock: Clock) -> list[Block]:
    if not can_move(file.ticket, Move.REASSIGN):
        return []
    value = f"{file.ticket.number}:{clock.id}"
    shown = [button("Take", TAKE, value, primary=True), button("Reassign", REASSIGN, value)]
    if not is_late(file, clock):
        shown.append(button("Snooze", SNOOZE, value))
    return actions(shown)
