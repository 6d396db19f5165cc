"""Who somebody is to the desk, for an agent who asks."""

from collections.abc import Sequence

from bot.insight.section import Section
from bot.views.explained import told
from bot.views.shown import Shown


def render(name: str, zone: str, sections: Sequence[Section]) -> Shown:
    return told(f"Who is @{name}", zone, sections)
