"""Why a ticket is where it is, for an agent who asks."""

import re
from collections.abc import Collection

from bot.insight.explain import Explanation, Section
from bot.views.blocks import context, fitting, section
from bot.views.mrkdwn import line, mention, weight
from bot.views.shown import Shown

_ALL = 10_500
_MOST = 45
_SECTION = 2_600
_LINE = 400
_SPOKEN = 3_500
_PERSON = re.compile(r"@([UW][A-Z0-9]+)\b")


def render(explanation: Explanation) -> Shown:
    """The sections in their order; what does not fit is said to be missing."""
    sections = [_section(part, explanation.people) for part in explanation.sections]
    fit = fitting(sections, _ALL, _MOST)
    more = [context(f"{len(sections) - fit} more sections do not fit here.")] if fit < len(sections) else []
    head = f"*Why {line(explanation.key)}* (times in {line(explanation.zone)})"
    blocks = [section(head), *(section(each) for each in sections[:fit]), *more]
    spoken = " ".join(f"{part.title}: {' '.join(part.lines)}"[:_SPOKEN] for part in explanation.sections)
    return Shown(line(f"Why {explanation.key}. {spoken}", _SPOKEN), blocks)


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
