"""The card of a ticket in its team's channel: facts first, then what was asked, then what can be done."""

from collections.abc import Mapping
from typing import Any

from bot.room import ON_CARD
from bot.tickets.lifecycle import Move, can_move
from bot.tickets.ticket import Ticket
from bot.views import form, suggestion
from bot.views.blocks import actions, button, context, facts, menu, quoted, section
from bot.views.card_facts import articles, background, due_line, heading, person_facts, spoken_heading, tried
from bot.views.clicked import number_of
from bot.views.company import company
from bot.views.mrkdwn import line, mention
from bot.views.reading_along import reading_along
from bot.views.shown import Block, Shown
from bot.views.status import standing, team
from bot.views.ticket_file import TicketFile

CLAIM = "card_claim"
REPLY = "card_reply"
WAIT = "card_wait"
SOLVE = "card_solve"
TRANSFER = "card_transfer"
MENU = "card_menu"
CATEGORY = "card_category"
TAKE_BACK = "card_take_back"
JOIN = "card_join"
SEPARATE = "card_separate"
RECLASSIFY = "card_reclassify"

_BUTTONS = [
    (Move.CLAIM, "Claim", CLAIM),
    (Move.REPLY, "Reply", REPLY),
    (Move.WAIT, "Wait for requester", WAIT),
    (Move.SOLVE, "Solve", SOLVE),
    (Move.TRANSFER, "Transfer", TRANSFER),
]
_IN_MODAL = 60_000


def render(file: TicketFile) -> Shown:
    text = f"{spoken_heading(file)}: {line(file.ticket.text, 2_500)}"
    return Shown(text, [*_body(file, ON_CARD), *actions([*_buttons(file.ticket), *_menu(file)])])


def render_moved(file: TicketFile) -> Shown:
    """The card that stays behind when the ticket moves to another team, which `file` names."""
    words = f"{file.key} has moved to {team(file.pool_name)}."
    asked = context(f"{mention(file.ticket.requester_id)} asked: {line(file.ticket.text)}")
    return Shown(words, [section(f":arrow_right: {words.replace(file.key, f'*{file.key}*', 1)}"), asked])


def modal(file: TicketFile) -> Block:
    """The same facts with the whole text, for somebody who is not in the team's channel."""
    return form.modal(file.key, _body(file, _IN_MODAL))


def _buttons(ticket: Ticket) -> list[Block]:
    """What can be done with it now."""
    value = str(ticket.number)
    allowed = [(words, action_id) for move, words, action_id in _BUTTONS if can_move(ticket, move)]
    return [button(words, action_id, value, primary=at == 0) for at, (words, action_id) in enumerate(allowed)]


def _menu(file: TicketFile) -> list[Block]:
    """What is done seldom. Each choice is a verb of its own, with the number of the ticket."""
    if not file.ticket.is_open:
        return []
    choices = [("Change the category", CATEGORY), ("Change the segment", RECLASSIFY)]
    if file.corrected_by:
        choices.append(("Take the category back", TAKE_BACK))
    choices.append((f"Take it out of {file.main_key}", SEPARATE) if file.joined_to else ("Join to a ticket", JOIN))
    return [menu(MENU, [(words, f"{verb}:{file.ticket.number}") for words, verb in choices])]


def read(action: Mapping[str, Any]) -> int:
    """The number of the ticket. Raises a Refusal when the click does not carry one."""
    return number_of(action)


def _body(file: TicketFile, most_asked: int) -> list[Block]:
    return [
        section(f"{heading(file)}\n{standing(file)}\n{due_line(file)}"),
        *reading_along(file),
        *company(file),
        facts(person_facts(file)),
        *quoted(file.ticket.text, most_asked),
        *tried(file),
        *articles(file),
        *suggestion.asked(file),
        context(background(file)),
    ]
