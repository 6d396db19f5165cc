"""One urgent ticket after the other: the requester and the leads hear of it once."""

import pytest

from bot.desk.speech import Say
from tests.builders import LENA, PRIYA
from tests.counter import Counter

URGENT = {"impact": "high", "urgency": "high"}


async def urgent(counter: Counter, times: int) -> None:
    for _ in range(times):
        await counter.ticket(**URGENT)


async def test_four_urgent_tickets_are_no_pattern(counter: Counter) -> None:
    await urgent(counter, 4)
    assert await counter.told(Say.PATTERN) == []


async def test_the_fifth_is_told_to_the_requester_in_person(counter: Counter) -> None:
    await urgent(counter, 5)
    (said,) = await counter.said(Say.PATTERN)
    assert (said.conversation, said.about) == (PRIYA, {"tickets": [1, 2, 3, 4, 5], "days": 30})


async def test_the_lead_has_one_notice_with_the_tickets(counter: Counter) -> None:
    await urgent(counter, 7)
    (notice,) = [each for each in await counter.said(Say.NOTICE) if each.conversation == LENA]
    assert "has 5 P1 tickets in 30 days: HD-1, HD-2, HD-3, HD-4, HD-5 (Something else 5)." in notice.about["sentence"]


async def test_other_tickets_do_not_count(counter: Counter) -> None:
    await urgent(counter, 4)
    await counter.ticket()
    assert await counter.told(Say.PATTERN) == []


async def test_what_is_longer_ago_does_not_count(counter: Counter) -> None:
    await urgent(counter, 4)
    counter.watch.move(days=31)
    await urgent(counter, 1)
    assert await counter.told(Say.PATTERN) == []


async def test_when_those_are_out_of_the_window_the_next_pattern_is_told(counter: Counter) -> None:
    await urgent(counter, 5)
    counter.watch.move(days=31)
    await urgent(counter, 5)
    assert await counter.told(Say.PATTERN) == [PRIYA, PRIYA]


@pytest.mark.parametrize(("at_least", "told"), [(2, [PRIYA]), (3, [])])
async def test_the_policy_says_from_how_many_on(counter: Counter, at_least: int, told: list[str]) -> None:
    stricter = counter.under(behaviour={"repeated_p1": {"at_least": at_least, "within_days": 30}})
    await urgent(stricter, 2)
    assert await counter.told(Say.PATTERN) == told
