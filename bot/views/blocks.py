"""The pieces that messages are made of. Text in them is mrkdwn, escaped where it came from a person."""

from collections.abc import Iterable, Sequence
from itertools import accumulate

from bot.views.mrkdwn import cut, quotes, tidy, weight
from bot.views.shown import Block

BUTTON_TEXT = 75
_WRAPPING = 80  # characters of a section around its text


def mrkdwn(text: str) -> Block:
    """`verbatim`, or Slack would turn a typed @here or #channel into a live one."""
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def plain(text: str, limit: int) -> Block:
    return {"type": "plain_text", "text": cut(text, limit) or "–"}


def section(text: str, accessory: Block | None = None) -> Block:
    return {"type": "section", "text": mrkdwn(text)} | ({"accessory": accessory} if accessory else {})


def facts(pairs: Iterable[tuple[str, str]]) -> Block:
    """Labelled values side by side, at most ten."""
    return {"type": "section", "fields": [mrkdwn(f"*{label}*\n{value}") for label, value in pairs]}


def context(*texts: str) -> Block:
    return {"type": "context", "elements": [mrkdwn(text) for text in texts]}


def header(text: str) -> Block:
    return {"type": "header", "text": plain(text, 150)}


def divider() -> Block:
    return {"type": "divider"}


def actions(elements: Iterable[Block]) -> list[Block]:
    """The buttons as one block; no block where there is no button."""
    found = list(elements)
    return [{"type": "actions", "elements": found}] if found else []


def button(text: str, action_id: str, value: str, *, primary: bool = False) -> Block:
    style = {"style": "primary"} if primary else {}
    return {"type": "button", "text": plain(text, BUTTON_TEXT), "action_id": action_id, "value": value, **style}


def menu(action_id: str, choices: Iterable[tuple[str, str]]) -> Block:
    """At most five choices, each with its words and its value."""
    options = [{"text": plain(words, BUTTON_TEXT), "value": value} for words, value in choices]
    return {"type": "overflow", "action_id": action_id, "options": options}


def fitting(texts: Sequence[str], room: int, most: int) -> int:
    """How many of the texts, from the first on, stay within `room` characters as sections of their own."""
    totals = accumulate(weight(text) + _WRAPPING for text in texts[:most])
    return sum(total <= room for total in totals)


def quoted(text: str, limit: int) -> list[Block]:
    """What a person wrote, over as many sections as it takes; what does not fit is said to be missing."""
    shown = [section(piece) for piece in quotes(text, limit)] or [section("> (no words)")]
    if cut(text, limit) == tidy(text):
        return shown
    return [*shown, context(f"Shortened: {len(text):,} characters were written.")]
