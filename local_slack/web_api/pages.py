"""Lists in pages: a cursor says where the next one starts."""

import base64
import binascii
from typing import TypeVar

from local_slack.errors import SlackError
from local_slack.web_api.call import Call

Item = TypeVar("Item")


def page(call: Call, items: list[Item], default: int, most: int) -> tuple[list[Item], str]:
    """The page that the call asks for, and the cursor of the next ("" on the last one). Raises `invalid_cursor`."""
    limit = call.number("limit", default)
    if limit < 0 or limit > most:
        raise SlackError("invalid_limit")
    start = _offset(call.text("cursor"))
    end = start + (limit or default)
    return items[start:end], _cursor(end) if end < len(items) else ""


def _cursor(offset: int) -> str:
    return base64.b64encode(f"next:{offset}".encode()).decode()


def _offset(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        kind, _, offset = base64.b64decode(cursor, validate=True).decode().partition(":")
        if kind != "next":
            raise SlackError("invalid_cursor")
        return int(offset)
    except (binascii.Error, ValueError):
        raise SlackError("invalid_cursor") from None
