"""Each test breaks one thing in a policy that is otherwise right, and is told where and what is allowed there."""

from typing import Any

import pytest
from pydantic import ValidationError

from bot.desk.policy import Policy
from tests.policies import Values, policy_values


def misfits(values: Values) -> list[tuple[str, str]]:
    """Where it is and what is allowed there."""
    with pytest.raises(ValidationError) as refused:
        Policy.model_validate(values)
    return [(".".join(map(str, error["loc"])), error["msg"]) for error in refused.value.errors()]


def broken(*place: str | int, value: Any) -> Values:
    """The usual policy with another value at that place."""
    values = policy_values()
    part: Any = values
    for step in place[:-1]:
        part = part[step]
    part[place[-1]] = value
    return values


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        (("desk", "calendar"), "calendars"),
        (("segments", 0, "calendar"), "calendars"),
        (("segments", 0, "pool"), "pools"),
        (("pools", 0, "calendar"), "calendars"),
        (("pools", 0, "fallback"), "pools"),
    ],
)
def test_a_name_points_at_something_that_is_there(place: tuple[str | int, ...], kind: str) -> None:
    expected = (".".join(map(str, place)), f"one of the {kind}")
    assert misfits(broken(*place, value="nowhere")) == [expected]


def test_a_category_treats_only_known_segments_otherwise() -> None:
    values = broken("categories", 0, "modes", value={"nobody": "agent_only"})
    assert misfits(values) == [("categories.0.modes.nobody", "one of the segments")]


def test_a_pool_serves_only_known_segments() -> None:
    values = policy_values()
    values["pools"].append({**values["pools"][0], "id": "vip", "segments": ["executive", "nobody"]})
    assert misfits(values) == [("pools.2.segments.1", "one of the segments")]


@pytest.mark.parametrize("kind", ["segments", "pools", "categories"])
def test_an_id_is_given_once(kind: str) -> None:
    values = policy_values()
    values[kind].insert(0, values[kind][0])
    assert misfits(values) == [(f"{kind}.1.id", f"an id that no other of the {kind} has")]


def test_the_last_segment_takes_everybody() -> None:
    values = broken("segments", 1, "when", value={"guest": True})
    assert misfits(values) == [("segments.1.when", "“always: true” in the last segment, so that nobody is left out")]


def test_no_segment_before_the_last_takes_everybody() -> None:
    values = broken("segments", 0, "when", value={"always": True})
    assert misfits(values) == [("segments.0.when", "“always: true” in the last segment only")]


def test_a_skill_is_one_that_a_pool_has() -> None:
    values = broken("categories", 0, "skill", value="netwrok")
    assert misfits(values) == [("categories.0.skill", "a skill of one of the pools")]


def test_every_segment_has_a_pool_for_every_category() -> None:
    values = broken("pools", 1, "segments", value=["executive"])
    assert misfits(values) == [("categories.0.skill", "a skill of a pool that serves standard")]


def test_there_is_a_category_for_what_fits_no_other() -> None:
    values = policy_values()
    del values["categories"][1]
    assert misfits(values) == [("categories", "a category “other”, for requests whose words do not say enough")]


def test_fallbacks_do_not_run_in_a_circle() -> None:
    values = broken("pools", 0, "fallback", value="network")
    values["pools"][1]["fallback"] = "frontline"
    allowed = "fallbacks that do not lead back to where they began"
    assert misfits(values) == [("pools.0.fallback", allowed), ("pools.1.fallback", allowed)]


def test_a_pool_is_not_its_own_fallback() -> None:
    assert len(misfits(broken("pools", 0, "fallback", value="frontline"))) == 1


def test_a_pool_that_leads_into_a_circle_is_not_the_one_to_blame() -> None:
    values = broken("pools", 0, "fallback", value="network")
    values["pools"][1]["fallback"] = "network"
    assert [place for place, _ in misfits(values)] == ["pools.1.fallback"]


def test_a_segment_promises_something_for_every_priority() -> None:
    values = policy_values()
    targets = values["segments"][0]["targets"]
    values["segments"][0]["targets"] = {name: targets[name] for name in ("P1", "P2", "P4")}
    assert misfits(values) == [("segments.0.targets", "targets for P1, P2, P3 and P4")]


def test_a_priority_is_one_of_four() -> None:
    values = policy_values()
    targets = values["segments"][0]["targets"]
    values["segments"][0]["targets"] = {**targets, "P5": targets["P4"]}
    assert misfits(values) == [("segments.0.targets.P5", "one of P1, P2, P3, P4")]


def test_requests_are_not_asked_where_they_are_worked_on() -> None:
    values = broken("segments", 1, "channels", value=["#help-desk"])
    assert misfits(values) == [("segments.1.channels.0", "a channel in which no pool works")]


def test_everything_that_does_not_fit_is_said_at_once() -> None:
    values = broken("segments", 0, "pool", value="nowhere")
    values["categories"][0]["skill"] = "netwrok"
    assert len(misfits(values)) == 2
