"""Blocks and views for the tests' own app, in their shortest form."""

from typing import Any

Block = dict[str, Any]


def words(text: str) -> Block:
    return {"type": "plain_text", "text": text}


def section(text: str, accessory: Block | None = None) -> Block:
    block: Block = {"type": "section", "text": {"type": "mrkdwn", "text": text}}
    return {**block, "accessory": accessory} if accessory else block


def button(text: str, action_id: str, value: str = "1") -> Block:
    return {"type": "button", "text": words(text), "action_id": action_id, "value": value}


def actions(*elements: Block) -> Block:
    return {"type": "actions", "block_id": "doors", "elements": list(elements)}


def options(*texts: str) -> list[Block]:
    return [{"text": words(text), "value": text.lower()} for text in texts]


def field(label: str, element: Block, **more: Any) -> Block:
    return {"type": "input", "block_id": label.lower(), "label": words(label), "element": element, **more}


def text_input(action_id: str = "typed", **more: Any) -> Block:
    return {"type": "plain_text_input", "action_id": action_id, **more}


def modal(*blocks: Block, title: str = "Form", callback_id: str = "form", **more: Any) -> Block:
    return {
        "type": "modal",
        "title": words(title),
        "submit": words("Send"),
        "callback_id": callback_id,
        "blocks": list(blocks),
        **more,
    }


def home(*blocks: Block) -> Block:
    return {"type": "home", "blocks": list(blocks)}
