"""An agent knows better who asks: the ticket gets another segment, with what that promises."""

from dataclasses import dataclass

from bot.desk import keep_clocks, keep_ledger
from bot.desk.announce import refresh
from bot.desk.desk import Desk
from bot.desk.notice_pattern import notice_pattern
from bot.desk.record import record
from bot.desk.roles import Actor, Role, check_not_own, pools_of
from bot.desk.tx import Tx
from bot.desk.weigh import About, weigh
from bot.errors import Refusal
from bot.segments.decide import SegmentDecision
from bot.tickets.event import EventKind
from bot.tickets.ticket import Ticket


@dataclass(frozen=True)
class Reclassification:
    number: int
    segment_id: str
    reason: str


async def reclassify(desk: Desk, actor: Actor, order: Reclassification) -> None:
    """Changes segment, tier, priority and targets; the team that has the ticket keeps it."""
    await desk.transact(lambda tx: _reclassify(tx, desk, actor, order))


def check_may_reclassify(desk: Desk, actor: Actor, ticket: Ticket) -> None:
    """Raises a Refusal for whoever is neither of its team nor a lead, and for a ticket that is over."""
    actor.check(Role.AGENT)
    check_not_own(actor, ticket)
    if ticket.pool_id not in pools_of(desk, actor.id) and ticket.assignee_id != actor.id:
        raise Refusal("Only the team that has the ticket, or a support lead, can change its segment.")
    if not ticket.is_open:
        raise Refusal("The ticket is solved, so its segment stays as it was.")


def _reclassify(tx: Tx, desk: Desk, actor: Actor, order: Reclassification) -> None:
    ticket = tx.ticket(order.number)
    check_may_reclassify(desk, actor, ticket)
    segment = desk.policy.segment(order.segment_id)
    if ticket.segment_id == segment.id:
        raise Refusal(f"{desk.key(ticket.number)} is in the segment {segment.name} already.")
    request = tx.request(ticket.request_id)
    decision = SegmentDecision.model_validate(request.decision)
    priority = weigh(desk, request, About(segment.id, ticket.category_id), decision)
    changed = {"from_segment": ticket.segment_id, "from_priority": ticket.priority, "reason": order.reason}
    ticket.segment_id, ticket.tier, ticket.priority = segment.id, segment.tier, priority.priority
    because = {"by": actor.id, "reason": order.reason}
    ticket.routing = {**ticket.routing, "segment": because, **priority.told}
    changed |= {"to_segment": segment.id, "to_priority": ticket.priority}
    cause = record(tx, desk, ticket, actor.id, EventKind.RECLASSIFIED, **changed)
    keep_ledger.mark_unwanted(tx, desk, ticket)
    keep_clocks.retarget(tx, desk, ticket, keep_clocks.promising(ticket, decision))
    refresh(tx, desk, ticket, cause)
    if changed["from_priority"] != ticket.priority:
        notice_pattern(tx, desk, ticket)
