"""Messages and views as a person reads them: plain words, with names instead of ids."""

import re
from collections.abc import Iterator

from local_slack import dates
from local_slack.state import Json, State, User
from local_slack.typed import unescape

_MARK = re.compile(r"<([^<>\n]+)>")
_MOMENT = re.compile(r"!date\^(\d{1,10})\^([^^]*)")
_UNSEEN = ("options", "option_groups", "confirm", "placeholder", "initial_option", "initial_options", "text_align")


def plain(text: str) -> str:
    """The words without emphasis and line breaks, so that a search does not depend on them."""
    return " ".join(text.translate({ord(mark): None for mark in "*_`~"}).split())


class Reader:
    """Reads with one person's eyes: dates are in their time zone."""

    def __init__(self, state: State, viewer: User) -> None:
        self._state = state
        self._viewer = viewer

    def message(self, message: Json) -> str:
        """Where there are blocks, the text is only what is read aloud in a notification, so it does not count."""
        blocks = message.get("blocks")
        lines = self.blocks(blocks) if blocks else self.text(message.get("text", ""))
        extra = [line for attachment in message.get("attachments", []) for line in self._attachment(attachment)]
        files = [f"[{file['name']}]" for file in message.get("files", [])]
        return "\n".join(part for part in (lines, *extra, *files) if part)

    def view(self, view: Json) -> str:
        title, submit = (view.get(key) or {} for key in ("title", "submit"))
        button = f"[{submit['text']}]" if submit else ""
        heading = title.get("text", "") if view["type"] == "modal" else ""
        return "\n".join(part for part in (heading, self.blocks(view["blocks"]), button) if part)

    def blocks(self, blocks: list[Json]) -> str:
        return "\n".join(filter(None, (self._block(block) for block in blocks)))

    def text(self, text: str) -> str:
        """Slack's marks as words: names, labels of links, dates; entities as characters."""
        return unescape(_MARK.sub(lambda found: self._mark(found[1]), text))

    def _block(self, block: Json) -> str:
        if block["type"] == "rich_text":
            return "".join(self._rich(block)).strip("\n")
        return ("\n" if "fields" in block else " ").join(self._words(block))

    def _words(self, node: object) -> Iterator[str]:
        """Every text in reading order. A button is its label in brackets."""
        if isinstance(node, list):
            for part in node:
                yield from self._words(part)
        elif isinstance(node, dict):
            yield from self._words_of(node)

    def _words_of(self, node: Json) -> Iterator[str]:
        kind = node.get("type")
        if kind == "button":
            yield f"[{node['text']['text']}]"
        elif kind == "rich_text":
            yield "".join(self._rich(node))
        elif isinstance(node.get("text"), str):
            yield self.text(node["text"]) if kind != "plain_text" else node["text"]
        elif kind == "image":
            yield f"[image: {node.get('alt_text', '')}]"
        else:
            for key, part in node.items():
                if key not in _UNSEEN:
                    yield from self._words(part)

    def _rich(self, node: Json) -> Iterator[str]:
        for element in node.get("elements", []):
            if "elements" in element:
                yield from self._rich(element)
                ends_a_line = node["type"] == "rich_text_list" or element["type"] != "rich_text_section"
                yield "\n" if ends_a_line else ""
            else:
                yield self._rich_word(element)

    def _rich_word(self, element: Json) -> str:
        kind = element["type"]
        if kind == "user":
            return self._mark(f"@{element['user_id']}")
        if kind == "channel":
            return self._mark(f"#{element['channel_id']}")
        if kind == "usergroup":
            return self._mark(f"!subteam^{element['usergroup_id']}")
        if kind == "broadcast":
            return f"@{element['range']}"
        if kind == "emoji":
            return f":{element['name']}:"
        if kind == "date":
            return self._mark(f"!date^{element['timestamp']}^{element['format']}")
        return str(element.get("text") or element.get("url", ""))

    def _mark(self, mark: str) -> str:
        target, _, label = mark.partition("|")
        state = self._state
        if target.startswith("!date^"):
            moment = _MOMENT.match(target)
            return dates.show(int(moment[1]), moment[2], self._viewer.tz, state.clock.now()) if moment else label
        if target.startswith("@"):
            user = state.users.get(target[1:])
            return f"@{user.real_name}" if user else label or target
        if target.startswith("#"):
            conversation = state.conversations.get(target[1:])
            return f"#{conversation.name}" if conversation else label or target
        if target.startswith("!subteam^"):
            group = state.groups.get(target.removeprefix("!subteam^"))
            return f"@{group.handle}" if group else label or target
        return f"@{target[1:]}" if target.startswith("!") else label or target

    def _attachment(self, attachment: Json) -> Iterator[str]:
        if attachment.get("blocks"):
            yield self.blocks(attachment["blocks"])
        for key in ("pretext", "title", "text", "fallback"):
            if attachment.get(key):
                yield self.text(attachment[key])
                break
