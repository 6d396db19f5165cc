"""Who looks at the desk's home sees it kept up to date."""

from bot.desk.claim import claim
from bot.desk.open_home import open_home
from bot.desk.speech import Say
from tests.builders import DANA, PRIYA
from tests.counter import Counter


async def look(counter: Counter, person: str) -> None:
    await open_home(counter.desk, counter.be(person))


async def test_a_home_is_shown_to_whoever_looks_at_it(counter: Counter) -> None:
    await look(counter, PRIYA)
    assert await counter.told(Say.HOME) == [PRIYA]


async def test_a_home_is_shown_each_time(counter: Counter) -> None:
    await look(counter, PRIYA)
    counter.watch.move(seconds=1)
    await look(counter, PRIYA)
    assert await counter.told(Say.HOME) == [PRIYA, PRIYA]


async def test_the_requesters_home_follows_their_ticket(counter: Counter) -> None:
    await look(counter, PRIYA)
    await counter.ticket()
    await claim(counter.desk, counter.be(DANA), 1)
    assert await counter.told(Say.HOME) == [PRIYA] * 3


async def test_the_owners_home_follows_their_ticket(counter: Counter) -> None:
    await look(counter, DANA)
    await counter.claimed()
    assert await counter.told(Say.HOME) == [DANA, DANA]


async def test_nobody_gets_a_home_who_never_looked(counter: Counter) -> None:
    await counter.claimed()
    assert await counter.said(Say.HOME) == []
