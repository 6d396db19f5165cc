"""A request becomes a ticket: who answers, how much it matters, by when, and everybody is told."""

from bot.desk import keep_clocks
from bot.desk.announce import publish_homes, show_card, show_status
from bot.desk.desk import Desk
from bot.desk.notice_pattern import notice_pattern
from bot.desk.record import record
from bot.desk.tx import Tx
from bot.desk.weigh import About, weigh
from bot.routing.assign import least_loaded
from bot.routing.decide import PoolDecision, choose_pool
from bot.routing.pool import Assignment, Pool
from bot.segments.decide import SegmentDecision
from bot.tickets.event import DESK, EventKind
from bot.tickets.lifecycle import Move, make_move, own
from bot.tickets.request import Request
from bot.tickets.ticket import Ticket


def hand_over(tx: Tx, desk: Desk, request: Request, decision: SegmentDecision) -> Ticket:
    """Opens the ticket of a request that was settled as handed over and has none."""
    category = desk.policy.category(request.category_id)
    segment = desk.policy.segment(request.segment_id)
    choice = choose_pool(category.skill, segment.id, segment.pool, desk.policy.pools, _unstaffed(desk, segment.id))
    priority = weigh(desk, request, About(segment.id, category.id), decision)
    ticket = Ticket(
        request_id=request.id,
        requester_id=request.requester_id,
        text=request.text,
        category_id=category.id,
        skill=category.skill,
        segment_id=segment.id,
        tier=segment.tier,
        priority=priority.priority,
        pool_id=choice.pool.id,
        routing={"pool": choice.reason, "path": list(choice.path), **priority.told},
        started_at=request.received_at,
        opened_at=desk.now(),
    )
    tx.add(ticket)
    _open(tx, desk, ticket, decision, choice)
    show_status(tx, request, ticket)
    show_card(tx, desk, ticket)
    publish_homes(tx, ticket)
    notice_pattern(tx, desk, ticket)
    return ticket


def _open(tx: Tx, desk: Desk, ticket: Ticket, decision: SegmentDecision, choice: PoolDecision) -> None:
    record(tx, desk, ticket, DESK, EventKind.OPENED, **ticket.routing)
    keep_clocks.start(tx, desk, ticket, decision.matching_ids)
    assign(tx, desk, ticket, choice.pool)


def assign(tx: Tx, desk: Desk, ticket: Ticket, pool: Pool) -> None:
    """Gives the ticket to an agent, in a pool that does not leave it to whoever takes it."""
    if pool.assign is not Assignment.LEAST_LOADED:
        return
    agents = [agent for agent in desk.directory.members(pool.group) if agent != ticket.requester_id]
    agent = least_loaded(agents, tx.open_counts(agents))
    if agent is not None:
        make_move(ticket, Move.REASSIGN, desk.now())
        own(ticket, agent, desk.now())
        record(tx, desk, ticket, DESK, EventKind.REASSIGNED, to=agent, reason="fewest open tickets in the pool")


def _unstaffed(desk: Desk, segment_id: str) -> set[str]:
    """Pools in which nobody is at work: closed while this segment's clock runs, or with an empty user group."""
    closed = desk.policy.closed_pools(segment_id, desk.now())
    return {pool.id for pool in desk.policy.pools if pool.id in closed or not desk.directory.members(pool.group)}
