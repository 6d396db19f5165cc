"""Who may do what: roles come from user groups. They are checked at the front door, and again by each use case that
changes anything.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from bot.desk.desk import Desk
from bot.desk.policy import Policy
from bot.errors import Refusal
from bot.tickets.ticket import Ticket


class Role(StrEnum):
    REQUESTER = "requester"
    AGENT = "agent"
    LEAD = "lead"
    OWNER = "owner"


_ONLY = {
    Role.REQUESTER: "I can't tell who you are, so I can't do that. Please write to me in a direct message.",
    Role.AGENT: "Only the support team can do that.",
    Role.LEAD: "Only a support lead can do that.",
    Role.OWNER: "Only the owner of the desk can do that.",
}


@dataclass(frozen=True)
class Actor:
    """Somebody who wants the desk to do something, with the roles that their user groups give them."""

    id: str
    roles: Collection[Role]

    @property
    def is_staff(self) -> bool:
        return Role.AGENT in self.roles

    def check(self, role: Role) -> None:
        """Raises a Refusal when the actor does not have that role."""
        if role not in self.roles:
            raise Refusal(_ONLY[role])


async def recognise(desk: Desk, person_id: str) -> Actor:
    """The person with the roles that they have for certain: a user group gives somebody of another company none, so
    that Slack is asked first about whoever is in one.
    """
    if desk.directory.is_listed(person_id, desk.policy.inner_groups):
        await desk.directory.facts(person_id)
    return actor(desk, person_id)


def actor(desk: Desk, person_id: str) -> Actor:
    """Everybody is a requester; a lead may do what an agent may, the owner what a lead may. Nobody in person may do
    nothing.
    """
    if not person_id:
        return Actor(person_id, frozenset())
    roles = {Role.REQUESTER}
    if _in_any(desk, person_id, {pool.group for pool in desk.policy.pools}):
        roles.add(Role.AGENT)
    if _in_any(desk, person_id, lead_groups(desk.policy)):
        roles |= {Role.AGENT, Role.LEAD}
    if _in_any(desk, person_id, {desk.policy.desk.owners}):
        roles |= {Role.AGENT, Role.LEAD, Role.OWNER}
    return Actor(person_id, frozenset(roles))


def pools_of(desk: Desk, person_id: str) -> list[str]:
    """The ids of the pools whose tickets a person looks after; a lead looks after all."""
    if Role.LEAD in actor(desk, person_id).roles:
        return [pool.id for pool in desk.policy.pools]
    return [pool.id for pool in desk.policy.pools if person_id in desk.directory.members(pool.group)]


def lead_groups(policy: Policy) -> set[str]:
    return {policy.leads_of(segment.id) for segment in policy.segments} | {policy.desk.leads}


def check_requester(actor: Actor, requester_id: str) -> None:
    """Raises a Refusal unless it is the actor's own request."""
    if actor.id != requester_id:
        raise Refusal("That request is somebody else's, so only they can answer here.")


def check_not_own(actor: Actor, ticket: Ticket) -> None:
    """Nobody works on their own ticket."""
    if actor.id == ticket.requester_id:
        raise Refusal("This is your own request. Somebody else on the team has to work on it.")


def check_none_own(desk: Desk, actor: Actor, tickets: Iterable[Ticket]) -> None:
    """Raises a Refusal when one of these is the actor's own: what is done to a ticket reaches those joined to it."""
    for ticket in tickets:
        if actor.id == ticket.requester_id:
            key = desk.key(ticket.number)
            raise Refusal(f"{key} is your own request, and goes with this one. Somebody else on the team has to do it.")


def _in_any(desk: Desk, person_id: str, groups: set[str]) -> bool:
    return any(person_id in desk.directory.members(group) for group in groups)
