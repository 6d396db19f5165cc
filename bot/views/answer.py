"""The requester's words, in the thread of the card."""

from bot.views.blocks import quoted, section
from bot.views.mrkdwn import line, mention
from bot.views.shown import Shown

_WORDS = 10_000


def render(author_id: str, text: str) -> Shown:
    lead = f":speech_balloon: {mention(author_id)} wrote:"
    return Shown(f"{mention(author_id)} wrote: {line(text, 3_000)}", [section(lead), *quoted(text, _WORDS)])
