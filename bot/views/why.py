"""Why a ticket is where it is, for an agent who asks."""

import re
from collections.abc import Collection

from bot.insight.explain import Explanation, Section
from bot.views.blocks import context, fitting, section
from bot.views.mrkdwn import line, weight
from bot.views.shown import Shown

_ALL = 10_500
_MOST = 45
_SECTION = 2_600
_LINE = 400
_SPOKEN = 3_500
_NAMED = re.compile(r"[@#]([A-Z][A-Z0-9]+)\b")


def render(explanation: Explanation) -> Shown:
    """The sections in their order; what does not fit is said to be missing."""
    sections = [_section(part, explanation.mentioned) for part in explanation.sections]
    fit = fitting(sections, _ALL, _MOST)
    more = [context(f"{len(sections) - fit} more sections do not fit here.")] if fit < len(sections) else []
    head = f"*Why {line(explanation.key)}* (times in {line(explanation.zone)})"
    blocks = [section(head), *(section(each) for each in sections[:fit]), *more]
    spoken = " ".join(f"{part.title}: {' '.join(part.lines)}"[:_SPOKEN] for part in explanation.sections)
    return Shown(line(f"Why {explanation.key}. {spoken}", _SPOKEN), blocks)


def _section(part: Section, mentioned: Collection[str]) -> str:
    """As many lines as fit, with live mentions."""
    shown, room = [f"*{line(part.title)}*"], _SECTION
    for each in part.lines:
        text = f"• {_named(line(each, _LINE), mentioned)}"
        room -= weight(text) + 2
        if room < 0:
            shown.append("• …")
            break
        shown.append(text)
    return "\n".join(shown)


def _named(text: str, mentioned: Collection[str]) -> str:
    return _NAMED.sub(lambda found: f"<{found[0]}>" if found[1] in mentioned else found[0], text)
