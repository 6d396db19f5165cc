"""What people type, as Slack stores it: escaped, with live mentions, and split into rich text."""

import re
from collections.abc import Iterator

from local_slack.state import Json, State

_ENTITIES = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"))
_LIVE = re.compile(r"(?<![\w@#/])(?:@(?P<who>[\w.-]*\w)|#(?P<channel>[\w-]+)|(?P<url>https?://[^\s<>|]+))")
_MARKED = re.compile(r"<([^<>]+)>")
_BROADCASTS = ("here", "channel", "everyone")


def escape(text: str) -> str:
    for raw, entity in _ENTITIES:
        text = text.replace(raw, entity)
    return text


def unescape(text: str) -> str:
    for raw, entity in reversed(_ENTITIES):
        text = text.replace(entity, raw)
    return text


def as_sent(state: State, text: str) -> str:
    """`@ana`, `#general`, `@it-leads`, `@here` and links become Slack's marks; everything else is escaped."""
    return _LIVE.sub(lambda found: _mark(state, found), escape(text))


def as_escaped_command(state: State, text: str) -> str:
    """The text of a slash command whose manifest says `should_escape`: marks that carry the name as well."""

    def mark(found: re.Match[str]) -> str:
        user, channel = _user(state, found["who"]), _channel(state, found["channel"])
        if user:
            return f"<@{user}|{found['who']}>"
        return f"<#{channel}|{found['channel']}>" if channel else _mark(state, found)

    return _LIVE.sub(mark, escape(text))


def rich_text(text: str, block_id: str) -> list[Json]:
    """The rich_text block that Slack adds to what a person writes."""
    section = {"type": "rich_text_section", "elements": list(_elements(text))}
    return [{"type": "rich_text", "block_id": block_id, "elements": [section]}]


def _mark(state: State, found: re.Match[str]) -> str:
    who, channel, url = found["who"], found["channel"], found["url"]
    if url:
        return f"<{url}>"
    if channel:
        channel_id = _channel(state, channel)
        return f"<#{channel_id}|{channel}>" if channel_id else found[0]
    if who in _BROADCASTS:
        return f"<!{who}>"
    user = _user(state, who)
    return f"<@{user}>" if user else _group_mark(state, who) or found[0]


def _group_mark(state: State, handle: str) -> str:
    group = next((group for group in state.groups.values() if group.handle == handle), None)
    return f"<!subteam^{group.id}|@{handle}>" if group else ""


def _user(state: State, name: str | None) -> str | None:
    return next((user.id for user in state.users.values() if user.name == name), None)


def _channel(state: State, name: str | None) -> str | None:
    return next((c.id for c in state.conversations.values() if name and c.name == name), None)


def _elements(text: str) -> Iterator[Json]:
    for index, part in enumerate(_MARKED.split(text)):
        if index % 2:
            yield _marked_element(part)
        elif part:
            yield {"type": "text", "text": unescape(part)}


def _marked_element(mark: str) -> Json:
    target, _, label = mark.partition("|")
    if target.startswith("@"):
        return {"type": "user", "user_id": target[1:]}
    if target.startswith("#"):
        return {"type": "channel", "channel_id": target[1:]}
    if target.startswith("!subteam^"):
        return {"type": "usergroup", "usergroup_id": target.removeprefix("!subteam^")}
    if target.startswith("!"):
        return {"type": "broadcast", "range": target[1:]}
    link = {"type": "link", "url": unescape(target)}
    return {**link, "text": unescape(label)} if label else link
