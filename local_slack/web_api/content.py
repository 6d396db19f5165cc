"""What a call wants to say: text, blocks, attachments and metadata, read and checked."""

from dataclasses import dataclass
from typing import Any

from local_slack import blocks as block_kit
from local_slack.errors import SlackError, invalid
from local_slack.state import Json
from local_slack.web_api.call import Call

TEXT_CHARACTERS = 40_000  # more is cut off
MARKDOWN_CHARACTERS = 12_000
ATTACHMENTS = 100
METADATA_CHARACTERS = 8_000  # a limit exists, its size is not published


@dataclass(frozen=True)
class Speech:
    text: str
    blocks: list[Json]
    attachments: list[Json]


def read(call: Call) -> Speech:
    """Raises `no_text`, `markdown_text_conflict`, `msg_too_long` and what `blocks` and `attachments` raise."""
    if call.has("markdown_text"):
        return _markdown(call)
    said = Speech(_text(call), blocks(call), attachments(call))
    if not (said.text.strip() or said.blocks or said.attachments):
        raise SlackError("no_text")
    return said


def blocks(call: Call) -> list[Json]:
    """Raises `invalid_blocks_format`, `invalid_blocks` with each problem's pointer, or `msg_blocks_too_long`."""
    value = call.structure("blocks", "invalid_blocks_format")
    if value is None:
        return []
    if not isinstance(value, list):
        raise SlackError("invalid_blocks_format")
    problems = block_kit.check_blocks(value, "message")
    if problems:
        raise invalid("invalid_blocks", problems)
    if len(block_kit.compact(value)) > block_kit.MESSAGE_CHARACTERS:
        raise SlackError("msg_blocks_too_long")
    return value


def attachments(call: Call) -> list[Json]:
    value = call.structure("attachments", "invalid_attachments") or []
    if not isinstance(value, list) or not all(isinstance(attachment, dict) for attachment in value):
        raise SlackError("invalid_attachments")
    if len(value) > ATTACHMENTS:
        raise SlackError("too_many_attachments")
    for index, attachment in enumerate(value):
        at = f"/attachments/{index}/blocks"
        problems = block_kit.check_blocks(attachment.get("blocks") or [], "message", at)
        if problems:
            raise invalid("invalid_blocks", problems)
    return value


def metadata(call: Call) -> Json | None:
    """The metadata that is given; `{}` stands for none. Raises `invalid_metadata_…` or `metadata_too_large`."""
    value = call.structure("metadata", "invalid_metadata_format")
    if not value:
        return None
    _check_metadata(value)
    return dict(value)


def _check_metadata(value: Any) -> None:
    if not isinstance(value, dict):
        raise SlackError("invalid_metadata_format")
    well_formed = isinstance(value.get("event_type"), str) and isinstance(value.get("event_payload"), dict)
    if not well_formed or set(value) - {"event_type", "event_payload", "entities"}:
        raise SlackError("invalid_metadata_schema")
    if len(block_kit.compact(value)) > METADATA_CHARACTERS:
        raise SlackError("metadata_too_large")


def _text(call: Call) -> str:
    text = call.text("text")
    if len(text) > TEXT_CHARACTERS:
        call.warnings.append("message_truncated")
    return text[:TEXT_CHARACTERS]


def _markdown(call: Call) -> Speech:
    if call.has("text") or call.has("blocks"):
        raise SlackError("markdown_text_conflict")
    text = call.text("markdown_text")
    if len(text) > MARKDOWN_CHARACTERS:
        raise SlackError("msg_too_long")
    return Speech(text, [{"type": "markdown", "text": text}], attachments(call))
