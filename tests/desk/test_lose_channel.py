"""A pool's channel was archived: its owners hear of it."""

from bot.desk.lose_channel import lose_channel
from bot.desk.speech import Say
from tests.counter import Counter
from tests.desks import OLGA


async def test_the_owners_are_told_which_team_nobody_sees_any_more(counter: Counter) -> None:
    await lose_channel(counter.desk, "#help-network")
    notice = (await counter.said(Say.NOTICE))[0]
    assert notice.conversation == OLGA
    assert "#help-network was archived, so nobody sees the tickets that go to Network." in notice.about["sentence"]


async def test_a_channel_of_no_pool_is_none_of_the_desks_business(counter: Counter) -> None:
    await lose_channel(counter.desk, "#random")
    assert await counter.said(Say.NOTICE) == []


async def test_owners_are_told_again_when_it_happens_again(counter: Counter) -> None:
    await lose_channel(counter.desk, "#help-network")
    counter.watch.move(days=1)
    await lose_channel(counter.desk, "#help-network")
    assert len(await counter.said(Say.NOTICE)) == 2
