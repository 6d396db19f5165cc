"""How fast the desk may speak, on a watch that stands still until the test moves it."""

import asyncio

import pytest

from bot.gateway.pace import POST, Pace, Rhythm
from tests.gateway.conftest import Stopwatch

EDIT = "chat.update"


@pytest.fixture
def pace(stopwatch: Stopwatch) -> Pace:
    return Pace(Rhythm(), stopwatch.now)


def test_a_conversation_takes_one_message_a_second(pace: Pace, stopwatch: Stopwatch) -> None:
    pace.spoke(POST, "C1")
    assert pace.take(POST, "C1") == 1.0
    stopwatch.seconds += 1
    assert pace.take(POST, "C1") == 0.0


def test_another_conversation_does_not_wait(pace: Pace) -> None:
    pace.spoke(POST, "C1")
    assert pace.take(POST, "C2") == 0.0


def test_an_edit_does_not_wait_for_a_message(pace: Pace) -> None:
    pace.spoke(POST, "C1")
    pace.spoke(EDIT, "C1")
    assert [pace.take(EDIT, "C1"), pace.take(EDIT, "C1")] == [0.0, 0.0]


def test_a_method_that_was_refused_waits_everywhere_as_long_as_slack_asks(pace: Pace, stopwatch: Stopwatch) -> None:
    pace.refused(POST, 30)
    assert pace.take(POST, "C1") == 30.0
    assert pace.take(EDIT, "C1") == 0.0
    stopwatch.seconds += 30
    assert pace.take(POST, "C2") == 0.0


def test_after_a_refusal_the_method_is_called_once_a_second_for_a_minute(pace: Pace, stopwatch: Stopwatch) -> None:
    pace.refused(POST, 1)
    stopwatch.seconds += 1
    assert [pace.take(POST, "C1"), pace.take(POST, "C2")] == [0.0, 1.0]
    stopwatch.seconds += 61
    assert [pace.take(POST, "C1"), pace.take(POST, "C2")] == [0.0, 0.0]


def test_a_shorter_wait_does_not_end_a_longer_one(pace: Pace) -> None:
    pace.refused(POST, 30)
    pace.refused(POST, 1)
    assert pace.take(POST, "C1") == 30.0


def test_one_failure_stops_nobody(pace: Pace) -> None:
    pace.unanswered()
    assert pace.take(POST, "C1") == 0.0


def test_after_three_failures_nothing_is_said_for_a_while(pace: Pace) -> None:
    for _ in range(3):
        pace.unanswered()
    assert [pace.take(POST, "C1"), pace.take(EDIT, "C2")] == [0.5, 0.5]


def test_each_further_failure_doubles_the_while_up_to_a_minute(pace: Pace, stopwatch: Stopwatch) -> None:
    waits = []
    for _ in range(14):
        pace.unanswered()
        waits.append(pace.take(POST, "C1"))
        stopwatch.seconds += waits[-1]
    assert waits[:6] == [0.0, 0.0, 0.5, 1.0, 2.0, 4.0]
    assert waits[-1] == 60.0


def test_when_the_while_is_over_one_asks_for_all(pace: Pace, stopwatch: Stopwatch) -> None:
    for _ in range(3):
        pace.unanswered()
    stopwatch.seconds += 0.5
    assert pace.take(POST, "C1") == 0.0
    assert pace.take(POST, "C2") > 0


def test_an_answer_lets_everybody_go_on(pace: Pace) -> None:
    for _ in range(5):
        pace.unanswered()
    pace.answered()
    assert [pace.take(POST, "C1"), pace.take(POST, "C2")] == [0.0, 0.0]


def test_conversations_of_long_ago_are_forgotten(pace: Pace, stopwatch: Stopwatch) -> None:
    for number in range(2_000):
        pace.spoke(POST, f"C{number}")
        stopwatch.seconds += 1
    assert len(pace._free_at) < 1_100


async def test_who_reads_waits_for_a_method_that_was_refused() -> None:
    pace = Pace(Rhythm(careful=0.05))
    pace.refused("users.info", 0.05)
    began = asyncio.get_running_loop().time()
    await asyncio.gather(pace.turn("users.info"), pace.turn("users.info"))
    assert asyncio.get_running_loop().time() - began >= 0.1
