"""How much a ticket matters: what was said of it, what its segment is owed, and what its requester works with."""

from collections.abc import Iterator
from typing import NamedTuple

from bot.desk.desk import Desk
from bot.routing.priority import Floor, Level, PriorityDecision, decide_priority
from bot.segments.decide import SegmentDecision
from bot.tickets.request import Request


class About(NamedTuple):
    """Whose it is and what it is about, as far as that is known by now: agents correct both."""

    segment_id: str
    category_id: str


def weigh(desk: Desk, request: Request, about: About, decision: SegmentDecision) -> PriorityDecision:
    """What the requester said of impact and urgency counts; else what the segment and the category usually mean."""
    segment = desk.policy.segment(about.segment_id)
    impact = Level(request.impact) if request.impact else segment.impact
    urgency = Level(request.urgency) if request.urgency else desk.policy.category(about.category_id).urgency
    floors = list(_floors(desk, about.segment_id, decision))
    return decide_priority(desk.policy.priorities.matrix, impact, urgency, floors)


def _floors(desk: Desk, segment_id: str, decision: SegmentDecision) -> Iterator[Floor]:
    """Whatever urgency was stated: by the facts, as they were known when the segment was decided."""
    owed = desk.policy.segment(segment_id).priority_floor
    if owed is not None:
        yield Floor(owed, "for this segment")
    for floor in desk.policy.priorities.floors:
        finding = floor.when.holds(decision.facts, decision.at)
        if finding.holds:
            yield Floor(floor.priority, "", finding.reason)
