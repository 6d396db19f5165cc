"""Requests of the control API are read strictly: what cannot be meant is answered with 400 and a sentence."""

from typing import Any

import pytest

from local_slack.client import Slack
from local_slack.person import NotPossibleError
from local_slack.server import LocalSlack


async def refusal(slack: Slack, route: str, **asked: Any) -> str:
    with pytest.raises(NotPossibleError) as refused:
        await slack.post(route, **asked)
    return str(refused.value)


@pytest.mark.parametrize("name", ["Big News", "big news", "News", "", "a" * 81, "news!"])
async def test_a_channel_cannot_be_called_anything(slack: Slack, name: str) -> None:
    assert "lower-case letters" in await refusal(slack, "create_channel", **{"as": "ana"}, name=name)
    assert "lower-case letters" in await refusal(slack, "rename", **{"as": "ana"}, channel="#random", name=name)


async def test_a_channel_has_its_name_for_itself(slack: Slack) -> None:
    sentence = "There is a channel #general already."
    assert await refusal(slack, "create_channel", **{"as": "ana"}, name="general") == sentence
    assert await refusal(slack, "rename", **{"as": "ana"}, channel="#random", name="general") == sentence


async def test_a_person_has_their_short_name_for_themselves(slack: Slack) -> None:
    assert await refusal(slack, "hire", name="ana", real_name="Ana Other") == "There is somebody called 'ana' already."


@pytest.mark.parametrize("name", ["Zoe", "zoe park", "", "@zoe"])
async def test_a_short_name_is_one_that_can_be_mentioned(slack: Slack, name: str) -> None:
    assert "Nobody can be called" in await refusal(slack, "hire", name=name, real_name="Zoe Park")


@pytest.mark.parametrize(
    ("minutes", "sentence"),
    [
        (-5, "The clock cannot go back."),
        (-1e30, "The clock cannot go back."),
        (1e9, "The clock moves by 3660 days at most."),
        (1e300, "The clock moves by 3660 days at most."),
        (float("nan"), "nan is no number of minutes."),
        (float("inf"), "inf is no number of minutes."),
        ("5", "'5' is no number of minutes."),
        (True, "True is no number of minutes."),
    ],
)
async def test_the_clock_does_not_move_so(slack: Slack, server: LocalSlack, minutes: Any, sentence: str) -> None:
    before = server.clock.now()
    assert await refusal(slack, "clock", advance_minutes=minutes) == sentence
    assert (server.clock.now() - before).total_seconds() < 60


async def test_the_clock_does_not_jump_to_the_end_of_the_calendar(slack: Slack) -> None:
    assert "at most" in await refusal(slack, "clock", to="9999-12-31T00:00:00+00:00")


@pytest.mark.parametrize(
    ("route", "asked"),
    [
        ("say", {"as": "ana", "channel": "#general", "text": "x", "thread": "1.0"}),
        ("action", {"as": "ana", "container": {}, "block_id": "b", "action_id": "a", "choice": "x"}),
        ("faults", {"methods": "chat.postMessage"}),
        ("clock", {"minutes": 5}),
        ("reset", {"all": True}),
        ("wait", {"for": "quiet", "within": 5}),
    ],
)
async def test_an_unknown_field_is_not_passed_over(slack: Slack, route: str, asked: dict[str, Any]) -> None:
    unknown = next(name for name in ("thread", "choice", "methods", "minutes", "all", "within") if name in asked)
    assert (await refusal(slack, route, **asked)).startswith(f"Nothing is known here of {unknown}, but of ")


async def test_an_unknown_question_is_not_passed_over(slack: Slack) -> None:
    with pytest.raises(NotPossibleError, match="Nothing is known here of chanel, but of channel"):
        await slack.get("messages", **{"as": "ana"}, chanel="#general")


async def test_nothing_of_a_refused_request_has_happened(slack: Slack, server: LocalSlack) -> None:
    people = len(server.state.users)
    await refusal(slack, "hire", name="zoe", real_name="Zoe Park", salary=1)
    assert len(server.state.users) == people
