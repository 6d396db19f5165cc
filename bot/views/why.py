"""Why a ticket is where it is, for an agent who asks."""

import re
from collections.abc import Collection

from bot.insight.explain import Explanation, Section
from bot.views.blocks import context, section
from bot.views.mrkdwn import line, mention, weight
from bot.views.shown import Block, Shown

_ALL = 10_000
_SECTION = 2_600
_LINE = 400
_PERSON = re.compile(r"@([UW][A-Z0-9]+)\b")


def render(explanation: Explanation) -> Shown:
    """The sections in their order; what does not fit is said to be missing."""
    blocks: list[Block] = []
    room = _ALL
    for part in explanation.sections:
        shown = _section(part, explanation.people)
        room -= weight(shown)
        if room < 0:
            blocks.append(context("There is more than fits here."))
            break
        blocks.append(section(shown))
    spoken = " ".join(f"{part.title}: {' '.join(part.lines)}" for part in explanation.sections)
    return Shown(line(f"Why {explanation.key}. {spoken}", 3_500), [section(f"*Why {line(explanation.key)}*"), *blocks])


def _section(part: Section, people: Collection[str]) -> str:
    """As many lines as fit; people in them are mentioned."""
    shown, room = [f"*{line(part.title)}*"], _SECTION
    for each in part.lines:
        text = f"• {_named(line(each, _LINE), people)}"
        room -= weight(text) + 2
        if room < 0:
            shown.append("• …")
            break
        shown.append(text)
    return "\n".join(shown)


def _named(text: str, people: Collection[str]) -> str:
    return _PERSON.sub(lambda found: mention(found[1]) if found[1] in people else found[0], text)
