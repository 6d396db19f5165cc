"""What a person typed, out of the form in which Slack delivers it."""

import html
import re
from collections.abc import Mapping

from bot.views.keepable import keepable

_REFERENCE = re.compile(r"<([^<>]*)>")
_PERSON = re.compile(r"<@([UW][A-Z0-9]+)>")
_MOST_PEOPLE = 10  # each costs a question to Slack; further ones go by their id


def plain_text(slack_text: str, names: Mapping[str, str] | None = None) -> str:
    """Mentions, channels and links become the words that people saw; entities become characters.

    `names` are those of people by their ids: Slack delivers a mention without the name.
    """
    known = names or {}
    text = _REFERENCE.sub(lambda match: _seen(match[1], known), keepable(slack_text))
    return html.unescape(text).strip()


def people_in(slack_text: str) -> list[str]:
    """The ids of the people who are mentioned."""
    return list(dict.fromkeys(_PERSON.findall(slack_text)))[:_MOST_PEOPLE]


def _seen(reference: str, names: Mapping[str, str]) -> str:
    target, _, label = reference.partition("|")
    match target[:1]:
        case "@":
            return f"@{label or names.get(target[1:]) or target[1:]}"
        case "#":
            return f"#{label or target[1:]}"
        case "!":
            return label or f"@{target[1:].split('^')[0]}"
        case _:
            target = target.removeprefix("mailto:")
            return target if not label or label == target else f"{label} ({target})"
