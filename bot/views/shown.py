"""A message as Slack shows it."""

from dataclasses import dataclass
from typing import Any

Block = dict[str, Any]


@dataclass(frozen=True)
class Shown:
    """`text` stands for the whole message where blocks are not seen: in a notification, or read aloud."""

    text: str
    blocks: list[Block]
