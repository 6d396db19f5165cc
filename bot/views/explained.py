"""An explanation: parts with a title, each line of which says one thing."""

import re
from collections.abc import Collection, Sequence

from bot.insight.section import Section
from bot.views.blocks import context, fitting, section
from bot.views.mrkdwn import line, weight
from bot.views.shown import Shown

_ALL = 10_500
_MOST = 45
_SECTION = 2_600
_LINE = 400
_SPOKEN = 3_500
_NAMED = re.compile(r"[@#]([A-Z][A-Z0-9]+)\b")


def told(title: str, zone: str, sections: Sequence[Section], mentioned: Collection[str] = ()) -> Shown:
    """The sections in their order; what does not fit is said to be missing."""
    shown = [_section(part, mentioned) for part in sections]
    fit = fitting(shown, _ALL, _MOST)
    more = [context(f"{len(shown) - fit} more sections do not fit here.")] if fit < len(shown) else []
    blocks = [section(f"*{line(title)}* (times in {line(zone)})"), *(section(each) for each in shown[:fit]), *more]
    spoken = " ".join(f"{part.title}: {' '.join(part.lines)}"[:_SPOKEN] for part in sections)
    return Shown(line(f"{title}. {spoken}", _SPOKEN), blocks)


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
