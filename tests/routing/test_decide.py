from typing import Any

from bot.routing.decide import choose_pool
from bot.routing.pool import Pool


def pool(name: str, skills: list[str], **values: Any) -> Pool:
    usual = {"id": name, "name": name.title(), "channel": f"#{name}", "group": f"it-{name}", "skills": skills}
    return Pool.model_validate(usual | values)


NETWORK = pool("network", ["network"], fallback="frontline")
FRONTLINE = pool("frontline", ["workplace", "identity"], fallback="senior")
SENIOR = pool("senior", ["network", "workplace", "security"])
POOLS = (NETWORK, FRONTLINE, SENIOR)


def test_the_first_pool_with_the_skill_gets_the_ticket() -> None:
    assert choose_pool("network", "standard", None, POOLS).pool == NETWORK


def test_the_segments_own_pool_goes_before_the_others() -> None:
    assert choose_pool("network", "executive", "senior", POOLS).pool == SENIOR


def test_the_segments_own_pool_is_passed_over_without_the_skill() -> None:
    assert choose_pool("security", "standard", "frontline", POOLS).pool == SENIOR


def test_a_pool_takes_only_the_segments_that_it_serves() -> None:
    only_executives = pool("vip", ["workplace"], segments=["executive"])
    assert choose_pool("workplace", "standard", "vip", (only_executives, *POOLS)).pool == FRONTLINE


def test_a_pool_for_one_segment_takes_that_one() -> None:
    only_executives = pool("vip", ["workplace"], segments=["executive"])
    assert choose_pool("workplace", "executive", None, (only_executives, *POOLS)).pool == only_executives


def test_the_fallback_helps_out_when_nobody_is_at_work() -> None:
    assert choose_pool("network", "standard", None, POOLS, {"network"}).pool == FRONTLINE


def test_fallbacks_are_followed_until_somebody_is_at_work() -> None:
    assert choose_pool("network", "standard", None, POOLS, {"network", "frontline"}).path == (
        "network",
        "frontline",
        "senior",
    )


def test_a_ticket_waits_where_it_belongs_when_nobody_is_at_work_anywhere() -> None:
    decision = choose_pool("network", "standard", None, POOLS, {"network", "frontline", "senior"})
    assert (decision.pool, decision.path) == (NETWORK, ("network",))


def test_a_pool_without_fallback_keeps_its_tickets() -> None:
    assert choose_pool("security", "standard", None, POOLS, {"senior"}).pool == SENIOR


def test_the_reason_names_the_skill() -> None:
    assert choose_pool("network", "standard", None, POOLS).reason == "Network has the skill “network”"


def test_the_reason_says_that_the_pool_is_the_segments_own() -> None:
    reason = choose_pool("network", "executive", "senior", POOLS).reason
    assert reason == "Senior serves this segment and has the skill “network”"


def test_the_reason_says_who_helps_out() -> None:
    reason = choose_pool("network", "standard", None, POOLS, {"network"}).reason
    assert reason == "Network has the skill “network”, but nobody is at work there, so Frontline helps out"
