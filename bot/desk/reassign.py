"""A lead gives a ticket to an agent, or takes it."""

from bot.desk import keep_clocks, lead_notices
from bot.desk.announce import refresh, tell_agents
from bot.desk.claim import claim
from bot.desk.desk import Desk
from bot.desk.record import record
from bot.desk.roles import Actor, Role, check_not_own
from bot.desk.roles import actor as actor_of
from bot.desk.speech import Say
from bot.desk.tx import Tx
from bot.errors import Refusal
from bot.tickets.event import EventKind
from bot.tickets.lifecycle import Move, check_move, own
from bot.tickets.ticket import Status, Ticket


async def take(desk: Desk, actor: Actor, number: int) -> None:
    """A lead takes a ticket from whoever has it, an agent one that nobody has: some warnings reach a whole channel."""
    if Role.LEAD in actor.roles:
        await reassign(desk, actor, number, actor.id)
    else:
        await claim(desk, actor, number)


async def reassign(desk: Desk, actor: Actor, number: int, agent_id: str) -> None:
    """Makes somebody of the team the owner, whoever owned the ticket before. A waiting ticket goes on waiting."""
    await desk.transact(lambda tx: _reassign(tx, desk, actor, tx.ticket(number), agent_id))


def _reassign(tx: Tx, desk: Desk, actor: Actor, ticket: Ticket, agent_id: str) -> None:
    actor.check(Role.LEAD)
    check_not_own(actor, ticket)
    agent = actor_of(desk, agent_id)
    if Role.AGENT not in agent.roles:
        raise Refusal(f"<@{agent_id}> is not on the support team, so the ticket can't go there.")
    check_not_own(agent, ticket)
    if ticket.assignee_id == agent_id and ticket.is_open:
        return
    check_move(ticket, Move.REASSIGN)
    ticket.status = Status.CLAIMED if ticket.status is Status.OPEN else ticket.status
    own(ticket, agent_id, desk.now())
    cause = record(tx, desk, ticket, actor.id, EventKind.REASSIGNED, to=agent_id)
    refresh(tx, desk, ticket, cause)
    keep_clocks.acknowledge(tx, desk, ticket, actor.id)
    if actor.id == agent_id:
        lead_notices.settle(tx, ticket, f"<@{actor.id}> took it.")
        return
    sentence = f"<@{agent_id}>, <@{actor.id}> gave you {desk.key(ticket.number)}."
    tell_agents(tx, desk, ticket, f"given:{cause}", Say.NOTICE, {"sentence": sentence})
    lead_notices.settle(tx, ticket, f"<@{actor.id}> gave it to <@{agent_id}>.")
