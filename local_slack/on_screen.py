"""What a person has before them, and how they find a button or a field on it: by the words they read."""

from collections.abc import Iterator, Mapping
from typing import Any

from local_slack import elements
from local_slack.reading import plain
from local_slack.state import Json

ONE_OF = ("selected_option", "selected_user", "selected_channel", "selected_conversation")


class Seen(dict[str, Any]):
    """A message or a view as Slack's JSON, with what a test asks of it most."""

    @property
    def text(self) -> str:
        """The words that the person reads, buttons in brackets."""
        return str(self["readable"])

    @property
    def blocks(self) -> list[Json]:
        return self.get("blocks") or []

    @property
    def buttons(self) -> list[str]:
        return [element["text"]["text"] for _, element in self.elements() if element["type"] == "button"]

    def elements(self) -> Iterator[tuple[Json, Json]]:
        """Each interactive element with its block."""
        for block in self.blocks:
            for element in elements.of_block(block):
                yield block, element

    def find(self, what: str) -> tuple[Json, Json] | None:
        """The block and element with this label, text, placeholder or id; the exact one before one that begins so."""
        candidates = [(block, element, names(block, element)) for block, element in self.elements()]
        for block, element, known in candidates:
            if what in known or plain(what) in known:
                return block, element
        for block, element, known in candidates:
            if any(name.startswith(plain(what)) for name in known):
                return block, element
        return None


class SeenMessage(Seen):
    @property
    def ts(self) -> str:
        return str(self["ts"])

    @property
    def channel(self) -> str:
        return str(self["channel"])

    @property
    def thread(self) -> str:
        """The ts of the thread it is in, or of the one that a reply to it would start."""
        return str(self.get("thread_ts") or self["ts"])

    @property
    def container(self) -> Json:
        return {"type": "message", "channel": self.channel, "ts": self.ts}


class SeenView(Seen):
    @property
    def id(self) -> str:
        return str(self["id"])

    @property
    def title(self) -> str:
        return str(self["title"]["text"])

    @property
    def container(self) -> Json:
        return {"type": "view", "view_id": self.id}

    @property
    def labels(self) -> dict[str, str]:
        """block_id -> the label of its field."""
        return {block["block_id"]: block["label"]["text"] for block in self.blocks if block["type"] == "input"}


Screen = SeenMessage | SeenView


def names(block: Json, element: Json) -> list[str]:
    """All that the element can be called by."""
    texts = [element.get("text"), element.get("placeholder"), block.get("label")]
    if block.get("accessory") is element:
        texts.append(block.get("text"))
    words = [plain(text["text"]) for text in texts if isinstance(text, dict)]
    words += [plain(text) for text in (element.get("accessibility_label"),) if text]
    return [*words, element["action_id"], block["block_id"]]


def filled(element: Json, value: Any, ids: Mapping[str, str]) -> Json:
    """What a person chose or typed, as the element's state. Options go by their text, people and channels by name."""
    keys = elements.STATE_KEYS[element["type"]] or ("selected_option", "")
    key = keys[0]
    if value is None:
        return {key: None}
    if key in ("selected_option", "selected_options"):
        chosen: Any = [option(element, one) for one in several(value)]
    elif key.startswith(("selected_user", "selected_channel", "selected_conversation")):
        chosen = [ids.get(str(one).lstrip("@#"), one) for one in several(value)]
    elif key == "rich_text_value":
        section = {"type": "rich_text_section", "elements": [{"type": "text", "text": value}]}
        return {key: {"type": "rich_text", "elements": [section]}}
    else:
        return {key: value if key in ("selected_date_time", "files") else str(value)}
    return {key: chosen[0] if key in ONE_OF else chosen}


def option(element: Json, wanted: Any) -> Json:
    """The option that reads so, or has this value. Raises `AssertionError` with the options there are."""
    if isinstance(wanted, dict):
        return wanted
    groups = element.get("option_groups") or [{"options": element.get("options", [])}]
    options: list[Json] = [choice for group in groups for choice in group["options"]]
    for choice in options:
        if plain(str(wanted)) in (plain(choice["text"]["text"]), choice["value"]):
            return choice
    raise AssertionError(f"No option reads {wanted!r}, but: {[choice['text']['text'] for choice in options]}")


def several(value: Any) -> list[Any]:
    """One or many, as a list."""
    return list(value) if isinstance(value, list | tuple | set) else [value]
