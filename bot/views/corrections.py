"""What agents have taught the desk about categories, each to be taken back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.views.blocks import button, section
from bot.views.clicked import number_of
from bot.views.mrkdwn import line, mention
from bot.views.shown import Block, Shown
from bot.views.times import stamp

TAKE_BACK = "correction_take_back"
_NONE = "Nobody has corrected a category yet. Change one from the menu of a card, or when you transfer a ticket."


@dataclass(frozen=True)
class CorrectionLine:
    """`was` and `now` are names of categories, `by` is who said so."""

    key: str
    number: int
    text: str
    was: str
    now: str
    by: str
    at: datetime


def render(corrections: Sequence[CorrectionLine]) -> Shown:
    """The newest first."""
    if not corrections:
        return Shown(_NONE, [section(_NONE)])
    lead = "What you taught me about categories, the newest first:"
    spoken = " ".join(f"{each.key}: {line(each.now)}." for each in corrections)
    return Shown(f"{lead} {spoken}", [section(lead), *(_row(each) for each in corrections)])


def read(action: Mapping[str, Any]) -> int:
    """The number of the ticket. Raises a Refusal when the click does not carry one."""
    return number_of(action)


def _row(each: CorrectionLine) -> Block:
    change = f"is *{line(each.now)}*" if each.was == each.now else f"is *{line(each.now)}*, not {line(each.was)}"
    words = f"*{each.key}* “{line(each.text, 120)}” {change} · {mention(each.by)} · {stamp(each.at)}"
    return section(words, button("Take back", TAKE_BACK, str(each.number)))
