"""What the agents of a new team must know of a ticket that moved to them."""

from collections.abc import Sequence

from bot.tickets.message import Message, Voice
from bot.views.blocks import context, fitting, section
from bot.views.mrkdwn import clause, mention, quote
from bot.views.shown import Shown
from bot.views.times import stamp

_EACH = 1_200
_ALL = 10_500
_MOST = 40
_DID = {Voice.REQUESTER: "wrote", Voice.AGENT: "answered", Voice.INTERNAL: "noted (internal)"}


def render(messages: Sequence[Message], reason: str = "") -> Shown:
    """What was said so far, the newest last; what does not fit is left out at the beginning."""
    lead = f"Why it moved: {clause(reason)}." if reason.strip() else "It moved here. This is what was said so far."
    newest = [_said(message) for message in reversed(messages[-_MOST:])]
    shown = newest[: fitting(newest, _ALL, _MOST)]
    left_out = len(messages) - len(shown)
    earlier = [context(f"{left_out} earlier messages are left out.")] if left_out else []
    blocks = [section(lead), *earlier, *(section(each) for each in reversed(shown))]
    return Shown(f"{lead} {_count(len(messages))}", blocks)


def _said(message: Message) -> str:
    head = f"{mention(message.author_id)} {_DID[message.voice]} · {stamp(message.at)}"
    return f"{head}\n{quote(message.text, _EACH)}"


def _count(number: int) -> str:
    return "One message so far." if number == 1 else f"{number} messages so far."
