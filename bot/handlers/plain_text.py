"""What a person typed, out of the form in which Slack delivers it."""

import html
import re

_REFERENCE = re.compile(r"<([^<>]*)>")


def plain_text(slack_text: str) -> str:
    """Mentions, channels and links become the words that people saw; entities become characters."""
    return html.unescape(_REFERENCE.sub(lambda match: _seen(match[1]), slack_text)).strip()


def _seen(reference: str) -> str:
    target, _, label = reference.partition("|")
    match target[:1]:
        case "@":
            return f"@{label or target[1:]}"
        case "#":
            return f"#{label or target[1:]}"
        case "!":
            return label or f"@{target[1:].split('^')[0]}"
        case _:
            target = target.removeprefix("mailto:")
            return target if not label or label == target else f"{label} ({target})"
