"""What the agents of a new team must know of a ticket that moved to them."""

from collections.abc import Sequence

from bot.tickets.message import Message, Voice
from bot.views.blocks import context, section
from bot.views.mrkdwn import line, mention, quote, weight
from bot.views.shown import Shown
from bot.views.times import stamp

_EACH = 1_200
_ALL = 9_000
_MOST = 40
_DID = {Voice.REQUESTER: "wrote", Voice.AGENT: "answered", Voice.INTERNAL: "noted (internal)"}


def render(messages: Sequence[Message], reason: str = "") -> Shown:
    """What was said so far, the newest last; what does not fit is left out at the beginning."""
    lead = f"Why it moved: {line(reason, 1_000)}" if reason.strip() else "It moved here. This is what was said so far."
    shown = _newest([_said(message) for message in messages])
    left_out = len(messages) - len(shown)
    earlier = [context(f"{left_out} earlier messages are left out.")] if left_out else []
    return Shown(f"{lead} {_count(len(messages))}", [section(lead), *earlier, *(section(each) for each in shown)])


def _said(message: Message) -> str:
    head = f"{mention(message.author_id)} {_DID[message.voice]} · {stamp(message.at)}"
    return f"{head}\n{quote(message.text, _EACH)}"


def _newest(entries: list[str]) -> list[str]:
    room, kept = _ALL, 0
    for entry in reversed(entries[-_MOST:]):
        room -= weight(entry) + len('{"type":"section","text":{"type":"mrkdwn","text":"","verbatim":true}},')
        if room < 0:
            break
        kept += 1
    return entries[len(entries) - kept :]


def _count(number: int) -> str:
    return "One message so far." if number == 1 else f"{number} messages so far."
