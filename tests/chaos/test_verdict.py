"""The comparison notices what it is there for."""

import pytest

from bot.handlers.act import TOO_LATE
from chaos.end_state import Facts
from chaos.verdict import judge

HELLO, GOODBYE = "#general: frontdesk: hello", "#general: frontdesk: goodbye"


def test_the_same_is_the_same() -> None:
    assert judge(Facts([HELLO, GOODBYE]), Facts([GOODBYE, HELLO])).is_clean


def test_what_is_missing_is_lost() -> None:
    verdict = judge(Facts([HELLO, GOODBYE]), Facts([HELLO]))
    assert (verdict.lost, verdict.is_clean) == ([GOODBYE], False)


def test_what_is_there_once_more_is_doubled() -> None:
    verdict = judge(Facts([HELLO]), Facts([HELLO, HELLO]))
    assert (verdict.doubled, verdict.is_clean) == ([HELLO], False)


def test_what_nobody_expected_is_a_difference() -> None:
    verdict = judge(Facts([HELLO]), Facts([HELLO, GOODBYE]))
    assert (verdict.other, verdict.is_clean) == ([GOODBYE], False)


def test_an_apology_is_as_it_should_be() -> None:
    verdict = judge(Facts([HELLO]), Facts([HELLO, f"DM of ana and frontdesk: frontdesk: {TOO_LATE}"]))
    assert (len(verdict.apologies), verdict.is_clean) == (1, True)


def test_a_mistake_that_slack_found_is_a_difference() -> None:
    verdict = judge(Facts(), Facts(), ["chat.update: unknown argument", "click: not acknowledged in time (1)"])
    assert verdict.other == ["chat.update: unknown argument"]


WHISPER, IN_THE_DM = "#general: frontdesk to ana alone: Got it.", "DM of ana and frontdesk: frontdesk: Got it."


@pytest.mark.parametrize("found", [[], [IN_THE_DM], [WHISPER, IN_THE_DM]])
def test_a_whisper_that_is_missing_is_no_loss_and_may_be_said_in_the_dm(found: list[str]) -> None:
    verdict = judge(Facts([WHISPER]), Facts(found))
    assert (len(verdict.whispers), verdict.is_clean) == (1, True)


def test_a_whisper_that_is_said_in_the_dm_twice_is_a_difference() -> None:
    assert judge(Facts([WHISPER]), Facts([IN_THE_DM, IN_THE_DM])).other == [IN_THE_DM]
