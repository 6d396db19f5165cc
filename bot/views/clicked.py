"""What a click carries: the value that a view has put on its button."""

from collections.abc import Mapping
from typing import Any

from bot.errors import Refusal

_STALE = "That button is from an older message and does nothing any more. You find your requests in my Home tab."


def value_of(action: Mapping[str, Any]) -> str:
    """Raises a Refusal when there is none."""
    value = action.get("value")
    if not isinstance(value, str) or not value:
        raise Refusal(_STALE)
    return value


def number_of(action: Mapping[str, Any]) -> int:
    """The ticket's number. Raises a Refusal when there is none."""
    return whole(value_of(action))


def pair_of(action: Mapping[str, Any]) -> tuple[int, str]:
    """The ticket's number and what stands beside it. Raises a Refusal when they are not there."""
    number, _, other = value_of(action).partition(":")
    if not other:
        raise Refusal(_STALE)
    return whole(number), other


def whole(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10):  # no database takes a longer number
        raise Refusal(_STALE)
    return int(text)
