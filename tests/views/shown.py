"""What holds for every message and view, and how to read one as a person would."""

import re
from collections.abc import Iterator
from typing import Any

from bot.views.shown import Shown
from local_slack.blocks import check_blocks, check_view, compact

MOST = 12_000  # characters of a message's blocks; Slack takes about 13,200
OUR_MARKUP = re.compile(r"<@U0(PRIYA|DANA|LENA)>|<#C0TEAM>|<!date\^\d+\^[^|<>]*\|[^<>]*>")

HOSTILE = {
    "broadcast": "<!channel> <!here> @everyone <#C0SECRET> <!subteam^S0ALL>",
    "link": "<https://evil.example|https://bank.example>",
    "half a mention": "<@U0EVE",
    "long": "x" * 40_000,
    "entities": "&<>" * 14_000,
    "JSON": '"\\' * 20_000,
    "lines": "\n" * 20_000 + "a\n" * 20_000,
    "control characters": "a\x00b\x1b[31m\u2028",
    "emoji": "👩‍💻" * 10_000,
    "nothing": "",
    "blanks": " \t\n ",
    "format": "{0} %s {} {zone}",
}


def check_message(shown: Shown) -> None:
    """Slack takes it, nothing in it is live that we did not write, and its text stands for it."""
    assert check_blocks(shown.blocks, "message") == []
    assert len(compact(shown.blocks)) <= MOST
    assert 0 < len(shown.text) <= 4_000
    check_harmless([shown.text, *_mrkdwn(shown.blocks)])
    shown.text.encode()
    compact(shown.blocks).encode()


def check_modal(view: dict[str, Any]) -> None:
    assert check_view(view, "modal") == []
    check_harmless(_mrkdwn(view["blocks"]))


def check_home(view: dict[str, Any]) -> None:
    assert check_view(view, "home") == []
    check_harmless(_mrkdwn(view["blocks"]))


def check_harmless(texts: Any) -> None:
    for text in texts:
        assert "<" not in OUR_MARKUP.sub("", text), text


def words_of(blocks: Any) -> str:
    """Everything that stands in the blocks, one text a line, times in words."""
    texts = "\n".join(_texts(blocks))
    return re.sub(r"<!date\^[^|]*\|([^>]*)>", r"\1", texts)


def buttons_of(blocks: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """The buttons by what stands on them."""
    elements = [element for block in blocks if block["type"] == "actions" for element in block["elements"]]
    return {element["text"]["text"]: element for element in elements if element["type"] == "button"}


def choices_of(blocks: list[dict[str, Any]]) -> dict[str, str]:
    """The values of the menu's choices by what they read."""
    elements = [element for block in blocks if block["type"] == "actions" for element in block["elements"]]
    options = [option for element in elements if element["type"] == "overflow" for option in element["options"]]
    return {option["text"]["text"]: option["value"] for option in options}


def answered(view: dict[str, Any], **inputs: dict[str, Any]) -> dict[str, Any]:
    """The view as Slack sends it back, with what was put into the inputs of those blocks."""
    values = {
        block["block_id"]: {block["element"]["action_id"]: inputs.get(block["block_id"], {})}
        for block in view["blocks"]
        if block["type"] == "input"
    }
    return {**view, "state": {"values": values}}


def typed(text: str | None) -> dict[str, Any]:
    return {"type": "plain_text_input", "value": text}


def chosen(value: str) -> dict[str, Any]:
    return {"type": "static_select", "selected_option": {"value": value}}


def _texts(part: Any) -> Iterator[str]:
    if isinstance(part, list):
        for each in part:
            yield from _texts(each)
    elif isinstance(part, dict):
        if isinstance(part.get("text"), str):
            yield part["text"]
        else:
            for each in part.values():
                yield from _texts(each)


def _mrkdwn(part: Any) -> Iterator[str]:
    if isinstance(part, list):
        for each in part:
            yield from _mrkdwn(each)
    elif isinstance(part, dict):
        if part.get("type") == "mrkdwn":
            assert part["verbatim"] is True
            yield part["text"]
        for each in part.values():
            yield from _mrkdwn(each)
