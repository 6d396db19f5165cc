"""The requester's words, in the thread of the card."""

from typing import NamedTuple

from bot.room import MESSAGE
from bot.views.blocks import quoted, section
from bot.views.mrkdwn import line, mention
from bot.views.shown import Shown


class Part(NamedTuple):
    """What does not fit one message comes in several: which this is, and of how many."""

    number: int
    of: int


WHOLE = Part(1, 1)


def render(author_id: str, text: str, to: str | None = None, part: Part = WHOLE) -> Shown:
    """`to` is the agent who has the ticket."""
    wrote = f"{mention(author_id)} wrote" + (f" to {mention(to)}" if to else "")
    if part.of > 1:
        wrote += f" (part {part.number} of {part.of})"
    return Shown(f"{wrote}: {line(text, 3_000)}", [section(f":speech_balloon: {wrote}:"), *quoted(text, MESSAGE)])
