"""Who may do what comes from user groups."""

import pytest

from bot.desk.roles import Role, pools_of
from bot.errors import Refusal
from tests.builders import DANA, LENA, PRIYA
from tests.counter import Counter
from tests.desks import OLGA

ROLES = {
    PRIYA: {Role.REQUESTER},
    DANA: {Role.REQUESTER, Role.AGENT},
    LENA: {Role.REQUESTER, Role.AGENT, Role.LEAD},
    OLGA: {Role.REQUESTER, Role.AGENT, Role.LEAD, Role.OWNER},
}


@pytest.mark.parametrize(("person", "roles"), ROLES.items())
def test_roles_come_from_user_groups(counter: Counter, person: str, roles: set[Role]) -> None:
    assert counter.be(person).roles == roles


@pytest.mark.parametrize("role", [Role.AGENT, Role.LEAD, Role.OWNER])
def test_whoever_lacks_a_role_hears_who_has_it(counter: Counter, role: Role) -> None:
    with pytest.raises(Refusal, match=r"^Only the (support team|owner of the desk) can|^Only a support lead can"):
        counter.be(PRIYA).check(role)


def test_the_leads_of_a_segment_are_leads_too(counter: Counter) -> None:
    counter.staff.groups["vip-leads"] = [PRIYA]
    assert Role.LEAD in counter.under(executive={"leads": "vip-leads"}).be(PRIYA).roles


def test_a_role_is_lost_with_the_group(counter: Counter) -> None:
    counter.staff.groups["it-network"] = []
    assert Role.AGENT not in counter.be(DANA).roles


@pytest.mark.parametrize(
    ("person", "pools"),
    [(PRIYA, []), (DANA, ["network"]), (LENA, ["frontline", "network"]), (OLGA, ["frontline", "network"])],
)
def test_an_agent_looks_after_their_pools_and_a_lead_after_all(counter: Counter, person: str, pools: list[str]) -> None:
    assert pools_of(counter.desk, person) == pools
