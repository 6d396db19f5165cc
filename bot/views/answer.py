"""The requester's words, in the thread of the card."""

from bot.room import MESSAGE
from bot.views.blocks import quoted, section
from bot.views.mrkdwn import line, mention
from bot.views.shown import Shown


def render(author_id: str, text: str, number: int = 1, of: int = 1) -> Shown:
    """What does not fit one message comes in several, of which this is the one with that `number`."""
    wrote = f"{mention(author_id)} wrote" + (f" (part {number} of {of})" if of > 1 else "")
    return Shown(f"{wrote}: {line(text, 3_000)}", [section(f":speech_balloon: {wrote}:"), *quoted(text, MESSAGE)])
