"""The rating question of a segment, and its answer."""

from collections.abc import Mapping
from typing import Any

from bot.tickets.rating import Rating
from bot.views import form
from bot.views.blocks import actions, button, section
from bot.views.clicked import number_of, pair_of, whole
from bot.views.mrkdwn import LINE, line
from bot.views.shown import Block, Shown
from bot.views.ticket_file import TicketFile

SCORES = tuple(f"survey_score_{score}" for score in range(1, 6))
COMMENT = "survey_comment"
COMMENT_CALLBACK = "survey_comment"

_WORDS = {1: "Very poor", 2: "Poor", 3: "All right", 4: "Good", 5: "Very good"}
_TEXT = "text"


def render(file: TicketFile, rating: Rating) -> Shown:
    """The question with five buttons; once answered, the thanks, and the way to say more."""
    if rating.score is None:
        question = line(rating.question, 2 * LINE)
        asked = section(f"*{file.key}* is solved. {question}")
        return Shown(f"{file.key} is solved. {question}", [asked, *actions(_scores(file))])
    words = f"Thank you. You rated *{file.key}* {rating.score} of 5: {_WORDS[rating.score].lower()}."
    if rating.comment:
        words += " Your words are kept for the people who run the desk."
    return Shown(words.replace("*", ""), [section(words), *actions(_follow_up(file, rating))])


def read(action: Mapping[str, Any]) -> tuple[int, int]:
    """Ticket number and score. Raises a Refusal when the click does not carry them."""
    number, score = pair_of(action)
    return number, whole(score)


def read_comment_click(action: Mapping[str, Any]) -> int:
    """The number of the ticket to say more about. Raises a Refusal when the click does not carry one."""
    return number_of(action)


def comment_modal(number: int, question: str) -> Block:
    blocks = [form.text_input(_TEXT, question)]
    return form.modal("Your rating", blocks, COMMENT_CALLBACK, "Send", about=str(number))


def read_comment(view: Mapping[str, Any]) -> tuple[int, str]:
    """Ticket number and words. Raises InvalidForm when there are none."""
    text = form.typed_or_refused(view, _TEXT, "Write a few words, or press Cancel.")
    return whole(form.about(view)), text


def _scores(file: TicketFile) -> list[Block]:
    number = file.ticket.number
    return [
        button(f"{score} · {words}", action_id, f"{number}:{score}")
        for (score, words), action_id in zip(_WORDS.items(), SCORES, strict=True)
    ]


def _follow_up(file: TicketFile, rating: Rating) -> list[Block]:
    if not rating.follow_up or rating.comment:
        return []
    return [button(rating.follow_up, COMMENT, str(file.ticket.number))]
