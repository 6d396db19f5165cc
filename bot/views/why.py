"""Why a ticket is where it is, for an agent who asks."""

from bot.insight.explain import Explanation
from bot.views.explained import told
from bot.views.shown import Shown


def render(explanation: Explanation) -> Shown:
    return told(f"Why {explanation.key}", explanation.zone, explanation.sections, explanation.mentioned)
